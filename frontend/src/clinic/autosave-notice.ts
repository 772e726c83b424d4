import { html, nothing, type TemplateResult } from "lit";
import { type Autosave, type AutosaveStatus, inShort } from "../state/autosave";
import { say } from "../state/speech";

/** What the person decides when another person changed the same. */
export interface Choices {
  mine: TemplateResult;
  theirs: TemplateResult;
  keepMine: () => void;
  takeTheirs: () => void;
}

/** The line that says whether what is written is safe, and the choice when two wrote at once. */
export function autosaveNotice(status: AutosaveStatus, choices?: Choices): TemplateResult {
  const { state, errors, conflict } = status;
  return html`<div class="autosave" data-state=${state}>
    <p class="autosave-line" role="status">
      <span class="dot" aria-hidden="true"></span>${inShort(status)}
    </p>
    ${errors.map(({ field, message, remedy }) => html`<p class="form-error">${field ? html`<b>${field}</b>: ` : nothing}${message} ${remedy}</p>`)}
    ${
      conflict && choices
        ? html`<div
            class="banner banner-warn autosave-choice"
            role="group"
            aria-label=${say("Two versions")}
          >
            <div class="versions">
              <section>
                <h3>${say("Yours, on this page")}</h3>
                ${choices.mine}
              </section>
              <section>
                <h3>
                  ${conflict.by ? say("Saved by {name}", { name: conflict.by }) : say("Saved by another person")}
                </h3>
                ${choices.theirs}
              </section>
            </div>
            <div class="actions">
              <button type="button" class="button" @click=${choices.keepMine}>
                ${say("Keep mine")}
              </button>
              <button type="button" class="button button-quiet" @click=${choices.takeTheirs}>
                ${say("Take theirs")}
              </button>
            </div>
          </div>`
        : nothing
    }
  </div>`;
}

/** Sends what is left when the connection returns, the page is seen again, left or locked. */
export function followPage(autosave: () => Autosave | undefined, signal: AbortSignal): void {
  const now = () => autosave()?.now();
  window.addEventListener("online", now, { signal });
  window.addEventListener("focus", now, { signal });
  document.addEventListener("before-lock", () => autosave()?.farewell(), { signal });
  window.addEventListener("pagehide", () => autosave()?.farewell(), { signal });
  window.addEventListener(
    "beforeunload",
    (event) => {
      if (autosave()?.pending) event.preventDefault();
    },
    { signal },
  );
}

/** Tells the page of every state, so that it can show one line for all. */
export function announceAutosave(from: HTMLElement, { state, changes }: AutosaveStatus): void {
  const detail = { state, changes };
  from.dispatchEvent(new CustomEvent("autosave-state", { detail, bubbles: true }));
}
