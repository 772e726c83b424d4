import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { PainEntry } from "../api/types";
import { buildTopology } from "../body/topology";
import type { View } from "../body/views";
import { asRevision, Autosave, type AutosaveStatus } from "../state/autosave";
import { fromCaseFile, toCaseFile } from "../state/case-file";
import { csrfToken } from "../state/csrf";
import type { Mark } from "../state/drawing";
import { say } from "../state/speech";
import { Workbench } from "../state/store";
import "../styles/drawing.css";
import type { BodyMap } from "../ui/body-map";
import "../ui/body-map";
import "../ui/region-list";
import "../ui/tool-dock";
import "../ui/view-bar";
import type { ViewChosen } from "../ui/view-bar";
import { announceAutosave, autosaveNotice, followPage } from "./autosave-notice";
import { bodyAddress, fetchBody } from "./body-data";
import { inWords, readPain, tell } from "./told";

type Shown = "body" | "list";

const EMPTY = { client: {}, history: {}, findings: [] };

/** A form field that holds a pain drawing, drawn on the body or chosen from a list. */
@customElement("pain-drawing")
export class PainDrawing extends LitElement {
  static readonly formAssociated = true;
  @property() name = "";
  @property() label = say("Where does it hurt?");
  @property() body = "";
  @property({ attribute: "autosave-url" }) autosaveUrl = "";
  @property() revision = "";
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean, reflect: true }) readonly = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Fewer tools, for people who draw once. */
  @property({ type: Boolean, reflect: true }) simple = false;
  @state() private shown: Shown = "body";
  @state() private views: readonly View[] = [];
  @state() private failed = "";
  @state() private status: AutosaveStatus | undefined;
  @query("body-map") private map: BodyMap | undefined;
  private readonly internals = this.attachInternals();
  private readonly workbench = new Workbench("");
  /** The drawing while the body is still on its way. */
  private pain: PainEntry[] = [];
  private autosave: Autosave | undefined;
  private leaving: AbortController | undefined;

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  /** The `pain` list of a case, as JSON. */
  @property()
  get value(): string {
    return JSON.stringify(this.current());
  }

  set value(text: string) {
    this.pain = readPain(text);
    this.put(this.pain, true);
    this.hand();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.workbench.subscribe((topic) => {
      if (topic === "case") this.changed();
    });
    document.addEventListener(
      "theme-changed",
      () =>
        this.workbench.setTheme(document.documentElement.dataset.theme === "dim" ? "dim" : "day"),
      { signal },
    );
    if (this.autosaveUrl) this.startAutosave(signal);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.autosave?.farewell();
    this.autosave?.stop();
    this.leaving?.abort();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  formResetCallback(): void {
    this.value = this.getAttribute("value") ?? "[]";
  }

  private get fixed(): boolean {
    return this.readonly || this.disabled;
  }

  private startAutosave(signal: AbortSignal): void {
    this.autosave = new Autosave({
      url: this.autosaveUrl,
      revision: asRevision(this.revision),
      csrf: () => csrfToken(this),
      tell: (status) => {
        this.status = status;
        announceAutosave(this, status);
      },
    });
    this.status = this.autosave.status;
    followPage(() => this.autosave, signal);
  }

  private async load(): Promise<void> {
    try {
      const body = await fetchBody(bodyAddress(this.body));
      const { workbench } = this;
      workbench.body = body;
      workbench.topology = buildTopology(body);
      workbench.vocabulary = {
        regions: body.regions,
        examinations: [],
        questions: [],
        qualities: [],
        conditions: [],
        factors: [],
      };
      this.put(this.pain, true);
      workbench.tell("data");
      this.requestUpdate();
    } catch {
      this.failed = say(
        "The body did not arrive, so nothing can be drawn now. Load the page again.",
      );
    }
  }

  protected override render() {
    const regions = this.workbench.vocabulary?.regions ?? [];
    return html`<div class="drawing" data-shown=${this.shown} role="group" aria-label=${this.label}>
      ${this.failed ? html`<p class="form-error" role="alert">${this.failed}</p>` : nothing}
      <div class="drawing-switch" role="group" aria-label=${say("How to draw")}>
        ${this.choice("body", say("On the body"))} ${this.choice("list", say("As a list"))}
      </div>
      <div class="drawing-parts">
        <section
          class="stage"
          aria-label=${say("Body")}
          @view-chosen=${(event: ViewChosen) => this.map?.show(event.detail)}
          @views-ready=${() => {
            this.views = this.map?.views ?? [];
            this.workbench.tell("drawing");
          }}
        >
          <view-bar .workbench=${this.workbench} .views=${this.views}></view-bar>
          <body-map .workbench=${this.workbench} .readonly=${this.fixed} wheel-scrolls></body-map>
          ${this.fixed ? nothing : html`<tool-dock .workbench=${this.workbench}></tool-dock>`}
        </section>
        <section class="drawing-list" aria-label=${say("List of regions")}>
          ${
            this.fixed
              ? html`<ul class="told">
                  ${tell(this.current()).map((each) => html`<li><span class="swatch heat-${Math.round(each.strongest)}" aria-hidden="true"></span>${inWords(each, regions)}</li>`)}
                  ${this.current().length ? nothing : html`<li>${say("Nothing is drawn.")}</li>`}
                </ul>`
              : html`<region-list .workbench=${this.workbench}></region-list>`
          }
        </section>
      </div>
      ${this.status ? this.notice(this.status) : nothing}
    </div>`;
  }

  private choice(shown: Shown, name: string) {
    return html`<button
      type="button"
      class="tool"
      aria-pressed=${this.shown === shown}
      @click=${() => {
        this.shown = shown;
      }}
    >
      ${name}
    </button>`;
  }

  private notice(status: AutosaveStatus) {
    const regions = this.workbench.vocabulary?.regions ?? [];
    const list = (pain: readonly PainEntry[]) =>
      html`<ul class="told">
        ${tell(pain).map((each) => html`<li>${inWords(each, regions)}</li>`)}
        ${tell(pain).length ? nothing : html`<li>${say("Nothing is drawn.")}</li>`}
      </ul>`;
    const theirs = Array.isArray(status.conflict?.value)
      ? (status.conflict.value as PainEntry[])
      : [];
    return autosaveNotice(status, {
      mine: list(this.current()),
      theirs: list(theirs),
      keepMine: () => this.autosave?.keepMine(),
      takeTheirs: () => this.takeTheirs(theirs),
    });
  }

  /** Their drawing becomes one step that can be undone, so that this one is not lost. */
  private takeTheirs(theirs: readonly PainEntry[]): void {
    this.autosave?.takeTheirs();
    this.put(theirs, false);
    this.hand();
    this.workbench.tell("drawing");
    this.workbench.tell("settings");
    this.requestUpdate();
  }

  private put(pain: readonly PainEntry[], afresh: boolean): void {
    const { drawing, body } = this.workbench;
    if (!body) return;
    const { marks } = fromCaseFile({ ...EMPTY, pain: [...pain] }, body.patches);
    if (afresh) drawing.replace(marks);
    else {
      drawing.change((each) => {
        each.put([...each.current.keys()], undefined);
        for (const [patch, mark] of marks) each.put([patch], mark);
      });
    }
    this.workbench.tell("drawing");
    this.requestUpdate();
  }

  private current(): PainEntry[] {
    const { drawing, body } = this.workbench;
    if (!body) return this.pain;
    const marks: ReadonlyMap<number, Mark> = drawing.current;
    const nothingElse = { history: new Map(), findings: new Map() };
    const known = { conditions: new Set<string>(), factors: new Set<string>() };
    const who = { age: undefined, sex: undefined };
    return toCaseFile({ ...who, marks, ...nothingElse, ...known }, body.patches).pain;
  }

  private changed(): void {
    this.hand();
    this.requestUpdate();
    if (this.fixed) return;
    this.autosave?.change(this.current());
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  protected override updated(): void {
    if (this.fixed && this.workbench.brush.tool !== "turn")
      this.workbench.setBrush({ tool: "turn" });
    this.hand();
  }

  /** Gives the form the value, and says what is missing. */
  private hand(): void {
    const pain = this.current();
    this.internals.setFormValue(JSON.stringify(pain));
    const anchor = this.querySelector<HTMLElement>(".drawing-switch button") ?? undefined;
    if (this.required && pain.length === 0 && !this.fixed) {
      const missing = say("Draw where it hurts, or choose a region in the list.");
      this.internals.setValidity({ valueMissing: true }, missing, anchor);
    } else this.internals.setValidity({});
  }
}
