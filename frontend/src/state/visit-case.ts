import { RefusedError } from "../api/client";
import type { CaseFile, FieldError } from "../api/types";
import { Autosave, type AutosaveStatus, type Revision } from "./autosave";
import type { Workbench } from "./store";

/** How long leaving waits for the last save, in milliseconds. */
const LONGEST_GOODBYE = 4000;

interface StoredCase {
  revision: Revision;
  value: CaseFile;
}

/** The case of a visit: read from the record when the page opens, saved there as it changes. */
export class VisitCase {
  status: AutosaveStatus | undefined;
  /** The therapist's own case, after another person's was taken instead. */
  aside: CaseFile | undefined;
  private autosave: Autosave | undefined;
  private known = "";
  private settled: (() => void)[] = [];

  constructor(
    private readonly workbench: Workbench,
    private readonly url: string,
    private readonly csrf: string,
    private readonly locked: boolean,
  ) {}

  /** Fetches the stored case. */
  async read(): Promise<StoredCase | undefined> {
    try {
      return (await this.workbench.api.stored(this.url)) as StoredCase;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.say(error.errors, "The case of this visit could not be read. Load the page again.");
      return undefined;
    }
  }

  /** Shows the stored case; from then on every change of the workbench is saved. */
  begin(stored: StoredCase | undefined): void {
    if (!stored) return;
    this.workbench.take(stored.value);
    this.known = this.text();
    if (this.locked) return;
    this.autosave = new Autosave({
      url: this.url,
      revision: stored.revision,
      csrf: () => this.csrf,
      tell: (status) => this.hear(status),
    });
    this.workbench.subscribe((topic) => {
      if (topic === "case") this.keep();
    });
    addEventListener("online", () => this.autosave?.now());
    addEventListener("focus", () => this.autosave?.now());
    addEventListener("pagehide", () => this.autosave?.farewell());
    addEventListener("beforeunload", (event) => {
      if (this.autosave?.pending) event.preventDefault();
    });
  }

  /** Sends what is not sent; resolves when the server has it, or when waiting is of no use. */
  async finish(): Promise<boolean> {
    const { autosave } = this;
    if (!autosave?.pending) return true;
    autosave.now();
    await new Promise<void>((resolve) => {
      this.settled.push(resolve);
      setTimeout(resolve, LONGEST_GOODBYE);
    });
    return !autosave.pending;
  }

  keepMine(): void {
    this.autosave?.keepMine();
  }

  takeTheirs(): void {
    this.aside = this.workbench.caseFile();
    const theirs = this.autosave?.takeTheirs() as CaseFile | undefined;
    if (!theirs) return;
    this.workbench.take(theirs);
    this.known = this.text();
  }

  /** Puts the case that gave way back, as a change of its own. */
  putBack(): void {
    const mine = this.aside;
    this.aside = undefined;
    if (mine) this.workbench.take(mine);
  }

  private keep(): void {
    const text = this.text();
    if (text === this.known) return;
    this.known = text;
    this.autosave?.change(this.workbench.caseFile());
  }

  private text(): string {
    return JSON.stringify(this.workbench.caseFile());
  }

  private hear(status: AutosaveStatus): void {
    this.status = status;
    if (status.state === "refused") this.say(status.errors, "The case was not saved.");
    if (status.state !== "saving") for (const settle of this.settled.splice(0)) settle();
    this.workbench.tell("messages");
  }

  private say(errors: readonly FieldError[], first: string): void {
    const lines = errors.map(({ field, message, remedy }) => `${field}: ${message} ${remedy}`);
    this.workbench.say("bad", first, ...lines);
  }
}
