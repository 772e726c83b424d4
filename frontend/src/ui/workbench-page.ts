import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { View } from "../body/views";
import { load } from "../state/load";
import { Ranker } from "../state/ranker";
import { type Topic, Workbench } from "../state/store";
import { VisitCase } from "../state/visit-case";
import type { BodyMap } from "./body-map";
import { icon } from "./icons";
import type { ViewChosen } from "./view-bar";
import "./visit-bar";

type Pane = "sources" | "examine" | "client" | "regions";

const PANES: readonly { id: Pane; name: string }[] = [
  { id: "sources", name: "Sources" },
  { id: "examine", name: "Examine" },
  { id: "client", name: "Client" },
  { id: "regions", name: "Regions" },
];

/** From this width on, the answer has a column of its own beside what is asked. */
const WIDE = matchMedia("(min-width: 1200px)");

/**
 * The one page: the body, what is asked, and the answer. With `case-url` it works inside a visit: the
 * case is read from there and saved there.
 */
@customElement("palpate-workbench")
export class WorkbenchPage extends LitElement {
  @property({ attribute: "body-address" }) bodyAddress = "";
  @property({ attribute: "csrf-token" }) csrfToken = "";
  @property({ attribute: "case-url" }) caseUrl = "";
  @property({ attribute: "back-url" }) backUrl = "";
  @property({ attribute: "back-name" }) backName = "";
  @property({ type: Boolean }) locked = false;
  @state() private views: readonly View[] = [];
  @state() private pane: Pane = "sources";
  @state() private wide = WIDE.matches;
  @state() private raised = false;
  @query("body-map") private map!: BodyMap;
  private workbench!: Workbench;
  private visit: VisitCase | undefined;

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.workbench = new Workbench(this.csrfToken);
    this.workbench.subscribe((topic: Topic) => {
      if (topic === "messages" || topic === "answer") this.requestUpdate();
    });
    new Ranker(this.workbench);
    void this.load();
    WIDE.addEventListener("change", () => {
      this.wide = WIDE.matches;
    });
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  private async load(): Promise<void> {
    if (this.caseUrl) {
      const { workbench, caseUrl, csrfToken, locked } = this;
      this.visit = new VisitCase(workbench, caseUrl, csrfToken, locked);
    }
    const reading = this.visit?.read();
    await load(this.workbench, this.bodyAddress);
    this.visit?.begin(await reading);
  }

  protected override render() {
    const { workbench } = this;
    const asked = this.wide && this.pane === "sources" ? "examine" : this.pane;
    const tabs = this.wide ? PANES.slice(1) : PANES;
    return html`
      ${this.bar()} ${this.message()}
      <main class="bench" data-raised=${this.raised} @pane-chosen=${this.openClient}>
        <section
          class="stage"
          aria-label="Body"
          @view-chosen=${(event: ViewChosen) => this.map.show(event.detail)}
          @views-ready=${() => {
            this.views = this.map.views;
          }}
        >
          <view-bar .workbench=${workbench} .views=${this.views}></view-bar>
          <body-map .workbench=${workbench}></body-map>
          <tool-dock .workbench=${workbench}></tool-dock>
        </section>
        <section
          class="asked"
          aria-label=${this.wide ? "Examination and history" : "Answer and case"}
        >
          <div class="tab-row">
            <div class="tabs" role="tablist" aria-label="Panels" @keydown=${this.onTabKey}>
              ${tabs.map((tab) => this.tab(tab, asked))}
            </div>
            <button
              type="button"
              class="round raise"
              aria-pressed=${this.raised}
              aria-label="Larger panel"
              @click=${() => {
                this.raised = !this.raised;
              }}
            >
              ${icon("down")}
            </button>
          </div>
          <div class="pane" role="tabpanel" id="pane" tabindex="0" aria-labelledby="tab-${asked}">
            ${this.content(asked)}
          </div>
        </section>
        ${this.wide ? html`<section class="answer pane" aria-label="Answer" tabindex="0"><answer-panel .workbench=${workbench}></answer-panel></section>` : nothing}
      </main>
    `;
  }

  private bar() {
    const { workbench, visit } = this;
    if (!visit) {
      return html`<case-bar .workbench=${workbench} .csrfToken=${this.csrfToken}></case-bar>`;
    }
    return html`<visit-bar
      .workbench=${workbench}
      .visit=${visit}
      name=${this.backName}
      back=${this.backUrl}
      ?locked=${this.locked}
    ></visit-bar>`;
  }

  private tab({ id, name }: (typeof PANES)[number], current: Pane) {
    const selected = id === current;
    const flags = id === "sources" ? (this.workbench.answer?.red_flags.length ?? 0) : 0;
    return html`<button
      type="button"
      role="tab"
      id="tab-${id}"
      aria-controls="pane"
      aria-selected=${selected}
      tabindex=${selected ? 0 : -1}
      @click=${() => {
        this.pane = id;
      }}
    >
      ${flags ? html`${icon("stop")}<span class="sr-only">Red flags in</span>` : nothing}${name}
    </button>`;
  }

  private content(pane: Pane) {
    const { workbench } = this;
    switch (pane) {
      case "sources":
        return html`<answer-panel .workbench=${workbench}></answer-panel>`;
      case "examine":
        return html`<examine-panel .workbench=${workbench}></examine-panel>`;
      case "client":
        return html`<client-panel .workbench=${workbench}></client-panel>`;
      case "regions":
        return html`<region-list .workbench=${workbench}></region-list>`;
    }
  }

  private message() {
    const { message } = this.workbench;
    return html`<div class="messages" role=${message?.tone === "bad" ? "alert" : "status"}>
      ${
        message
          ? html`<div class="message message-${message.tone}">
              <div>${message.lines.map((line) => html`<p>${line}</p>`)}</div>
              <button type="button" class="tool" @click=${() => this.workbench.dismiss()}>
                Close
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  private async openClient(): Promise<void> {
    this.pane = "client";
    await this.updateComplete;
    this.querySelector<HTMLElement>("#tab-client")?.focus();
  }

  private onTabKey(event: KeyboardEvent): void {
    const tabs = [...this.querySelectorAll<HTMLElement>("[role=tab]")];
    const here = tabs.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (here < 0 || !step) return;
    event.preventDefault();
    const next = tabs[(here + step + tabs.length) % tabs.length];
    next?.focus();
    next?.click();
  }

  private onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if ((event.target as HTMLElement).matches("input, select, textarea")) return;
    event.preventDefault();
    if (event.shiftKey) this.workbench.redo();
    else this.workbench.undo();
  }
}
