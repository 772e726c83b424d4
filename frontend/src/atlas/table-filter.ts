import { html, LitElement } from "lit";
import { customElement, state } from "lit/decorators.js";

const KINDS: Record<string, string> = {
  muscle: "Muscles",
  nerve: "Nerves",
  joint: "Joints, tissues",
  organ: "Organs",
};

/** Buttons above a table that leave out kinds of sources or spillover; without them all rows stand. */
@customElement("table-filter")
export class TableFilter extends LitElement {
  @state() private kind = "";
  @state() private mainOnly = false;
  @state() private kinds: string[] = [];
  private readonly bar = document.createElement("div");

  protected override createRenderRoot(): HTMLElement {
    this.prepend(this.bar);
    return this.bar;
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("tbody tr")];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const present = new Set(this.rows.map(({ dataset }) => dataset.kind ?? ""));
    this.kinds = Object.keys(KINDS).filter((kind) => present.has(kind));
  }

  protected override render() {
    const count = this.rows.filter(({ hidden }) => !hidden).length;
    return html`<div class="filters">
      <div class="segmented" role="group" aria-label="Kind of source">
        ${this.button("All", "")}
        ${this.kinds.map((kind) => this.button(KINDS[kind] ?? kind, kind))}
      </div>
      <button
        type="button"
        class="tool"
        aria-pressed=${this.mainOnly}
        @click=${() => this.choose(this.kind, !this.mainOnly)}
      >
        Main zones only
      </button>
      <p class="quiet" role="status">${count} shown</p>
    </div>`;
  }

  private button(name: string, kind: string) {
    return html`<button
      type="button"
      class="tool"
      aria-pressed=${this.kind === kind}
      @click=${() => this.choose(kind, this.mainOnly)}
    >
      ${name}
    </button>`;
  }

  private choose(kind: string, mainOnly: boolean): void {
    this.kind = kind;
    this.mainOnly = mainOnly;
    for (const row of this.rows) {
      const left = kind && row.dataset.kind !== kind;
      row.hidden = Boolean(left) || (mainOnly && row.dataset.zone !== "main");
    }
  }
}
