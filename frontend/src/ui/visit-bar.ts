import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inShort } from "../state/autosave";
import type { Topic } from "../state/store";
import type { VisitCase } from "../state/visit-case";
import "../styles/visit-bar.css";
import { WorkbenchElement } from "./element";
import { icon } from "./icons";

/** Whose drawing it is, whether it is saved, and the way back to the visit. */
@customElement("visit-bar")
export class VisitBar extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["settings", "messages"];
  @property({ attribute: false }) visit!: VisitCase;
  @property() name = "";
  @property() back = "";
  @property({ type: Boolean }) locked = false;

  protected override render() {
    const { workbench, visit } = this;
    const dim = workbench.theme === "dim";
    const conflict = visit.status?.state === "conflict";
    return html`<header class="case-bar visit-bar">
      <h1>${this.name}</h1>
      <p class="visit-state" role="status">${this.words()}</p>
      <nav aria-label="Visit" class="case-actions">
        ${
          conflict
            ? html`<button type="button" class="tool" @click=${() => visit.keepMine()}>
                  <span>Keep mine</span>
                </button>
                <button type="button" class="tool" @click=${() => visit.takeTheirs()}>
                  <span>Take theirs</span>
                </button>`
            : nothing
        }
        ${
          visit.aside
            ? html`<button type="button" class="tool" @click=${() => visit.putBack()}>
                ${icon("undo")}<span>Put mine back</span>
              </button>`
            : nothing
        }
        <button
          type="button"
          class="tool"
          aria-pressed=${dim}
          title="Dim theme for the treatment room"
          @click=${() => workbench.setTheme(dim ? "day" : "dim")}
        >
          ${icon(dim ? "sun" : "moon")}<span>Dim</span>
        </button>
        <a class="tool visit-back" href=${this.back} @click=${this.leave}>
          ${icon("sheet")}<span>To the visit</span>
        </a>
      </nav>
    </header>`;
  }

  private words(): string {
    if (this.locked) return "Locked: what you change here is not kept";
    return this.visit.status ? inShort(this.visit.status) : "Saved as you draw";
  }

  /** The page of the visit shows what was drawn, so the last stroke is sent before it opens. */
  private async leave(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (await this.visit.finish()) location.assign(this.back);
    else this.workbench.say("bad", "Not everything is saved yet. Wait a moment and try again.");
  }
}
