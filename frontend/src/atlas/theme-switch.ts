import { html, LitElement } from "lit";
import { customElement, state } from "lit/decorators.js";
import { say } from "../state/speech";
import { currentTheme, keepTheme } from "../state/theme";
import { icon } from "../ui/icons";

/** The button for the dim theme of the treatment room. */
@customElement("theme-switch")
export class ThemeSwitch extends LitElement {
  @state() private dim = currentTheme() === "dim";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<button
      type="button"
      class="tool"
      aria-pressed=${this.dim}
      title=${say("Dim theme for the treatment room")}
      @click=${this.change}
    >
      ${icon(this.dim ? "sun" : "moon")}<span>${say("Dim")}</span>
    </button>`;
  }

  private change(): void {
    this.dim = !this.dim;
    keepTheme(this.dim ? "dim" : "day");
    document.dispatchEvent(new CustomEvent("theme-changed"));
  }
}
