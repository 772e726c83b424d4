import { ApiClient, RefusedError } from "../api/client";
import type {
  Answer,
  CaseFile,
  FieldError,
  HistoryValue,
  RankedSource,
  Sex,
  Side,
  SourceDetail,
  Vocabulary,
} from "../api/types";
import type { BodyData } from "../body/format";
import type { Topology } from "../body/topology";
import { findingKey, fromCaseFile, readCaseText, toCaseFile } from "./case-file";
import { Drawing, type Mark } from "./drawing";
import { currentTheme, keepTheme, type Theme } from "./theme";

export type Tool = "paint" | "erase" | "turn";

/** What the next stroke does. */
export interface Brush {
  tool: Tool;
  /** Metres. */
  radius: number;
  intensity: number;
  qualities: number;
  mirror: boolean;
}

/**
 * What changed: `drawing` while a stroke is made, `case` when anything entered is final, `answer`
 * when the server has ranked, `selection` when a source is chosen, `settings` for brush and theme,
 * `data` when body or vocabulary arrive, `messages` for anything said to the therapist.
 */
export type Topic = "drawing" | "case" | "answer" | "selection" | "settings" | "data" | "messages";

/** Everything the page knows; components read it and call its methods. */
export class Workbench {
  readonly api: ApiClient;
  readonly drawing = new Drawing();
  body: BodyData | undefined;
  topology: Topology | undefined;
  vocabulary: Vocabulary | undefined;
  age: number | undefined;
  sex: Sex | undefined;
  history = new Map<string, HistoryValue>();
  findings = new Map<string, { id: string; side: Side; result: string }>();
  /** What the client is known to have, and what may keep the pain going, by id. */
  known = { conditions: new Set<string>(), factors: new Set<string>() };
  brush: Brush = { tool: "paint", radius: 0.02, intensity: 6, qualities: 1, mirror: false };
  theme: Theme = currentTheme();
  answer: Answer | undefined;
  /** What the server found wrong with the case last sent. */
  refusals: readonly FieldError[] = [];
  /** The group of the chosen source. */
  selected: string | undefined;
  detail: SourceDetail | undefined;
  message: { tone: "good" | "bad"; lines: string[] } | undefined;
  private readonly listeners = new Set<(topic: Topic) => void>();

  constructor(csrfToken: string) {
    this.api = new ApiClient(csrfToken);
  }

  subscribe(listener: (topic: Topic) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(topic: Topic): void {
    for (const listener of this.listeners) listener(topic);
  }

  get isUntouched(): boolean {
    const { conditions, factors } = this.known;
    const said = [this.history, this.findings, conditions, factors];
    return this.drawing.isEmpty && said.every(({ size }) => size === 0);
  }

  caseFile(): CaseFile {
    const { age, sex, history, findings, known } = this;
    const marks = this.drawing.current;
    const state = { age, sex, marks, history, findings, ...known };
    return toCaseFile(state, this.body?.patches ?? []);
  }

  /** Makes one undoable change to the drawing and re-ranks. */
  edit(change: (drawing: Drawing) => void): void {
    if (this.drawing.change(change)) this.tell("case");
  }

  put(patches: Iterable<number>, mark: Mark | undefined): void {
    this.edit((drawing) => drawing.put(patches, mark));
  }

  undo(): void {
    if (this.drawing.undo()) this.tell("case");
  }

  redo(): void {
    if (this.drawing.redo()) this.tell("case");
  }

  setBrush(change: Partial<Brush>): void {
    this.brush = { ...this.brush, ...change };
    this.tell("settings");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keepTheme(theme);
    this.tell("settings");
  }

  setClient(age: number | undefined, sex: Sex | undefined): void {
    this.age = age;
    this.sex = sex;
    this.tell("case");
  }

  setHistory(id: string, value: HistoryValue | undefined): void {
    if (value === undefined) this.history.delete(id);
    else this.history.set(id, value);
    this.tell("case");
  }

  setKnown(kind: "conditions" | "factors", id: string, there: boolean): void {
    if (there) this.known[kind].add(id);
    else this.known[kind].delete(id);
    this.tell("case");
  }

  setFinding(id: string, side: Side, result: string | undefined): void {
    if (result === undefined) this.findings.delete(findingKey(id, side));
    else this.findings.set(findingKey(id, side), { id, side, result });
    this.tell("case");
  }

  /** Lays a source over the drawing, or takes it off again. */
  async select(source: RankedSource | undefined): Promise<void> {
    if (source?.group !== this.selected) this.detail = undefined;
    this.selected = source?.group;
    this.tell("selection");
    if (source) await this.fetchDetail(source);
  }

  /** Takes a new ranking; the chosen source follows its strongest site. */
  rank(answer: Answer): void {
    this.answer = answer;
    this.refusals = [];
    const chosen = answer.sources.find(({ group }) => group === this.selected);
    if (chosen && chosen.id !== this.detail?.id) void this.fetchDetail(chosen);
    this.tell("answer");
  }

  /** Keeps the last ranking and shows what the server found wrong. */
  refuse(errors: readonly FieldError[]): void {
    this.refusals = errors;
    this.tell("answer");
  }

  private async fetchDetail({ id, group }: RankedSource): Promise<void> {
    try {
      const detail = await this.api.source(id);
      if (this.selected !== group) return;
      this.detail = detail;
      this.tell("selection");
    } catch (error) {
      this.report(error);
    }
  }

  say(tone: "good" | "bad", ...lines: string[]): void {
    this.message = { tone, lines };
    this.tell("messages");
  }

  dismiss(): void {
    this.message = undefined;
    this.tell("messages");
  }

  report(error: unknown): void {
    if (!(error instanceof RefusedError)) throw error;
    this.say("bad", ...error.errors.map((each) => `${each.field}: ${each.message} ${each.remedy}`));
  }

  /** Starts a new case; the old one is gone unless it was saved. */
  clearAll(): void {
    this.take({ client: {}, pain: [], history: {}, findings: [] });
    this.say("good", "A new case: the drawing, the history and the findings are empty.");
  }

  /** Opens a case file; until the server has accepted it, nothing on the page changes. */
  async open(name: string, text: string): Promise<void> {
    let read: CaseFile;
    try {
      read = readCaseText(text);
      await this.api.reason(read);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const lines = error.errors.map((each) => `${each.field}: ${each.message} ${each.remedy}`);
      this.say("bad", `${name} was not opened; this page is unchanged.`, ...lines);
      return;
    }
    this.take(read);
    this.say("good", `${name} is open.`);
  }

  /** Shows a case that the server has accepted. */
  take(file: CaseFile): void {
    const state = fromCaseFile(file, this.body?.patches ?? []);
    this.age = state.age;
    this.sex = state.sex;
    this.history = new Map(state.history);
    this.findings = new Map(state.findings);
    this.known = { conditions: new Set(state.conditions), factors: new Set(state.factors) };
    this.drawing.replace(state.marks);
    this.selected = undefined;
    this.detail = undefined;
    this.tell("selection");
    this.tell("case");
  }
}
