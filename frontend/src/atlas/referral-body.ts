import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Side } from "../api/types";
import { icon } from "../ui/icons";
import { BodyView, type Place } from "./body-view";
import { ALL, compose, type Figure } from "./figure";
import { onPaper } from "./paper";

const KEY_TURN = Math.PI / 12;
const KEY_ZOOM = 1.25;
const VIEWS = [
  ["front", "Front"],
  ["back", "Back"],
  ["left", "Left"],
  ["right", "Right"],
] as const;

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The turning body of a page of the atlas; the page's own list says the same in words. */
@customElement("referral-body")
export class ReferralBody extends LitElement {
  @property() body = "";
  /** Address of what to show; without it the body only chooses regions. */
  @property() figure = "";
  /** Address of a region's page, with REGION in place of its id. */
  @property() regions = "/atlas/region/REGION/";
  @property() label = "Body";
  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".markers") private markers!: HTMLElement;
  @query(".on-paper") private paper!: HTMLImageElement;
  @state() private shown: Figure | undefined;
  @state() private point = ALL;
  @state() private side: Side = "left";
  @state() private under: Place | undefined;
  @state() private said = "";
  @state() private failed = "";
  view: BodyView | undefined;

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override render() {
    return html`
      <div class="plate-bar" role="group" aria-label="Views of the body">
        ${VIEWS.map(([id, name]) => this.tool(name, () => this.view?.turnTo(id)))}
        ${this.tool("Whole", () => this.view?.whole())}
      </div>
      <div class="plate-stage">
        <canvas
          tabindex="0"
          role="application"
          aria-label=${this.label}
          aria-describedby="plate-keys"
          @keydown=${this.onKey}
        ></canvas>
        <div class="markers" aria-hidden="true"></div>
        <div class="crosshair" aria-hidden="true"></div>
        <img class="on-paper" alt="" />
        ${this.failed ? html`<p class="loading" role="alert">${this.failed}</p>` : nothing}
        ${this.view || this.failed ? nothing : html`<p class="loading">Preparing the body</p>`}
        <div class="zoom" role="group" aria-label="Zoom">
          ${this.round("Zoom in", "plus", 1 / KEY_ZOOM)}
          ${this.round("Zoom out", "minus", KEY_ZOOM)}
        </div>
        ${this.line()}
      </div>
      ${this.shown ? this.choices(this.shown) : nothing}
      <p id="plate-keys" class="sr-only">
        Arrow keys turn the body, plus and minus zoom, Home shows the whole body, Enter opens the
        region at the cross in the middle. The lists on this page do the same without the picture.
      </p>
      <p class="sr-only" role="status">${this.said}</p>
    `;
  }

  private tool(name: string, act: () => void) {
    return html`<button type="button" class="tool" @click=${act}>${name}</button>`;
  }

  private round(name: string, sign: "plus" | "minus", factor: number) {
    return html`<button
      type="button"
      class="round"
      aria-label=${name}
      @click=${() => this.view?.zoom(factor)}
    >
      ${icon(sign)}
    </button>`;
  }

  private line() {
    if (!this.view || (this.figure && !this.under)) return nothing;
    if (!this.under) return html`<p class="under">Choose where it hurts. Drag to turn.</p>`;
    const name = this.view.nameOf(this.under);
    return html`<p class="under"><a href=${this.addressOf(this.under)}>${name}</a></p>`;
  }

  private choices({ points, sides, mark }: Figure) {
    return html`<div class="plate-choices">
      ${
        sides.length > 1
          ? html`<div class="segmented" role="group" aria-label="Side">
              ${sides.map((side) => this.choice(title(side), this.side === side, { side }))}
            </div>`
          : nothing
      }
      ${
        points.length > 1
          ? html`<div class="segmented" role="group" aria-label="Trigger points">
              ${this.choice("All", this.point === ALL, { point: ALL }, "all points")}
              ${points.map(({ id, name }, index) =>
                this.choice(String(index + 1), this.point === id, { point: id }, name),
              )}
            </div>`
          : nothing
      }
      ${
        mark === "number"
          ? html`<p class="quiet">Numbers: where the first sources of the list sit.</p>`
          : nothing
      }
    </div>`;
  }

  private choice(
    text: string,
    pressed: boolean,
    chosen: { point?: string; side?: Side },
    name?: string,
  ) {
    return html`<button
      type="button"
      class="tool"
      aria-pressed=${pressed}
      aria-label=${name ? `${text}: ${name}` : nothing}
      title=${name ?? nothing}
      @click=${() => this.choose(chosen)}
    >
      ${text}
    </button>`;
  }

  private choose({ point = this.point, side = this.side }: { point?: string; side?: Side }): void {
    this.point = point;
    this.side = side;
    this.draw(true);
    const name = this.shown?.points.find(({ id }) => id === point)?.name;
    this.said = `Showing ${name ?? "all points"}, ${side}.`;
  }

  protected override firstUpdated(): void {
    void this.open();
    addEventListener("beforeprint", () => {
      if (this.view) this.paper.src = onPaper(this.view.stage.still(), this.markers);
    });
  }

  private async open(): Promise<void> {
    try {
      const [view, figure] = await Promise.all([this.openBody(), this.fetchFigure()]);
      this.view = view;
      this.shown = figure;
      this.side = figure?.sides[0] ?? "left";
      this.draw(true);
    } catch {
      this.failed = "The body cannot be drawn here. The lists on this page say the same.";
    }
  }

  private openBody(): Promise<BodyView> {
    return BodyView.open(this.body, this.canvas, this.markers, {
      over: (place) => this.hover(place),
      tapped: (place) => this.tapped(place),
    });
  }

  private async fetchFigure(): Promise<Figure | undefined> {
    if (!this.figure) return undefined;
    const response = await fetch(this.figure);
    if (!response.ok) throw new Error(`The figure did not arrive (${response.status}).`);
    return (await response.json()) as Figure;
  }

  private draw(bring: boolean): void {
    if (this.shown) this.view?.show(compose(this.shown, this.point, this.side), bring);
    this.requestUpdate();
  }

  private hover(place: Place | undefined): void {
    if (!place && this.figure) return;
    const same = place?.region === this.under?.region && place?.side === this.under?.side;
    this.under = place;
    if (!this.figure && !same) this.view?.light(place);
    this.canvas.classList.toggle("on-region", place !== undefined);
  }

  private tapped(place: Place): void {
    this.under = place;
    if (!this.figure) location.assign(this.addressOf(place));
  }

  private addressOf({ region }: Place): string {
    return this.regions.replace("REGION", region);
  }

  private onKey(event: KeyboardEvent): void {
    const { view } = this;
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => view.turn(-KEY_TURN, 0),
      ArrowRight: () => view.turn(KEY_TURN, 0),
      ArrowUp: () => view.turn(0, KEY_TURN),
      ArrowDown: () => view.turn(0, -KEY_TURN),
      "+": () => view.zoom(1 / KEY_ZOOM),
      "=": () => view.zoom(1 / KEY_ZOOM),
      "-": () => view.zoom(KEY_ZOOM),
      Home: () => view.whole(),
      Enter: () => this.openMiddle(view),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private openMiddle(view: BodyView): void {
    const place = view.inMiddle();
    if (place) location.assign(this.addressOf(place));
    else this.said = "There is no skin under the cross.";
  }
}
