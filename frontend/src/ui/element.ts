import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Topic, Workbench } from "../state/store";

/** A component in the page's own tree (one style sheet, plain labels) that follows the workbench. */
export abstract class WorkbenchElement extends LitElement {
  @property({ attribute: false }) workbench!: Workbench;
  /** The topics on which the component is drawn again. */
  protected abstract readonly topics: readonly Topic[];
  private unsubscribe: (() => void) | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unsubscribe = this.workbench.subscribe((topic) => {
      if (!this.topics.includes(topic)) return;
      this.hear(topic);
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
  }

  /** Called before the component is drawn again. */
  protected hear(_topic: Topic): void {}
}
