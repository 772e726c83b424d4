import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { csrfToken } from "../state/csrf";
import { IdleClock } from "./idle";
import "./line-icon";

const LOOK_EVERY_MS = 1000;
const WARN_MS = 30_000;
const RETRY_MS = 5000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll"];

/** Locks the page after a time without use, or at once. */
@customElement("idle-lock")
export class IdleLock extends LitElement {
  @property({ type: Number }) seconds = 300;
  @property({ attribute: "lock-url" }) lockUrl = "";
  @state() private warning = 0;
  @state() private locking = false;
  private clock: IdleClock | undefined;
  private ticking = 0;
  private leaving = new AbortController();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.clock = new IdleClock(this.seconds * 1000, () => Date.now(), shelf());
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    for (const kind of SIGNS_OF_LIFE) {
      window.addEventListener(kind, () => this.clock?.touch(), { passive: true, signal });
    }
    document.addEventListener("lock-now", () => void this.lock(), { signal });
    // A page brought back by "Back" after the lock must not show what it held.
    window.addEventListener("pageshow", (event) => event.persisted && location.reload(), {
      signal,
    });
    this.ticking = window.setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leaving.abort();
    clearInterval(this.ticking);
  }

  protected override render() {
    return html`
      <button
        type="button"
        class="button button-bare lock-button"
        title="Lock this screen (Ctrl Shift L)"
        @click=${this.lock}
      >
        <line-icon name="lock"></line-icon><span>Lock</span>
      </button>
      ${this.warning && !this.locking ? this.warningCard() : nothing}
      ${this.locking ? html`<div class="lock-cover" role="alert"><p>Locked</p></div>` : nothing}
    `;
  }

  private warningCard() {
    return html`<div class="lock-warning" role="alertdialog" aria-label="About to lock">
      <p>Locking in ${this.warning} s</p>
      <button type="button" class="button button-small" @click=${() => this.stay()}>Stay</button>
    </div>`;
  }

  private stay(): void {
    this.clock?.touch();
    this.warning = 0;
  }

  private look(): void {
    const left = this.clock?.left ?? 0;
    this.warning = left <= WARN_MS ? Math.ceil(left / 1000) : 0;
    if (left === 0) void this.lock();
  }

  /** Covers the page at once; the server ends what may be read. */
  private async lock(): Promise<void> {
    if (this.locking || !this.lockUrl) return;
    this.locking = true;
    clearInterval(this.ticking);
    document.dispatchEvent(new CustomEvent("before-lock"));
    document
      .querySelectorAll("dialog[open]")
      .forEach((each) => (each as HTMLDialogElement).close());
    for (;;) {
      const next = await this.ask().catch(() => undefined);
      if (next) {
        location.replace(next);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** Where the locked page is, or nothing when the server could not be reached. */
  private async ask(): Promise<string | undefined> {
    const next = location.pathname + location.search;
    const response = await fetch(this.lockUrl, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken(this), Accept: "application/json, text/html" },
      body: new URLSearchParams({ next, csrfmiddlewaretoken: csrfToken(this) }),
    });
    if (response.headers.get("content-type")?.includes("application/json")) {
      const answer = (await response.json()) as { next?: string };
      return answer.next ?? location.href;
    }
    if (response.redirected) return response.url;
    return response.status < 500 ? location.href : undefined;
  }
}

function shelf(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
