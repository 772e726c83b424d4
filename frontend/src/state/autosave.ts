import type { FieldError } from "../api/types";
import { say } from "./speech";

export type Revision = string | number;

/**
 * `waiting`: the server could not be reached, and will be asked again. `conflict`: another person
 * changed the same thing. `refused`: the server found a fault. `locked`: it may no longer change.
 */
export type AutosaveState =
  "saved" | "saving" | "waiting" | "conflict" | "refused" | "locked" | "signed-out";

/** What another person saved meanwhile. */
export interface Conflict {
  revision: Revision;
  value: unknown;
  by: string;
}

export interface AutosaveStatus {
  state: AutosaveState;
  /** Changes made since the last one the server has. */
  changes: number;
  conflict?: Conflict;
  errors: readonly FieldError[];
}

/** Runs something later; replaced in tests. */
export interface Timer {
  start(act: () => void, milliseconds: number): number;
  stop(id: number): void;
}

export interface AutosaveSettings {
  url: string;
  revision: Revision;
  csrf: () => string;
  tell: (status: AutosaveStatus) => void;
  send?: typeof fetch;
  timer?: Timer;
}

export const QUIET_MS = 1200;
export const LONGEST_QUIET_MS = 8000;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
/** Browsers refuse larger bodies for requests that outlive the page. */
const LARGEST_FAREWELL = 60_000;

const BROWSER_TIMER: Timer = {
  start: (act, milliseconds) => window.setTimeout(act, milliseconds),
  stop: (id) => window.clearTimeout(id),
};

/** Keeps a copy on the server as it changes, and here until the server has it. */
export class Autosave {
  revision: Revision;
  private value: unknown;
  private state: AutosaveState = "saved";
  private changes = 0;
  private conflict: Conflict | undefined;
  private errors: readonly FieldError[] = [];
  private failures = 0;
  private timerId = 0;
  private firstUnsent = 0;
  private inFlight = false;
  /** What was sent without hearing whether it arrived. */
  private readonly unanswered = new Set<string>();
  private readonly send: typeof fetch;
  private readonly timer: Timer;

  constructor(private readonly settings: AutosaveSettings) {
    this.revision = settings.revision;
    this.send = settings.send ?? ((input, init) => fetch(input, init));
    this.timer = settings.timer ?? BROWSER_TIMER;
  }

  get status(): AutosaveStatus {
    const { state, changes, conflict, errors } = this;
    return { state, changes, errors, ...(conflict ? { conflict } : {}) };
  }

  /** Whether something is here that the server has not. */
  get pending(): boolean {
    return this.changes > 0;
  }

  /** Takes the newest value; it is sent when the typing pauses. */
  change(value: unknown): void {
    this.value = value;
    this.changes += 1;
    if (this.state === "conflict" || this.state === "locked") {
      this.tell(this.state);
      return;
    }
    this.firstUnsent ||= Date.now();
    const waited = Date.now() - this.firstUnsent;
    const quiet = Math.max(0, Math.min(QUIET_MS, LONGEST_QUIET_MS - waited));
    if (this.state !== "waiting") this.schedule(quiet);
    this.tell(this.state === "waiting" ? "waiting" : "saving");
  }

  /** Sends at once what is not sent, as when the connection comes back. */
  now(): void {
    const stuck = this.state === "conflict" || this.state === "locked" || this.state === "refused";
    if (this.pending && !stuck) void this.save();
  }

  /** Another person's version gives way to this one. */
  keepMine(): void {
    if (!this.conflict) return;
    this.revision = this.conflict.revision;
    this.conflict = undefined;
    this.tell("saving");
    void this.save();
  }

  /** This version gives way; the caller shows the value and keeps its own aside. */
  takeTheirs(): unknown {
    const { conflict } = this;
    if (!conflict) return undefined;
    this.revision = conflict.revision;
    this.value = conflict.value;
    this.conflict = undefined;
    this.settle();
    return conflict.value;
  }

  /** The page is being left: what is not sent goes now, without waiting for an answer. */
  farewell(): void {
    const body = this.body();
    if (!this.pending || this.conflict || this.inFlight || body.length > LARGEST_FAREWELL) return;
    this.unanswered.add(canonical(this.value));
    void this.send(this.settings.url, { ...this.request(body), keepalive: true }).catch(() => {});
  }

  stop(): void {
    this.timer.stop(this.timerId);
  }

  private schedule(milliseconds: number): void {
    this.timer.stop(this.timerId);
    this.timerId = this.timer.start(() => void this.save(), milliseconds);
  }

  private body(): string {
    return JSON.stringify({ revision: this.revision, value: this.value });
  }

  private request(body: string): RequestInit {
    return {
      method: "PUT",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.settings.csrf(),
      },
      body,
    };
  }

  private async save(): Promise<void> {
    if (this.inFlight || !this.pending) return;
    this.timer.stop(this.timerId);
    this.inFlight = true;
    const sent = this.changes;
    const value = canonical(this.value);
    this.firstUnsent = 0;
    if (this.state !== "waiting") this.tell("saving");
    try {
      const response = await this.send(this.settings.url, this.request(this.body()));
      this.inFlight = false;
      await this.hear(response, sent);
    } catch {
      this.inFlight = false;
      this.unanswered.add(value);
      this.wait();
    }
  }

  private async hear(response: Response, sent: number): Promise<void> {
    const { status } = response;
    const answer = await readJson(response);
    if (status === 409 && answer) this.disagree(answer);
    else if (status === 423) this.tell("locked");
    else if (status === 401 || status === 403 || (response.ok && !answer)) this.tell("signed-out");
    else if (response.ok && answer) this.accept(answer, sent);
    else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.errors = errorsOf(answer);
      this.tell("refused");
    } else this.wait();
  }

  private accept(answer: Record<string, unknown>, sent: number): void {
    this.revision = (answer.revision as Revision | undefined) ?? this.revision;
    this.changes -= sent;
    if (this.changes === 0) {
      this.settle();
      return;
    }
    this.failures = 0;
    this.errors = [];
    this.schedule(QUIET_MS);
    this.tell("saving");
  }

  private settle(): void {
    this.unanswered.clear();
    this.changes = 0;
    this.failures = 0;
    this.errors = [];
    this.tell("saved");
  }

  private disagree(answer: Record<string, unknown>): void {
    if (this.unanswered.has(canonical(answer.value))) {
      // An earlier request had arrived after all: what stands there is ours.
      this.accept(answer, canonical(answer.value) === canonical(this.value) ? this.changes : 0);
      return;
    }
    this.conflict = {
      revision: (answer.revision as Revision | undefined) ?? this.revision,
      value: answer.value,
      by: typeof answer.by === "string" ? answer.by : "",
    };
    this.tell("conflict");
  }

  private wait(): void {
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
    this.failures += 1;
    this.schedule(pause);
    this.tell("waiting");
  }

  private tell(state: AutosaveState): void {
    this.state = state;
    this.settings.tell(this.status);
  }
}

/** A signed-out session answers with a page for signing in, which is no JSON. */
async function readJson(response: Response): Promise<Record<string, unknown> | undefined> {
  if (response.status === 204) return {};
  const read: unknown = await response.json().catch(() => undefined);
  return read !== null && typeof read === "object" ? (read as Record<string, unknown>) : undefined;
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function errorsOf(answer: Record<string, unknown> | undefined): FieldError[] {
  if (Array.isArray(answer?.errors)) return answer.errors as FieldError[];
  const remedy = say("Copy what you wrote, load the page again and put it back.");
  return [{ field: "", message: say("The server refused this."), remedy }];
}

/** One line for the person who writes. */
export function inShort({ state, changes, conflict }: AutosaveStatus): string {
  switch (state) {
    case "saved":
      return say("Saved");
    case "saving":
      return say("Saving …");
    case "waiting":
      return changes === 1
        ? say("Waiting – 1 change kept on this page")
        : say("Waiting – {changes} changes kept on this page", { changes });
    case "conflict":
      return say("{name} changed this meanwhile", { name: conflict?.by || say("Another person") });
    case "refused":
      return say("Not saved");
    case "locked":
      return say("Locked: this can no longer be changed");
    case "signed-out":
      return say("Sign in again in another tab; this page keeps what you wrote");
  }
}

/** Numbers stay numbers, so that the server finds what it sent. */
export function asRevision(text: string | null): Revision {
  return text && /^\d+$/.test(text) ? Number(text) : (text ?? "");
}
