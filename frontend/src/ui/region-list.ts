import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Region, Side } from "../api/types";
import type { Mark } from "../state/drawing";
import { inWords, QUALITIES } from "../state/qualities";
import { say } from "../state/speech";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { areaName, regionNamer, sideName } from "./words";

/** What is drawn on one region of one side. */
interface Drawn {
  painted: number;
  patches: number[];
  strongest: number;
  qualities: number;
}

/** The drawing as a list: everything the brush can do, with a keyboard and without sight. */
@customElement("region-list")
export class RegionList extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["case", "data"];
  @state() private openAreas: ReadonlySet<string> = new Set();

  protected override render() {
    const regions = this.workbench.vocabulary?.regions ?? [];
    const areas = [...new Set(regions.map(({ area }) => area))];
    const drawn = this.drawn();
    return html`<section aria-labelledby="regions-title">
      <h2 id="regions-title">${say("Pain by region")}</h2>
      <p class="note">
        ${say("The same drawing as a list. A number here paints the whole region on the body.")}
      </p>
      ${this.summary(drawn)} ${areas.map((area) => this.area(area, regions, drawn))}
    </section>`;
  }

  private drawn(): Map<string, Drawn> {
    const found = new Map<string, Drawn>();
    const marks = this.workbench.drawing.current;
    for (const [index, { region, side }] of (this.workbench.body?.patches ?? []).entries()) {
      const key = `${region}.${side}`;
      const entry = found.get(key) ?? { painted: 0, patches: [], strongest: 0, qualities: 0 };
      const mark = marks.get(index);
      entry.patches.push(index);
      if (mark) {
        entry.painted += 1;
        entry.strongest = Math.max(entry.strongest, mark.intensity);
        entry.qualities |= mark.qualities;
      }
      found.set(key, entry);
    }
    return found;
  }

  private summary(drawn: ReadonlyMap<string, Drawn>) {
    const name = regionNamer(this.workbench.vocabulary);
    const painted = [...drawn].filter(([, { painted: count }]) => count > 0);
    if (painted.length === 0) return html`<p class="quiet">${say("Nothing is drawn.")}</p>`;
    return html`<ul class="drawn">
      ${painted.map(([key, entry]) => {
        const [region = "", side = "midline"] = key.split(".");
        const words = inWords(entry.qualities);
        return html`<li>
          <span class="swatch heat-${entry.strongest}" aria-hidden="true"></span>
          <span
            >${name(region, side as Side)}<span class="quiet"
              >:
              ${say("{level} of 10", { level: entry.strongest })}${words ? `, ${words}` : ""}${entry.painted < entry.patches.length ? say(", in part") : ""}</span
            ></span
          >
        </li>`;
      })}
    </ul>`;
  }

  private area(area: string, regions: readonly Region[], drawn: ReadonlyMap<string, Drawn>) {
    const inside = regions.filter((region) => region.area === area);
    const count = inside
      .flatMap(({ id, sides }) => sides.map((side) => drawn.get(`${id}.${side}`)?.painted ?? 0))
      .filter((painted) => painted > 0).length;
    const open = this.openAreas.has(area);
    const toggle = (event: Event) => {
      const areas = new Set(this.openAreas);
      if ((event.target as HTMLDetailsElement).open) areas.add(area);
      else areas.delete(area);
      this.openAreas = areas;
    };
    return html`<details class="more" ?open=${open} @toggle=${toggle}>
      <summary>
        ${areaName(area)}${count ? html` <span class="count">${say("{count} drawn", { count })}</span>` : nothing}
      </summary>
      ${
        open
          ? html`<ul class="regions">
              ${inside.map((region) => this.region(region, drawn))}
            </ul>`
          : nothing
      }
    </details>`;
  }

  private region({ id, name, sides }: Region, drawn: ReadonlyMap<string, Drawn>) {
    return html`<li>
      <span class="region-name">${say(name)}</span>
      <div class="region-sides">
        ${sides.map((side) => {
          const entry = drawn.get(`${id}.${side}`);
          return entry ? this.side(say(name), side, entry) : nothing;
        })}
      </div>
    </li>`;
  }

  private side(name: string, side: Side, entry: Drawn) {
    const where = sideName(side);
    const full = where ? `${name}, ${where}` : name;
    const choose = (event: Event) => {
      const intensity = Number((event.target as HTMLSelectElement).value);
      const qualities = entry.qualities || this.workbench.brush.qualities;
      this.workbench.put(entry.patches, { intensity, qualities });
    };
    return html`<div class="region-side">
      <label class="field inline"
        ><span>${where || say("Intensity")}</span>
        <select
          aria-label=${`${say("Intensity")}, ${full}`}
          @change=${choose}
          .value=${String(entry.strongest)}
        >
          ${Array.from({ length: 11 }, (_, value) => html`<option value=${value} ?selected=${value === entry.strongest}>${value === 0 ? say("None") : value}</option>`)}
        </select></label
      >
      ${entry.painted ? this.qualities(full, entry) : nothing}
    </div>`;
  }

  private qualities(name: string, entry: Drawn) {
    return html`<div
      class="chips small"
      role="group"
      aria-label=${`${say("What it is like")}, ${name}`}
    >
      ${QUALITIES.map(
        (quality) =>
          html`<button
            type="button"
            class="chip"
            aria-pressed=${(entry.qualities & quality.bit) > 0}
            @click=${() => this.setQualities(entry, entry.qualities ^ quality.bit)}
          >
            ${say(quality.name)}
          </button>`,
      )}
    </div>`;
  }

  /** Words belong to what is painted; the rest of the region stays as it is. */
  private setQualities(entry: Drawn, qualities: number): void {
    const marks: ReadonlyMap<number, Mark> = this.workbench.drawing.current;
    this.workbench.edit((drawing) => {
      for (const patch of entry.patches) {
        const mark = marks.get(patch);
        if (mark) drawing.put([patch], { intensity: mark.intensity, qualities });
      }
    });
  }
}
