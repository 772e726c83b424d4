import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Named } from "../api/types";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";

type Kind = "conditions" | "factors";

/** What the client is known to have, and what may keep the pain going: chosen by name. */
@customElement("known-panel")
export class KnownPanel extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["case", "data"];
  /** What was typed last and is not the name of anything. */
  @state() private unknown: { kind: Kind; words: string } | undefined;

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
      this.unknown = found || input.value === "" ? undefined : { kind, words: input.value };
      if (found) input.value = "";
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
      <p class="note" role="status">
        ${
          this.unknown?.kind === kind
            ? `Nothing, or more than one thing, is called “${this.unknown.words}”. Choose from the list.`
            : nothing
        }
      </p>
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

/** The entry with this name or other name, or the only one that holds the words in a name. */
export function named(entries: readonly Named[], words: string): Named | undefined {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return undefined;
  const by = (fits: (name: string) => boolean) =>
    entries.filter(({ name, synonyms }) =>
      [name, ...synonyms].some((each) => fits(each.toLowerCase())),
    );
  const within = by((name) => name.includes(wanted));
  return by((name) => name === wanted)[0] ?? (within.length === 1 ? within[0] : undefined);
}
