import { html } from "lit";
import { customElement } from "lit/decorators.js";
import type { Named } from "../api/types";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";

type Kind = "conditions" | "factors";

/** What the client is known to have, and what may keep the pain going: chosen by name. */
@customElement("known-panel")
export class KnownPanel extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["case", "data"];

  protected override render() {
    return html`<section aria-labelledby="known-title">
      <h2 id="known-title">Known</h2>
      ${this.chooser("conditions", "Conditions", "A condition, such as whiplash")}
      ${this.chooser("factors", "What may keep it going", "A factor, such as poor sleep")}
    </section>`;
  }

  private chooser(kind: Kind, label: string, hint: string) {
    const entries = this.workbench.vocabulary?.[kind] ?? [];
    const chosen = entries.filter(({ id }) => this.workbench.known[kind].has(id));
    const take = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const found = named(entries, input.value);
      if (found) this.workbench.setKnown(kind, found.id, true);
      if (found || input.value === "") input.value = "";
      input.setCustomValidity(found || !input.value ? "" : "Choose a name from the list.");
      input.reportValidity();
    };
    return html`<label class="field"
        ><span>${label}</span>
        <input
          type="text"
          list="known-${kind}"
          autocomplete="off"
          placeholder=${hint}
          @change=${take}
      /></label>
      <datalist id="known-${kind}">
        ${entries.map(({ name, synonyms }) => html`<option value=${name}>${synonyms.join(", ")}</option>`)}
      </datalist>
      <ul class="known">
        ${chosen.map((entry) => html`<li>${this.chip(kind, entry)}</li>`)}
      </ul>`;
  }

  private chip(kind: Kind, { id, name, atlas }: Named) {
    return html`<a href=${atlas}>${name}</a>
      <button
        type="button"
        aria-label=${`Remove ${name}`}
        @click=${() => this.workbench.setKnown(kind, id, false)}
      >
        ×
      </button>`;
  }
}

/** The entry with this name, or with it as another name; letter case does not matter. */
export function named(entries: readonly Named[], words: string): Named | undefined {
  const wanted = words.trim().toLowerCase();
  const hears = (name: string) => name.toLowerCase() === wanted;
  return entries.find(({ name, synonyms }) => hears(name) || synonyms.some(hears));
}
