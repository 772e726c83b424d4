import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { View } from "../body/views";
import { say } from "../state/speech";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";

const SIDES = "Whole body";

/** Asks for a view; the event carries the view's id. */
export class ViewChosen extends CustomEvent<string> {
  constructor(id: string) {
    super("view-chosen", { detail: id, bubbles: true });
  }
}

/** The preset views and the close-ups. */
@customElement("view-bar")
export class ViewBar extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = [];
  @property({ attribute: false }) views: readonly View[] = [];

  protected override render() {
    const groups = grouped(this.views);
    const sides = groups.get(SIDES) ?? [];
    groups.delete(SIDES);
    return html`<div class="view-bar" role="group" aria-label=${say("Views of the body")}>
      <div class="segmented">
        ${sides.map(
          ({ id, name }) =>
            html`<button type="button" class="tool" @click=${() => this.choose(id)}>
              ${say(name)}
            </button>`,
        )}
      </div>
      <select aria-label=${say("Close-up")} @change=${this.onSelect}>
        <option value="">${say("Close-up")}</option>
        ${[...groups].map(
          ([group, views]) =>
            html`<optgroup label=${say(group)}>
              ${views.map(({ id, name }) => html`<option value=${id}>${say(name)}</option>`)}
            </optgroup>`,
        )}
      </select>
    </div>`;
  }

  private choose(id: string): void {
    const select = this.querySelector("select");
    if (select) select.value = "";
    this.dispatchEvent(new ViewChosen(id));
  }

  private onSelect(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    if (value) this.dispatchEvent(new ViewChosen(value));
  }
}

function grouped(views: readonly View[]): Map<string, View[]> {
  const groups = new Map<string, View[]>();
  for (const view of views) groups.set(view.group, [...(groups.get(view.group) ?? []), view]);
  return groups;
}
