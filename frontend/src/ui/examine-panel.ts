import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Side } from "../api/types";
import { findingKey } from "../state/case-file";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import { resultName, sideName } from "./words";

interface Item {
  id: string;
  side: Side;
  name: string;
  instruction: string;
  minutes: number;
  results: readonly string[];
}

const FIRST_SHOWN = 6;
const MOST_FOUND = 8;

/** What to examine next, what has been examined, and a search for anything else. */
@customElement("examine-panel")
export class ExaminePanel extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["answer", "case", "data"];
  @state() private sought = "";

  protected override render() {
    const next = this.next();
    const done = this.done();
    return html`
      <section aria-labelledby="next-title">
        <h2 id="next-title">What to examine next</h2>
        <p class="note">
          Ordered by how much each would tell in the time it takes. An answer re-ranks at once.
        </p>
        ${next.length ? this.list(next) : html`<p class="quiet">Nothing more would tell the remaining hypotheses apart.</p>`}
      </section>
      ${
        done.length
          ? html`<section aria-labelledby="done-title">
              <h2 id="done-title">Examined and asked</h2>
              ${this.list(done)}
            </section>`
          : nothing
      }
      ${this.search()}
    `;
  }

  private next(): Item[] {
    const { answer, findings } = this.workbench;
    return (answer?.next_examinations ?? [])
      .filter(({ id, side }) => !findings.has(findingKey(id, side)))
      .slice(0, FIRST_SHOWN);
  }

  private done(): Item[] {
    const asked = (this.workbench.vocabulary?.questions ?? [])
      .filter(({ id, type }) => type === "yes_no" && this.workbench.history.has(id))
      .map(({ id, name, text }): Item => ({
        id,
        name,
        side: "midline",
        instruction: text,
        minutes: 0,
        results: ["yes", "no"],
      }));
    const examined = [...this.workbench.findings.values()].map((finding) => {
      const known = this.workbench.vocabulary?.examinations.find(({ id }) => id === finding.id);
      return known
        ? { ...known, side: finding.side }
        : { ...finding, name: finding.id, instruction: "", minutes: 0, results: [finding.result] };
    });
    return [...examined, ...asked];
  }

  private list(items: readonly Item[]) {
    return html`<ul class="tasks">
      ${repeat(
        items,
        ({ id, side }) => findingKey(id, side),
        (item) => this.item(item),
      )}
    </ul>`;
  }

  private item({ id, side, name, instruction, minutes, results }: Item) {
    const result = this.resultOf(id, side);
    const where = sideName(side);
    const answer = (value: string | undefined, words: string) =>
      html` <button
        type="button"
        class=${value ? "choice" : "choice choice-none"}
        aria-pressed=${result === value}
        @click=${() => this.record(id, side, value)}
      >
        ${words}
      </button>`;
    return html`<li class="task" data-examination=${findingKey(id, side)}>
      <h3>
        <span>${name}${where ? html` <span class="side">${where}</span>` : nothing}</span>
        ${minutes ? html`<span class="quiet minutes">${duration(minutes)}</span>` : nothing}
      </h3>
      ${instruction ? html`<p>${instruction}</p>` : nothing}
      <div class="choices" role="group" aria-label="Result of ${name} ${where}">
        ${results.map((each) => answer(each, resultName(each)))} ${answer(undefined, "Not done")}
      </div>
    </li>`;
  }

  private isQuestion(id: string): boolean {
    return this.workbench.vocabulary?.questions.some((question) => question.id === id) ?? false;
  }

  private resultOf(id: string, side: Side): string | undefined {
    const said = this.workbench.history.get(id);
    if (this.isQuestion(id) && said !== undefined) return said ? "yes" : "no";
    return this.workbench.findings.get(findingKey(id, side))?.result;
  }

  /** A question of the history is kept there, as yes or no. */
  private record(id: string, side: Side, result: string | undefined): void {
    if (!this.isQuestion(id)) this.workbench.setFinding(id, side, result);
    else this.workbench.setHistory(id, result === undefined ? undefined : result === "yes");
  }

  private search() {
    return html`<section aria-labelledby="other-title" class="other">
      <h2 id="other-title">Record another examination</h2>
      <label class="field"
        ><span>Name of the examination</span>
        <input
          type="search"
          autocomplete="off"
          .value=${this.sought}
          @input=${(event: Event) => {
            this.sought = (event.target as HTMLInputElement).value;
          }}
      /></label>
      <p class="sr-only" role="status">
        ${this.sought.length > 1 ? `${this.found().length} found` : ""}
      </p>
      ${this.sought.length > 1 ? this.list(this.found()) : nothing}
    </section>`;
  }

  private found(): Item[] {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const { vocabulary, findings } = this.workbench;
    return (vocabulary?.examinations ?? [])
      .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
      .flatMap((examination) => examination.sides.map((side) => ({ ...examination, side })))
      .filter(({ id, side }) => !findings.has(findingKey(id, side)))
      .slice(0, MOST_FOUND);
  }
}

function duration(minutes: number): string {
  return minutes < 1
    ? `${Math.max(5, Math.round(minutes * 12) * 5)} s`
    : `${Math.round(minutes)} min`;
}
