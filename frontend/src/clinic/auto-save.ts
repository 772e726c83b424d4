import { html, nothing, render } from "lit";
import { asRevision, Autosave, type AutosaveStatus } from "../state/autosave";
import { csrfToken } from "../state/csrf";
import { say } from "../state/speech";
import { announceAutosave, autosaveNotice, followPage } from "./autosave-notice";
import { differing, type FieldValues, readFields, shown, writeFields } from "./fields";

const NOTHING_YET: AutosaveStatus = { state: "saved", changes: 0, errors: [] };

/** Keeps a copy of the form fields inside it on the server while they are being filled in. */
export class AutoSaveElement extends HTMLElement {
  private autosave: Autosave | undefined;
  private leaving: AbortController | undefined;
  private line: HTMLElement | undefined;
  /** What was written here before the other person's version was taken. */
  private setAside: FieldValues | undefined;

  connectedCallback(): void {
    // The parser may still be filling this element.
    queueMicrotask(() => this.start());
  }

  disconnectedCallback(): void {
    this.autosave?.farewell();
    this.autosave?.stop();
    this.leaving?.abort();
    this.autosave = undefined;
  }

  private start(): void {
    const url = this.getAttribute("url");
    if (!url || !this.isConnected || this.autosave) return;
    this.autosave = new Autosave({
      url,
      revision: asRevision(this.getAttribute("revision")),
      csrf: () => csrfToken(this),
      tell: (status) => this.show(status),
    });
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    followPage(() => this.autosave, signal);
    for (const kind of ["input", "change"]) {
      this.addEventListener(kind, () => this.changed(), { signal });
    }
    // The form carries everything itself.
    this.closest("form")?.addEventListener("submit", () => this.finish(), { signal });
    this.line = this.querySelector<HTMLElement>("[data-autosave-state]") ?? this.appendLine();
    this.show(NOTHING_YET);
  }

  private appendLine(): HTMLElement {
    return this.appendChild(document.createElement("div"));
  }

  private changed(): void {
    const values = readFields(this);
    this.autosave?.change(values);
  }

  private finish(): void {
    this.autosave?.stop();
    this.leaving?.abort();
    this.autosave = undefined;
  }

  private show(status: AutosaveStatus): void {
    if (!this.line) return;
    const theirs = (status.conflict?.value ?? {}) as FieldValues;
    const differences = status.conflict ? differing(readFields(this), theirs) : [];
    const version = (values: FieldValues) =>
      html`<dl class="facts">
        ${differences.map(
          (name) =>
            html`<div>
              <dt>${this.nameOf(name)}</dt>
              <dd class="written">${shown(values[name])}</dd>
            </div>`,
        )}
      </dl>`;
    const choices = {
      mine: version(readFields(this)),
      theirs: version(theirs),
      keepMine: () => this.autosave?.keepMine(),
      takeTheirs: () => this.takeTheirs(),
    };
    render(html`${autosaveNotice(status, choices)}${this.former()}`, this.line);
    const revision = this.querySelector<HTMLInputElement>("[data-autosave-revision]");
    if (revision && this.autosave) revision.value = String(this.autosave.revision);
    announceAutosave(this, status);
  }

  private former() {
    if (!this.setAside) return nothing;
    return html`<details class="more">
      <summary>${say("What stood here before")}</summary>
      <dl class="facts">
        ${Object.entries(this.setAside).map(
          ([name, value]) =>
            html`<div>
              <dt>${this.nameOf(name)}</dt>
              <dd class="written">${shown(value)}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  private takeTheirs(): void {
    const mine = readFields(this);
    const theirs = this.autosave?.status.conflict?.value as FieldValues | undefined;
    if (!theirs) return;
    const differences = differing(mine, theirs);
    const entries = Object.entries(mine).filter(([name]) => differences.includes(name));
    this.setAside = Object.fromEntries(entries);
    writeFields(this, theirs);
    this.autosave?.takeTheirs();
  }

  private nameOf(name: string): string {
    const field = this.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
    const label = field?.labels?.[0]?.textContent ?? field?.ariaLabel ?? name;
    return label.trim();
  }
}

customElements.define("auto-save", AutoSaveElement);
