import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PainEntry, Region } from "../api/types";
import type { BodyView } from "../atlas/body-view";
import { fromCaseFile } from "../state/case-file";
import "../styles/drawing.css";
import { placeName } from "../ui/words";
import { bodyAddress } from "./body-data";
import { givenData, parsed } from "./json-data";
import { openStill, showMarks, stillFrame, turnByKey, viewButtons } from "./still-body";
import { type Told, tell } from "./told";

interface Named {
  name: string;
  pain: PainEntry[];
}

interface Figure {
  name: string;
  values: string[];
  note?: string;
}

interface Comparison {
  drawings: Named[];
  numbers?: Figure[];
}

const MOST = 4;

/** Drawings of one person side by side, turning together, with their figures and regions. */
@customElement("drawing-compare")
export class DrawingCompare extends LitElement {
  @property() body = "";
  @state() private drawings: readonly Named[] = [];
  @state() private numbers: readonly Figure[] = [];
  @state() private under = "";
  @state() private failed = "";
  private views: BodyView[] = [];

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override firstUpdated(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      const given = await givenData<Comparison>(this);
      this.drawings = (given?.drawings ?? parsed<Named[]>(this.getAttribute("drawings"), [])).slice(
        0,
        MOST,
      );
      this.numbers = given?.numbers ?? parsed<Figure[]>(this.getAttribute("numbers"), []);
      await this.updateComplete;
      const frames = [...this.querySelectorAll<HTMLElement>(".still")];
      const address = bodyAddress(this.body);
      this.views = await Promise.all(
        frames.map((frame, place) =>
          openStill(address, frame, {
            over: (name) => (this.under = name),
            moved: () => this.follow(place),
          }),
        ),
      );
      const painted = this.views.flatMap((view, place) => {
        const pain = this.drawings[place]?.pain ?? [];
        const file = { client: {}, history: {}, findings: [], pain };
        const { marks } = fromCaseFile(file, view.body.patches);
        showMarks(view, marks);
        return [...marks.keys()];
      });
      for (const view of this.views) view.faceTo(painted);
      this.requestUpdate();
    } catch {
      this.failed = "The bodies cannot be drawn here. The table says the same.";
    }
  }

  private follow(leader: number): void {
    const pose = this.views[leader]?.stage.orbit.pose;
    if (!pose) return;
    this.views.forEach((view, place) => place !== leader && view.follow(pose));
  }

  protected override render() {
    return html`<div class="compare">
      ${viewButtons(() => this.views)}
      ${this.failed ? html`<p class="quiet" role="alert">${this.failed}</p>` : nothing}
      <div class="compare-bodies" data-count=${this.drawings.length}>
        ${this.drawings.map(
          ({ name }, place) =>
            html`<figure>
              ${stillFrame(`Drawing of ${name}`, (event) => turnByKey(event, this.views[place]))}
              <figcaption>${name}</figcaption>
            </figure>`,
        )}
      </div>
      <p class="still-under quiet" aria-hidden="true">
        ${this.under || "Drag to turn; all bodies turn together."}
      </p>
      ${this.numbers.length ? this.figures() : nothing} ${this.list()}
    </div>`;
  }

  private figures() {
    return html`<div
      class="table-wrap"
      role="region"
      tabindex="0"
      aria-label="Figures of the drawings"
    >
      <table class="table table-plain">
        <caption class="sr-only">
          Figures of the drawings
        </caption>
        <thead>
          <tr>
            <td></td>
            ${this.drawings.map(({ name }) => html`<th scope="col" class="num">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.numbers.map(
            ({ name, values, note }) =>
              html`<tr>
                <th scope="row">
                  ${name}${note ? html`<span class="says">${note}</span>` : nothing}
                </th>
                ${values.map((value) => html`<td class="num">${value}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private list() {
    const told = this.drawings.map(
      ({ pain }) => new Map(tell(pain).map((each) => [each.key, each])),
    );
    const all = new Map(told.flatMap((each) => [...each]));
    const regions: readonly Region[] = this.views[0]?.body.regions ?? [];
    const level = (each: Told | undefined) => (each ? `${each.strongest} of 10` : "–");
    return html`<details class="more">
      <summary>The same as a table of ${all.size} regions</summary>
      <div class="table-wrap" role="region" tabindex="0" aria-label="Strongest pain by region">
        <table class="table table-plain">
          <caption class="sr-only">
            Strongest pain by region
          </caption>
          <thead>
            <tr>
              <th scope="col">Region</th>
              ${this.drawings.map(({ name }) => html`<th scope="col" class="num">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${[...all.values()].map(
              ({ key, region, side }) =>
                html`<tr>
                  <th scope="row">${placeName(regions, region, side)}</th>
                  ${told.map((each) => html`<td class="num">${level(each.get(key))}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}
