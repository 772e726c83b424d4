import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BodyView } from "../atlas/body-view";
import type { Mark } from "../state/drawing";
import "../styles/drawing.css";
import { bodyAddress } from "./body-data";
import { byRegion, legend, percent, scaleTop, type Shares, step } from "./heat-steps";
import { givenData, parsed } from "./json-data";
import { openStill, showMarks, stillFrame, turnByKey, viewButtons } from "./still-body";

interface Heat {
  patches: Shares;
  drawings?: number;
}

const FIRST_ROWS = 12;

/** One body with the share of drawings in which each place hurts. */
@customElement("body-heat")
export class BodyHeat extends LitElement {
  @property() body = "";
  @property() label = "How often each place hurts";
  @state() private heat: Heat = { patches: {} };
  @state() private under = "";
  @state() private failed = "";
  private view: BodyView | undefined;

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override firstUpdated(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      const count = Number(this.getAttribute("drawings") ?? 0);
      this.heat = (await givenData<Heat>(this)) ?? {
        patches: parsed<Shares>(this.getAttribute("patches"), {}),
        ...(count ? { drawings: count } : {}),
      };
      const frame = this.querySelector<HTMLElement>(".still");
      if (!frame) return;
      this.view = await openStill(bodyAddress(this.body), frame, {
        over: (name) => (this.under = name),
        moved: () => undefined,
      });
      const marks = this.marks(this.view);
      showMarks(this.view, marks);
      this.view.faceTo(marks.keys());
      this.requestUpdate();
    } catch {
      this.failed = "The body cannot be drawn here. The table says the same.";
    }
  }

  /** The heat of the drawing's own colours: strongest where most drawings agree. */
  private marks({ body }: BodyView): Map<number, Mark> {
    const { patches } = this.heat;
    const top = scaleTop(patches);
    const marks = new Map<number, Mark>();
    for (const [place, { id }] of body.patches.entries()) {
      const share = patches[id] ?? 0;
      if (share > 0) marks.set(place, { intensity: step(share, top), qualities: 0 });
    }
    return marks;
  }

  protected override render() {
    const { patches, drawings } = this.heat;
    const rows = byRegion(patches, this.view?.body.regions ?? []);
    return html`<div class="heat">
      ${viewButtons(() => (this.view ? [this.view] : []))}
      ${this.failed ? html`<p class="quiet" role="alert">${this.failed}</p>` : nothing}
      <figure>
        ${stillFrame(this.label, (event) => turnByKey(event, this.view))}
        <figcaption>
          <b>${this.label}</b
          >${drawings ? html` <span class="quiet">${drawings} drawings</span>` : nothing}
        </figcaption>
      </figure>
      <p class="still-under quiet" aria-hidden="true">${this.under}</p>
      <ul class="heat-legend" aria-label="Share of drawings in which a place hurts">
        ${legend(scaleTop(patches)).map((each) => html`<li><span class="swatch heat-${each.step}" aria-hidden="true"></span>${percent(each.share)}</li>`)}
      </ul>
      ${rows.length ? this.table(rows.slice(0, FIRST_ROWS), "Most often") : html`<p class="quiet">Nothing is drawn.</p>`}
      ${
        rows.length > FIRST_ROWS
          ? html`<details class="more">
              <summary>${rows.length - FIRST_ROWS} more regions</summary>
              ${this.table(rows.slice(FIRST_ROWS), "More regions")}
            </details>`
          : nothing
      }
    </div>`;
  }

  private table(rows: readonly { name: string; share: number }[], caption: string) {
    return html`<div class="table-wrap">
      <table class="table table-plain">
        <caption class="sr-only">
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">Region</th>
            <th scope="col" class="num">Drawings, at most</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, share }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="num">${percent(share)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
