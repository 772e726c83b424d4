import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { QUALITIES } from "../state/qualities";
import { say } from "../state/speech";
import type { Tool, Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { type IconName, icon } from "./icons";

const TOOLS: readonly { id: Tool; name: string; icon: IconName }[] = [
  { id: "paint", name: "Paint", icon: "paint" },
  { id: "erase", name: "Erase", icon: "erase" },
  { id: "turn", name: "Turn", icon: "turn" },
];

/** The drawing tools. On a phone the brush's own settings fold away under one button. */
@customElement("tool-dock")
export class ToolDock extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["settings", "case", "drawing"];
  @state() private unfolded = false;

  protected override render() {
    return html`
      <div class="dock" role="region" aria-label=${say("Drawing tools")}>
        <div class="dock-row">
          <div class="segmented" role="group" aria-label=${say("Tool")}>
            ${TOOLS.map((tool) => this.tool(tool))}
          </div>
          <button
            type="button"
            class="tool fold"
            aria-expanded=${this.unfolded}
            aria-controls="brush-settings"
            @click=${() => {
              this.unfolded = !this.unfolded;
            }}
          >
            <span class="swatch heat-${this.workbench.brush.intensity}" aria-hidden="true"></span>
            <span>${say("Brush {level}", { level: this.workbench.brush.intensity })}</span>
          </button>
          ${this.historyButtons()}
        </div>
        <div id="brush-settings" class="dock-settings" data-unfolded=${this.unfolded}>
          ${this.intensity()} ${this.size()} ${this.words()} ${this.mirror()}
        </div>
      </div>
    `;
  }

  private tool({ id, name, icon: picture }: (typeof TOOLS)[number]) {
    const pressed = this.workbench.brush.tool === id;
    return html`<button
      type="button"
      class="tool"
      aria-pressed=${pressed}
      @click=${() => this.workbench.setBrush({ tool: id })}
    >
      ${icon(picture)}<span>${say(name)}</span>
    </button>`;
  }

  private historyButtons() {
    const { workbench } = this;
    const { drawing } = workbench;
    return html`<div class="segmented" role="group" aria-label=${say("Strokes")}>
      <button
        type="button"
        class="tool"
        ?disabled=${!drawing.canUndo}
        @click=${() => workbench.undo()}
      >
        ${icon("undo")}<span>${say("Undo")}</span>
      </button>
      <button
        type="button"
        class="tool"
        ?disabled=${!drawing.canRedo}
        @click=${() => workbench.redo()}
      >
        ${icon("redo")}<span>${say("Redo")}</span>
      </button>
      <button
        type="button"
        class="tool"
        ?disabled=${drawing.isEmpty}
        @click=${() => workbench.edit((each) => each.clear())}
      >
        ${icon("clear")}<span>${say("Clear")}</span>
      </button>
    </div>`;
  }

  private intensity() {
    const { intensity } = this.workbench.brush;
    return html`<label class="setting intensity">
      <span class="setting-name"
        >${say("Intensity")} <b>${say("{level} of 10", { level: intensity })}</b></span
      >
      <input
        type="range"
        class="heat-track"
        min="1"
        max="10"
        step="1"
        .value=${String(intensity)}
        @input=${(event: Event) => this.workbench.setBrush({ intensity: numberOf(event) })}
      />
    </label>`;
  }

  private size() {
    const { radius } = this.workbench.brush;
    const centimetres = radius * 100;
    return html`<label class="setting">
      <span class="setting-name">${say("Brush")} <b>${centimetres.toFixed(1)} cm</b></span>
      <input
        type="range"
        min="0.5"
        max="8"
        step="0.5"
        .value=${String(centimetres)}
        @input=${(event: Event) => this.workbench.setBrush({ radius: numberOf(event) / 100 })}
      />
    </label>`;
  }

  private words() {
    const { brush } = this.workbench;
    return html`<div class="setting words" role="group" aria-label=${say("What the pain is like")}>
      <span class="setting-name" aria-hidden="true">${say("What it is like")}</span>
      <div class="chips">
        ${QUALITIES.map(
          ({ id, name, bit }) =>
            html` <button
              type="button"
              class="chip"
              aria-pressed=${(brush.qualities & bit) > 0}
              @click=${() => this.workbench.setBrush({ qualities: brush.qualities ^ bit })}
            >
              <span class="pattern pattern-${id}" aria-hidden="true"></span>${say(name)}
            </button>`,
        )}
      </div>
    </div>`;
  }

  private mirror() {
    const { mirror } = this.workbench.brush;
    return html`<button
      type="button"
      class="tool mirror"
      aria-pressed=${mirror}
      @click=${() => this.workbench.setBrush({ mirror: !mirror })}
    >
      ${icon("mirror")}<span>${say("Both sides")}</span>
    </button>`;
  }
}

function numberOf(event: Event): number {
  return Number((event.target as HTMLInputElement).value);
}
