import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { poseFor, siteMarkers, wordMarkers } from "../body/notes";
import { Painter } from "../body/painter";
import type { Hit } from "../body/picker";
import { PointerReader } from "../body/pointer";
import { BodyStage } from "../body/stage";
import { buildViews, type View } from "../body/views";
import { say } from "../state/speech";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { icon } from "./icons";
import { regionNamer } from "./words";

/** Name of the browser's own mark at the first picture of the body. */
const FIRST_VIEW_MARK = "palpate-first-view";
const RADIANS_PER_PIXEL = 0.008;
const KEY_TURN = Math.PI / 12;
const KEY_PAN = 0.08;
const KEY_ZOOM = 1.25;

/** The body on which the client's pain is drawn. */
@customElement("body-map")
export class BodyMap extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = [
    "data",
    "drawing",
    "case",
    "selection",
    "settings",
  ];
  /** The drawing is only looked at. */
  @property({ attribute: false }) readonly = false;
  /** On a page that scrolls, the wheel scrolls it; with Ctrl it zooms the body. */
  @property({ type: Boolean, attribute: "wheel-scrolls" }) wheelScrolls = false;
  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".markers") private markerHost!: HTMLElement;
  @state() private under = "";
  @state() private announced = "";
  private stage: BodyStage | undefined;
  private painter: Painter | undefined;
  /** The source last brought into the picture, so that a new ranking does not move the body. */
  private framed: string | undefined;
  views: View[] = [];

  protected override render() {
    return html`
      <canvas
        tabindex="0"
        role="application"
        aria-label=${say("Body on which to draw the pain")}
        aria-describedby="body-keys"
        @keydown=${this.onKey}
      ></canvas>
      <div class="markers" aria-hidden="true"></div>
      <div class="crosshair" aria-hidden="true"></div>
      <p id="body-keys" class="sr-only">
        ${say("Arrow keys turn the body, with Shift they move it, plus and minus zoom, Home shows the whole body.")}
        ${say("Space paints and Delete erases at the cross in the middle. The Regions list does the same without the picture.")}
      </p>
      <p class="sr-only" role="status">${this.announced}</p>
      <p class="under" aria-hidden="true">${this.under || this.hint()}</p>
      <div class="zoom" role="group" aria-label=${say("Zoom")}>
        <button
          type="button"
          class="round"
          aria-label=${say("Zoom in")}
          @click=${() => this.zoomBy(1 / KEY_ZOOM)}
        >
          ${icon("plus")}
        </button>
        <button
          type="button"
          class="round"
          aria-label=${say("Zoom out")}
          @click=${() => this.zoomBy(KEY_ZOOM)}
        >
          ${icon("minus")}
        </button>
        <button
          type="button"
          class="round"
          aria-label=${say("Whole body")}
          @click=${() => this.show("front")}
        >
          ${icon("whole")}
        </button>
      </div>
      ${this.stage ? nothing : html`<p class="loading">${say("Preparing the body")}</p>`}
    `;
  }

  private hint() {
    if (!this.stage || this.readonly || !this.workbench.drawing.isEmpty) return nothing;
    return html`${say("Draw where it hurts.")}
      <span class="roomy">${say("Two fingers or the right button turn the body.")}</span>`;
  }

  /** Turns to one of the preset views or close-ups. */
  show(id: string): void {
    const view = this.views.find((each) => each.id === id);
    if (view) this.stage?.moveTo(view.pose);
  }

  protected override firstUpdated(): void {
    this.setUp();
    new ResizeObserver(() => this.fit()).observe(this);
  }

  protected override hear(topic: Topic): void {
    const { workbench, stage } = this;
    if (topic === "data") this.setUp();
    if (!stage) return;
    if (topic === "drawing" || topic === "case") this.showDrawing();
    if (topic === "selection") this.showSource();
    if (topic === "settings") stage.setTheme(workbench.theme);
  }

  private setUp(): void {
    const { body, topology } = this.workbench;
    if (this.stage || !body || !topology || !this.hasUpdated) return;
    this.views = buildViews(body, topology);
    const home = this.views[0]?.pose;
    if (!home) return;
    this.stage = new BodyStage(this.canvas, this.markerHost, body, topology, home);
    this.stage.setTheme(this.workbench.theme);
    this.painter = new Painter(this.workbench, (x, y) => this.stage?.pick(x, y));
    this.readPointers();
    this.fit();
    this.requestUpdate();
    requestAnimationFrame(() => performance.mark(FIRST_VIEW_MARK));
    setTimeout(() => this.stage?.picker, 100);
    this.dispatchEvent(new CustomEvent("views-ready", { bubbles: true }));
  }

  private fit(): void {
    this.stage?.resize(this.clientWidth, this.clientHeight);
  }

  private readPointers(): void {
    const turn = (dx: number, dy: number) => {
      this.stage?.orbit.turn(-dx * RADIANS_PER_PIXEL, dy * RADIANS_PER_PIXEL);
      this.stage?.invalidate();
    };
    new PointerReader(this.canvas, {
      strokeStart: (x, y) => this.painter?.start(x, y),
      strokeMove: (x, y) => {
        this.painter?.move(x, y);
        this.hover(x, y);
      },
      strokeEnd: () => this.painter?.end(),
      strokeCancel: () => this.painter?.cancel(),
      hover: (x, y) => this.hover(x, y),
      leave: () => this.point(undefined),
      turn,
      pan: (dx, dy) => {
        this.stage?.orbit.pan(-dx / this.clientHeight, dy / this.clientHeight);
        this.stage?.invalidate();
      },
      zoom: (factor, x, y) => {
        this.stage?.orbit.zoom(factor, this.stage.pick(x, y)?.point);
        this.stage?.invalidate();
      },
      turnsOnly: () => this.readonly || this.workbench.brush.tool === "turn",
      wheelScrolls: () => this.wheelScrolls,
    });
  }

  private hover(x: number, y: number): void {
    this.point(this.stage?.pick(x, y));
  }

  private point(hit: Hit | undefined): void {
    const { brush } = this.workbench;
    this.under = hit ? this.nameOf(hit) : "";
    this.stage?.setBrush(brush.tool === "turn" ? undefined : hit?.point, brush.radius);
  }

  private nameOf(hit: Hit): string {
    const patch = this.workbench.body?.patches[hit.patch];
    return patch ? regionNamer(this.workbench.vocabulary)(patch.region, patch.side) : "";
  }

  private showDrawing(): void {
    this.stage?.paint.showDrawing(this.workbench.drawing.current);
    this.showMarkers();
  }

  private showMarkers(): void {
    const { detail, drawing, topology } = this.workbench;
    if (!topology) return;
    this.stage?.setMarkers(detail ? siteMarkers(detail) : wordMarkers(drawing.current, topology));
  }

  private showSource(): void {
    const { detail, topology } = this.workbench;
    this.stage?.paint.showZones(detail);
    this.showMarkers();
    const isNew = this.framed !== this.workbench.selected;
    if (!this.workbench.selected) this.framed = undefined;
    if (!detail || !topology || !this.stage || !isNew) return;
    this.framed = this.workbench.selected;
    const towardsCamera = this.stage.towardsCamera();
    const pose = poseFor(detail, topology, { pose: this.stage.orbit.pose, towardsCamera });
    if (pose) this.stage.moveTo(pose);
  }

  private zoomBy(factor: number): void {
    this.stage?.orbit.zoom(factor);
    this.stage?.invalidate();
  }

  private onKey(event: KeyboardEvent): void {
    const act = this.keyAction(event);
    if (!act) return;
    event.preventDefault();
    act();
    this.stage?.invalidate();
  }

  private keyAction(event: KeyboardEvent): (() => void) | undefined {
    const orbit = this.stage?.orbit;
    if (!orbit || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const arrows: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const arrow = arrows[event.key];
    if (arrow) {
      const [x, y] = arrow;
      if (event.shiftKey) return () => orbit.pan(x * KEY_PAN, y * KEY_PAN);
      return () => orbit.turn(x * KEY_TURN, y * KEY_TURN);
    }
    if (event.key === "+" || event.key === "=") return () => orbit.zoom(1 / KEY_ZOOM);
    if (event.key === "-") return () => orbit.zoom(KEY_ZOOM);
    if (event.key === "Home" || event.key === "0") return () => this.show("front");
    if (this.readonly) return undefined;
    if (event.key === " " || event.key === "Enter") return () => this.dab(false);
    if (event.key === "Delete" || event.key === "Backspace") return () => this.dab(true);
    return undefined;
  }

  private dab(erase: boolean): void {
    const hit = this.stage?.pickCentre();
    if (hit) this.painter?.dab(hit, erase);
    const level = this.workbench.brush.intensity;
    const done = erase ? say("Erased") : say("Painted, intensity {level}", { level });
    this.announced = hit
      ? `${done}: ${this.nameOf(hit)}`
      : say("There is no skin under the cross.");
  }
}
