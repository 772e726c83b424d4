import { RefusedError } from "../api/client";
import type { Workbench } from "./store";

/** Name of the browser's own measure from the last change to the answer on the page. */
const RERANK_MEASURE = "palpate-rerank";

/** A stroke shorter than this, in milliseconds, is ranked once: when the finger is lifted. */
const LIVE_MS = 300;

/** Asks the server for a new ranking whenever the case changes; the newest question wins. */
export class Ranker {
  private waiting: AbortController | undefined;
  private live = 0;

  constructor(private readonly workbench: Workbench) {
    workbench.subscribe((topic) => {
      if (topic === "case") this.askNow();
      if (topic === "drawing" && !this.live) {
        this.live = window.setTimeout(() => void this.askLive(), LIVE_MS);
      }
    });
  }

  private askNow(): void {
    clearTimeout(this.live);
    this.live = 0;
    void this.ask(performance.now());
  }

  /** While a long stroke is being made: one question at a time. */
  private async askLive(): Promise<void> {
    await this.ask();
    this.live = 0;
  }

  /** @param since When the change was final; measured until the answer's first frame. */
  private async ask(since?: number): Promise<void> {
    const { workbench } = this;
    this.waiting?.abort();
    const mine = new AbortController();
    this.waiting = mine;
    try {
      const answer = await workbench.api.reason(workbench.caseFile(), mine.signal);
      if (this.waiting === mine) workbench.rank(answer);
    } catch (error) {
      if (mine.signal.aborted) return;
      if (!(error instanceof RefusedError)) throw error;
      workbench.refuse(error.errors);
    }
    if (since === undefined) return;
    requestAnimationFrame(() => performance.measure(RERANK_MEASURE, { start: since }));
  }
}
