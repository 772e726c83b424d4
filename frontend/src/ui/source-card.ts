import { html, nothing, svg } from "lit";
import type { RankedSource, Share, SourceDetail } from "../api/types";
import { kindName, percent, sideName, strength, weightOfEvidence } from "./words";

export type Namer = (region: string, side: Share["side"]) => string;

const MOST_PLACES = 6;
const MOST_EVIDENCE = 6;

function bar(share: number) {
  const width = `${Math.max(share * 100, 0.8).toFixed(1)}%`;
  return html`<svg class="bar" aria-hidden="true" focusable="false" preserveAspectRatio="none">
    ${svg`<rect class="bar-track" width="100%" height="100%" rx="4" /><rect class="bar-fill" width=${width} height="100%" rx="4" />`}
  </svg>`;
}

function places(title: string, shares: readonly Share[], name: Namer) {
  if (shares.length === 0) return nothing;
  const shown = shares.slice(0, MOST_PLACES);
  const more = shares.length - shown.length;
  return html`<div>
    <dt>${title}</dt>
    <dd>
      ${shown.map(({ region, side, share }, index) => {
        const amount = share === undefined ? "" : ` ${percent(share)}`;
        return html`${index ? "; " : ""}${name(region, side)}<span class="quiet">${amount}</span>`;
      })}${more > 0 ? html` <span class="quiet">and ${more} more</span>` : nothing}
    </dd>
  </div>`;
}

function evidence(source: RankedSource) {
  if (source.evidence.length === 0) return nothing;
  const items = [...source.evidence]
    .sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds))
    .slice(0, MOST_EVIDENCE);
  return html`<h4>What moved it</h4>
    <ul class="evidence">
      ${items.map(
        ({ label, log_odds }) =>
          html`<li data-way=${log_odds >= 0 ? "for" : "against"}>
            <span>${label}</span><span class="quiet">${weightOfEvidence(log_odds)}</span>
          </li>`,
      )}
    </ul>`;
}

function sites(source: RankedSource, detail: SourceDetail) {
  if (detail.sites.length === 0) return nothing;
  return html`<h4>Where to palpate</h4>
    <ul class="sites">
      ${detail.sites.map((site, index) => {
        const ranked = source.sites.find(({ id }) => id === site.id);
        const chance = ranked ? `, ${percent(ranked.probability)}` : "";
        return html`<li>
          <b>✕${detail.sites.length > 1 ? index + 1 : nothing}</b> ${site.name}<span class="quiet"
            >${site.depth ? `, ${site.depth}` : ""}${chance}</span
          >
        </li>`;
      })}
    </ul>`;
}

function known(source: RankedSource, detail: SourceDetail) {
  const { palpation, cautions, references } = detail;
  return html` ${sites(source, detail)}
    ${
      palpation?.text
        ? html`<h4>How to examine it</h4>
            <p>${palpation.text} <span class="grade">${palpation.grade}</span></p>`
        : nothing
    }
    ${
      detail.ruled_out_by
        ? html`<h4>What would speak against it</h4>
            <p>${detail.ruled_out_by}</p>`
        : nothing
    }
    ${
      cautions.length
        ? html`<h4>Take care</h4>
            <ul>
              ${cautions.map((each) => html`<li>${each}</li>`)}
            </ul>`
        : nothing
    }
    <details class="references">
      <summary>
        Pattern graded <span class="grade">${detail.grade}</span>, ${references.length}
        ${references.length === 1 ? "reference" : "references"}
      </summary>
      <ul>
        ${references.map(({ text, status }) => html`<li data-status=${status}>${text}</li>`)}
      </ul>
    </details>`;
}

/** The reasons for one source, shown under its card when it is chosen. */
export function sourceReasons(source: RankedSource, detail: SourceDetail | undefined, name: Namer) {
  return html`<div class="reasons">
    <p class="legend">
      <span><span class="zone zone-essential" aria-hidden="true"></span>Filled: main zone</span>
      <span><span class="zone zone-spillover" aria-hidden="true"></span>Dotted: spillover</span>
      <span><b aria-hidden="true">✕</b>Where to palpate</span>
    </p>
    <dl>
      ${places("Explains", source.explains, name)}
      ${places("Leaves unexplained", source.unexplained, name)}
      ${places("Expected but not drawn", source.predicted_but_absent, name)}
    </dl>
    ${evidence(source)}
    <p>
      <a class="to-atlas" href=${source.atlas} target="_blank"
        >${source.name} in the atlas<span class="sr-only">, in a new tab</span></a
      >
    </p>
    ${detail ? known(source, detail) : html`<p class="quiet">Fetching what is known of it.</p>`}
  </div>`;
}

/** The button that stands for a source in the ranking. */
export function sourceHead(source: RankedSource, rank: number, open: boolean, choose: () => void) {
  const side = sideName(source.side);
  return html`<h3>
    <button type="button" class="card-head" aria-expanded=${open} @click=${choose}>
      <span class="rank" aria-hidden="true">${rank}</span>
      <span class="card-name"
        >${source.name}${side ? html` <span class="side">${side}</span>` : nothing}</span
      >
      <span class="card-kind">${kindName(source.kind)}</span>
      <span class="card-chance"
        ><b>${strength(source.probability)}</b> ${percent(source.probability)}</span
      >
      ${bar(source.probability)}
    </button>
  </h3>`;
}
