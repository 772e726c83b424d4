import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { RankedSource } from "../api/types";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { redFlags } from "./red-flags";
import { sourceHead, sourceReasons } from "./source-card";
import { regionNamer } from "./words";

const FIRST_SHOWN = 8;

/** Asks for one of the page's panes. */
export class PaneChosen extends CustomEvent<string> {
  constructor(pane: "client") {
    super("pane-chosen", { detail: pane, bubbles: true });
  }
}

/** Red flags, then the ranked sources. */
@customElement("answer-panel")
export class AnswerPanel extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["answer", "selection", "data"];
  @state() private all = false;

  protected override render() {
    const { answer, refusals } = this.workbench;
    if (!answer) return html`<p class="quiet">Waiting for the first ranking.</p>`;
    return html`
      ${redFlags(answer.red_flags)} ${this.askFirst(answer.questions_to_ask.length)}
      ${refusals.length ? html`<div class="refusal" role="alert">${refusals.map((each) => html`<p><b>${each.field}</b>: ${each.message} ${each.remedy}</p>`)}</div>` : nothing}
      <section aria-labelledby="sources-title">
        <div class="panel-head"><h2 id="sources-title">Hypotheses to examine</h2></div>
        ${this.introduction()}
        <p class="sr-only" role="status">${this.spoken()}</p>
        ${this.list(answer.sources)}
      </section>
    `;
  }

  /** Safety comes before the ranking: questions that could raise a red flag for this drawing. */
  private askFirst(count: number) {
    if (count === 0) return nothing;
    return html`<div class="ask-first">
      <p>
        ${count === 1 ? "One question" : `${count} questions`} could raise a red flag for this
        drawing.
      </p>
      <button
        type="button"
        class="tool"
        @click=${() => this.dispatchEvent(new PaneChosen("client"))}
      >
        Ask first
      </button>
    </div>`;
  }

  private introduction() {
    const { answer, isUntouched } = this.workbench;
    if (this.workbench.drawing.isEmpty) {
      return html`<p class="note">
        ${isUntouched ? "Nothing is drawn yet." : "No pain is drawn."} This is how common each
        source is ${isUntouched ? "before anything is known" : "given the answers so far"}. Paint
        where it hurts.
      </p>`;
    }
    return answer?.note ? html`<p class="note">${answer.note}</p>` : nothing;
  }

  private spoken(): string {
    const { answer } = this.workbench;
    const [first] = answer?.sources ?? [];
    if (!answer || !first || this.workbench.drawing.isEmpty) return "";
    const flags = answer.red_flags.length;
    const warning = flags ? `${flags} red ${flags === 1 ? "flag" : "flags"}. ` : "";
    return `${warning}First hypothesis: ${first.name}, ${first.side}.`;
  }

  private list(sources: readonly RankedSource[]) {
    const { selected } = this.workbench;
    const chosenIsBelow = sources.findIndex(({ group }) => group === selected) >= FIRST_SHOWN;
    const shown = this.all || chosenIsBelow ? sources : sources.slice(0, FIRST_SHOWN);
    const rest = sources.length - shown.length;
    return html`
      <ol class="cards">
        ${repeat(
          shown,
          ({ group }) => group,
          (source, index) => this.card(source, index + 1),
        )}
      </ol>
      ${
        rest > 0
          ? html`<button
              type="button"
              class="plain"
              @click=${() => {
                this.all = true;
              }}
            >
              Show ${rest} more
            </button>`
          : nothing
      }
      ${
        this.all
          ? html`<button
              type="button"
              class="plain"
              @click=${() => {
                this.all = false;
              }}
            >
              Show the first ${FIRST_SHOWN}
            </button>`
          : nothing
      }
    `;
  }

  private card(source: RankedSource, rank: number) {
    const { workbench } = this;
    const open = workbench.selected === source.group;
    const choose = () => void workbench.select(open ? undefined : source);
    const name = regionNamer(workbench.vocabulary);
    return html`<li class="card" data-open=${open} data-source=${source.group}>
      ${sourceHead(source, rank, open, choose)}
      ${open ? sourceReasons(source, workbench.detail, name) : nothing}
    </li>`;
  }
}
