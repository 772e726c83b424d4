import { html, LitElement, nothing, svg } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { say } from "../state/speech";
import * as signature from "./signature";

/** Signs by finger, pen or mouse, or by typing one's name. */
@customElement("signature-pad")
export class SignaturePad extends LitElement {
  static readonly formAssociated = true;
  @property() name = "";
  @property() label = say("Signature");
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean, reflect: true }) readonly = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  @state() private typing = false;
  @state() private typed = "";
  @state() private strokes: signature.Stroke[] = [];
  @query(".pad") private pad: HTMLElement | undefined;
  private readonly internals = this.attachInternals();
  private pen: number | undefined;

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  @property()
  get value(): string {
    return signature.write(this.signed());
  }

  set value(text: string) {
    const found = signature.read(text);
    this.typing = found?.kind === "typed";
    this.typed = found?.kind === "typed" ? found.name : "";
    this.strokes = found?.kind === "drawn" ? signature.unpack(found.strokes) : [];
    this.hand();
  }

  private signed(): signature.Signature | undefined {
    const { WIDTH: width, HEIGHT: height } = signature;
    if (this.typing) {
      const name = this.typed.trim();
      return name ? { kind: "typed", name } : undefined;
    }
    if (!signature.isDrawn(this.strokes)) return undefined;
    return { kind: "drawn", width, height, strokes: signature.pack(this.strokes) };
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  formResetCallback(): void {
    this.value = this.getAttribute("value") ?? "";
  }

  protected override render() {
    if (this.readonly) return html`<figure class="signature">${this.picture()}</figure>`;
    return html`<fieldset class="signature" ?disabled=${this.disabled}>
      <legend>${this.label}</legend>
      ${this.typing ? this.typedName() : this.drawn()}
      <div class="actions">
        ${
          this.typing
            ? nothing
            : html`<button
                type="button"
                class="button button-quiet"
                ?disabled=${this.strokes.length === 0}
                @click=${this.clear}
              >
                ${say("Clear")}
              </button>`
        }
        <button type="button" class="button button-bare" @click=${this.swap}>
          ${say(this.typing ? "Sign by hand instead" : "Type my name instead")}
        </button>
      </div>
    </fieldset>`;
  }

  private drawn() {
    return html`<div
      class="pad"
      role="img"
      aria-label=${signature.isDrawn(this.strokes) ? say("Signed by hand") : say("Sign here with a finger, pen or mouse. With a keyboard, type your name instead.")}
      @pointerdown=${this.down}
      @pointermove=${this.move}
      @pointerup=${this.up}
      @pointercancel=${this.up}
    >
      ${this.picture()}${this.strokes.length ? nothing : html`<span class="pad-hint" aria-hidden="true">${say("Sign here")}</span>`}
    </div>`;
  }

  private typedName() {
    return html`<div class="form-field">
      <label for="typed-${this.name}">${say("Your full name, as your signature")}</label>
      <input
        id="typed-${this.name}"
        class="typed-signature"
        autocomplete="name"
        .value=${this.typed}
        @input=${this.onTyped}
      />
    </div>`;
  }

  private picture() {
    if (this.typing) return html`<span class="typed-signature">${this.typed}</span>`;
    const { WIDTH: width, HEIGHT: height } = signature;
    return html`<svg viewBox="0 0 ${width} ${height}" class="ink" aria-hidden=${!this.readonly}>
      ${this.readonly ? svg`<title>${say("Signed by hand")}</title>` : nothing}
      ${svg`<path d=${signature.toPath(this.strokes)} />`}
    </svg>`;
  }

  private down(event: PointerEvent): void {
    if (this.disabled || this.pen !== undefined || !event.isPrimary || event.button !== 0) return;
    this.pen = event.pointerId;
    this.pad?.setPointerCapture(event.pointerId);
    this.strokes = [...this.strokes, []];
    this.touch(event);
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pen) return;
    const parts = event.getCoalescedEvents?.() ?? [];
    for (const part of parts.length ? parts : [event]) this.touch(part);
  }

  private touch(event: PointerEvent): void {
    const box = this.pad?.getBoundingClientRect();
    if (!box) return;
    const x = ((event.clientX - box.left) / box.width) * signature.WIDTH;
    const y = ((event.clientY - box.top) / box.height) * signature.HEIGHT;
    if (signature.addPoint(this.strokes, x, y)) this.requestUpdate();
  }

  private up(event: PointerEvent): void {
    if (event.pointerId !== this.pen) return;
    this.pen = undefined;
    this.changed();
  }

  private clear(): void {
    this.strokes = [];
    this.changed();
  }

  private async swap(): Promise<void> {
    this.typing = !this.typing;
    this.changed();
    await this.updateComplete;
    this.querySelector<HTMLElement>("input")?.focus();
  }

  private onTyped(event: Event): void {
    this.typed = (event.target as HTMLInputElement).value;
    event.stopPropagation();
    this.changed();
  }

  private changed(): void {
    this.hand();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  protected override updated(): void {
    this.hand();
  }

  /** Gives the form the value, and says what is missing. */
  private hand(): void {
    const { value } = this;
    this.internals.setFormValue(value);
    const anchor = this.pad ?? this.querySelector("input") ?? undefined;
    if (this.required && !value && !this.readonly) {
      this.internals.setValidity({ valueMissing: true }, say("Sign, or type your name."), anchor);
    } else this.internals.setValidity({});
  }
}
