import { html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { icon } from "./icons";

/** The name of the program, the case's files and the theme. */
@customElement("case-bar")
export class CaseBar extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["settings"];
  @property() csrfToken = "";
  @query("input[type=file]") private fileInput!: HTMLInputElement;
  @query("form") private form!: HTMLFormElement;

  protected override render() {
    const { workbench } = this;
    const dim = workbench.theme === "dim";
    return html`<header class="case-bar">
      <h1>Palpate</h1>
      <nav class="places" aria-label="Palpate">
        <a href="/workbench/" aria-current="page">Workbench</a>
        <a href="/atlas/">Atlas</a>
      </nav>
      <nav aria-label="Case" class="case-actions">
        <button type="button" class="tool" @click=${() => workbench.clearAll()}>
          ${icon("sheet")}<span>New</span>
        </button>
        <button type="button" class="tool" @click=${() => this.fileInput.click()}>
          ${icon("open")}<span>Open</span>
        </button>
        <button type="button" class="tool" @click=${this.save}>
          ${icon("save")}<span>Save</span>
        </button>
        <button type="button" class="tool" @click=${this.print}>
          ${icon("print")}<span>Print</span>
        </button>
        <button
          type="button"
          class="tool"
          aria-pressed=${dim}
          title="Dim theme for the treatment room"
          @click=${() => workbench.setTheme(dim ? "day" : "dim")}
        >
          ${icon(dim ? "sun" : "moon")}<span>Dim</span>
        </button>
      </nav>
      <input
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Case file"
        @change=${this.opened}
      />
      <form method="post" action="/summary" target="_blank" hidden>
        <input type="hidden" name="csrfmiddlewaretoken" .value=${this.csrfToken} />
        <input type="hidden" name="case" />
      </form>
    </header>`;
  }

  private async opened(): Promise<void> {
    const file = this.fileInput.files?.[0];
    if (!file) return;
    const text = await file.text();
    this.fileInput.value = "";
    await this.workbench.open(file.name, text);
  }

  private save(): void {
    const text = `${JSON.stringify(this.workbench.caseFile(), null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "palpate-case.json";
    link.click();
    URL.revokeObjectURL(address);
    this.workbench.say("good", "The case is saved as palpate-case.json in your downloads.");
  }

  private print(): void {
    const field = this.form.elements.namedItem("case") as HTMLInputElement;
    field.value = JSON.stringify(this.workbench.caseFile());
    this.form.submit();
  }
}
