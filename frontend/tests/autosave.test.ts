import { beforeEach, describe, expect, it } from "vitest";
import { Autosave, type AutosaveStatus, inShort, type Timer } from "../src/state/autosave";

class Clock implements Timer {
  waiting = new Map<number, { act: () => void; after: number }>();
  private last = 0;

  start(act: () => void, after: number): number {
    this.last += 1;
    this.waiting.set(this.last, { act, after });
    return this.last;
  }

  stop(id: number): void {
    this.waiting.delete(id);
  }

  get next(): number | undefined {
    return [...this.waiting.values()][0]?.after;
  }

  async ring(): Promise<void> {
    const [first] = this.waiting;
    if (!first) throw new Error("Nothing is waiting.");
    this.waiting.delete(first[0]);
    first[1].act();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

interface Sent {
  revision: number;
  value: unknown;
}

describe("autosave", () => {
  let clock: Clock;
  let answers: (() => Response | Promise<Response>)[];
  let sent: Sent[];
  let headers: Headers;
  let told: AutosaveStatus[];
  let autosave: Autosave;

  beforeEach(() => {
    clock = new Clock();
    answers = [];
    sent = [];
    told = [];
    autosave = new Autosave({
      url: "/draft",
      revision: 1,
      csrf: () => "token",
      tell: (status) => told.push(status),
      timer: clock,
      send: async (_input, init) => {
        sent.push(JSON.parse(String(init?.body)) as Sent);
        headers = new Headers(init?.headers);
        const answer = answers.shift();
        if (!answer) throw new TypeError("offline");
        return answer();
      },
    });
  });

  const state = () => autosave.status.state;

  it("sends the newest value once the typing pauses, with token and revision", async () => {
    answers.push(() => json(200, { revision: 2 }));
    autosave.change("a");
    autosave.change("ab");
    expect(clock.waiting.size).toBe(1);
    await clock.ring();
    expect(sent).toEqual([{ revision: 1, value: "ab" }]);
    expect(headers.get("X-CSRFToken")).toBe("token");
    expect(state()).toBe("saved");
    expect(autosave.revision).toBe(2);
    expect(autosave.pending).toBe(false);
  });

  it("keeps what could not be sent, says how much, and asks ever more slowly", async () => {
    autosave.change("a");
    await clock.ring();
    autosave.change("ab");
    expect(inShort(autosave.status)).toBe("Waiting – 2 changes kept on this page");
    const pauses = [];
    for (let i = 0; i < 7; i += 1) {
      pauses.push(clock.next);
      await clock.ring();
    }
    expect(pauses).toEqual([2000, 4000, 8000, 16000, 32000, 60000, 60000]);
    answers.push(() => json(200, { revision: 2 }));
    autosave.now();
    await settled();
    expect(sent.at(-1)).toEqual({ revision: 1, value: "ab" });
    expect(state()).toBe("saved");
  });

  it.each([500, 503, 429, 408])("asks again after the answer %i", async (status) => {
    answers.push(() => json(status, {}));
    autosave.change("a");
    await clock.ring();
    expect(state()).toBe("waiting");
    expect(clock.waiting.size).toBe(1);
  });

  it("sends again what was written while the answer was on its way", async () => {
    answers.push(() => {
      autosave.change("ab");
      return json(200, { revision: 2 });
    });
    answers.push(() => json(200, { revision: 3 }));
    autosave.change("a");
    await clock.ring();
    expect(state()).toBe("saving");
    await clock.ring();
    expect(sent.at(-1)).toEqual({ revision: 2, value: "ab" });
    expect(state()).toBe("saved");
  });

  describe("when another person changed the same", () => {
    beforeEach(async () => {
      answers.push(() => json(409, { revision: 5, value: "theirs", by: "Anna Berg" }));
      autosave.change("mine");
      await clock.ring();
    });

    it("says so and sends nothing until it is decided", () => {
      expect(inShort(autosave.status)).toBe("Anna Berg changed this meanwhile");
      autosave.change("mine too");
      expect(clock.waiting.size).toBe(0);
      expect(autosave.pending).toBe(true);
    });

    it("keeps mine on top of their revision", async () => {
      answers.push(() => json(200, { revision: 6 }));
      autosave.change("mine too");
      autosave.keepMine();
      await settled();
      expect(sent.at(-1)).toEqual({ revision: 5, value: "mine too" });
      expect(state()).toBe("saved");
    });

    it("takes theirs and goes on from there", async () => {
      expect(autosave.takeTheirs()).toBe("theirs");
      expect(state()).toBe("saved");
      answers.push(() => json(200, { revision: 6 }));
      autosave.change("theirs and mine");
      await clock.ring();
      expect(sent.at(-1)).toEqual({ revision: 5, value: "theirs and mine" });
    });
  });

  it("knows its own words again when only the answer was lost", async () => {
    autosave.change({ s: "a", o: "b" });
    await clock.ring();
    answers.push(() => json(409, { revision: 2, value: { o: "b", s: "a" }, by: "Me" }));
    await clock.ring();
    expect(state()).toBe("saved");
    expect(autosave.revision).toBe(2);
  });

  it("shows what the server found wrong, and tries again with the next change", async () => {
    const errors = [{ field: "pain", message: "Too many.", remedy: "Draw fewer." }];
    answers.push(
      () => json(422, { errors }),
      () => json(200, { revision: 2 }),
    );
    autosave.change("a");
    await clock.ring();
    expect(autosave.status.errors).toEqual(errors);
    expect(clock.waiting.size).toBe(0);
    autosave.now();
    expect(sent).toHaveLength(1);
    autosave.change("b");
    await clock.ring();
    expect(state()).toBe("saved");
  });

  it("stops at a locked note, and keeps what was written", async () => {
    answers.push(() => json(423, {}));
    autosave.change("a");
    await clock.ring();
    autosave.change("ab");
    expect(state()).toBe("locked");
    expect(clock.waiting.size).toBe(0);
    expect(autosave.pending).toBe(true);
  });

  it.each([
    ["401", () => json(401, {})],
    ["403", () => json(403, {})],
    ["the page for signing in", () => new Response("<!doctype html>", { status: 200 })],
  ])("knows a session that has ended by %s", async (_name, answer) => {
    answers.push(answer, () => json(200, { revision: 2 }));
    autosave.change("a");
    await clock.ring();
    expect(state()).toBe("signed-out");
    autosave.now();
    await settled();
    expect(state()).toBe("saved");
  });

  it("sends the last change when the page is left", async () => {
    answers.push(() => json(200, { revision: 2 }));
    autosave.farewell();
    expect(sent).toHaveLength(0);
    autosave.change("a");
    autosave.farewell();
    await settled();
    expect(sent).toEqual([{ revision: 1, value: "a" }]);
  });
});
