import { html, nothing } from "lit";
import type { RedFlag } from "../api/types";
import { icon } from "./icons";

const ACTIONS: Record<RedFlag["action"], string> = {
  emergency: "Emergency: stop and call for help now",
  urgent: "Urgent: stop and refer without delay",
  refer: "Refer before treating",
};

const ORDER: readonly RedFlag["action"][] = ["emergency", "urgent", "refer"];

/** What stops the plan: always first on the page. */
export function redFlags(flags: readonly RedFlag[]) {
  if (flags.length === 0) return nothing;
  const sorted = [...flags].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  return html`<section class="stop" aria-labelledby="stop-title">
    <h2 id="stop-title">
      ${icon("stop")} Stop: ${flags.length === 1 ? "one red flag" : `${flags.length} red flags`}
    </h2>
    <ul>
      ${sorted.map(
        (flag) =>
          html`<li class="stop-${flag.action}">
            <h3>${flag.name}</h3>
            <p class="stop-action">${ACTIONS[flag.action] ?? flag.action}</p>
            <p>${flag.advice}</p>
            ${flag.why ? html`<p class="quiet">Raised by: ${flag.why}</p>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}
