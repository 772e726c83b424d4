import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import "./line-icon";

/** Prints the page; the words inside it stand there where no scripts run. */
@customElement("print-button")
export class PrintButton extends LitElement {
  @property() label = "Print";

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override render() {
    return html`<button type="button" class="button button-quiet no-print" @click=${() => print()}>
      <line-icon name="print"></line-icon>${this.label}
    </button>`;
  }
}
