import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import type { HistoryValue, Question, Sex } from "../api/types";
import type { Topic } from "../state/store";
import { WorkbenchElement } from "./element";
import "./known-panel";

const SEXES: readonly Sex[] = ["female", "male", "other"];
const OLDEST = 120;

/** Age, sex and the history: what the client says. */
@customElement("client-panel")
export class ClientPanel extends WorkbenchElement {
  protected readonly topics: readonly Topic[] = ["case", "data", "answer"];

  protected override render() {
    const questions = this.workbench.vocabulary?.questions ?? [];
    const asked = new Set(this.workbench.answer?.questions_to_ask ?? []);
    const first = questions.filter(({ id }) => asked.has(id) || this.workbench.history.has(id));
    const rest = questions.filter((question) => !first.includes(question));
    return html`
      <section aria-labelledby="client-title">
        <h2 id="client-title">Client</h2>
        <div class="fields">${this.ageField()} ${this.sexField()}</div>
      </section>
      <known-panel .workbench=${this.workbench}></known-panel>
      <section aria-labelledby="history-title">
        <h2 id="history-title">History</h2>
        ${
          first.length
            ? html`<p class="note">
                  Ask these first. A yes may raise an alarm; a no clears nothing.
                </p>
                ${this.list(first)}`
            : nothing
        }
        <details class="more" ?open=${first.length === 0}>
          <summary>
            ${first.length ? `${rest.length} more questions` : `${rest.length} questions`}
          </summary>
          ${this.list(rest)}
        </details>
      </section>
    `;
  }

  private ageField() {
    const { workbench } = this;
    const take = (event: Event) => {
      const input = event.target as HTMLInputElement;
      if (input.checkValidity())
        workbench.setClient(input.value === "" ? undefined : Number(input.value), workbench.sex);
      else input.reportValidity();
    };
    return html`<label class="field"
      ><span>Age in years</span>
      <input
        type="number"
        inputmode="numeric"
        min="0"
        max=${OLDEST}
        step="1"
        autocomplete="off"
        .value=${workbench.age === undefined ? "" : String(workbench.age)}
        @change=${take}
    /></label>`;
  }

  private sexField() {
    const { workbench } = this;
    const take = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      workbench.setClient(workbench.age, value === "" ? undefined : (value as Sex));
    };
    return html`<label class="field"
      ><span>Sex</span
      ><select @change=${take}>
        <option value="" ?selected=${workbench.sex === undefined}>Not said</option>
        ${SEXES.map((sex) => html`<option value=${sex} ?selected=${workbench.sex === sex}>${sex.charAt(0).toUpperCase()}${sex.slice(1)}</option>`)}
      </select></label
    >`;
  }

  private list(questions: readonly Question[]) {
    return html`<ul class="questions">
      ${questions.map((question) => html`<li>${this.question(question)}</li>`)}
    </ul>`;
  }

  private question(question: Question) {
    if (question.type === "yes_no")
      return this.choice(question, [
        [true, "Yes"],
        [false, "No"],
      ]);
    if (question.type === "choice") {
      return this.choice(
        question,
        question.choices.map((each) => [each, each.replaceAll("_", " ")]),
      );
    }
    const value = this.workbench.history.get(question.id);
    const take = (event: Event) => {
      const { value: text } = event.target as HTMLInputElement;
      this.workbench.setHistory(question.id, text === "" ? undefined : Number(text));
    };
    return html`<label class="field"
      ><span>${question.text}${question.unit ? ` (${question.unit})` : ""}</span>
      <input
        type="number"
        min="0"
        step="any"
        .value=${value === undefined ? "" : String(value)}
        @change=${take}
    /></label>`;
  }

  private choice({ id, text }: Question, options: readonly (readonly [HistoryValue, string])[]) {
    const current = this.workbench.history.get(id);
    const button = (value: HistoryValue | undefined, words: string) =>
      html` <button
        type="button"
        class=${value === undefined ? "choice choice-none" : "choice"}
        aria-pressed=${current === value}
        @click=${() => this.workbench.setHistory(id, value)}
      >
        ${words}
      </button>`;
    return html`<div role="group" aria-labelledby="question-${id}">
      <p id="question-${id}" class="question-text">${text}</p>
      <div class="choices">
        ${options.map(([value, words]) => button(value, words))} ${button(undefined, "Not asked")}
      </div>
    </div>`;
  }
}
