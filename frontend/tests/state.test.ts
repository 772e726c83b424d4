import { describe, expect, it } from "vitest";
import { RefusedError } from "../src/api/client";
import { fromCaseFile, LARGEST_FILE, readCaseText, toCaseFile } from "../src/state/case-file";
import { Drawing } from "../src/state/drawing";
import { inWords, toBits, toIds } from "../src/state/qualities";
import { strip } from "./strip";

const { patches } = strip();
const ACHE = { intensity: 5, qualities: 1 };

describe("the drawing", () => {
  it("undoes and redoes a whole stroke", () => {
    const drawing = new Drawing();
    drawing.beginStroke();
    drawing.put([0], ACHE);
    drawing.put([1, 2], ACHE);
    expect(drawing.endStroke()).toBe(true);
    expect(drawing.undo()).toBe(true);
    expect(drawing.isEmpty).toBe(true);
    expect(drawing.redo()).toBe(true);
    expect(drawing.current.size).toBe(3);
  });

  it("keeps no step for a stroke that changed nothing", () => {
    const drawing = new Drawing();
    expect(drawing.change((each) => each.put([0], undefined))).toBe(false);
    expect(drawing.canUndo).toBe(false);
  });

  it("erases with intensity 0", () => {
    const drawing = new Drawing();
    drawing.change((each) => each.put([0], ACHE));
    drawing.change((each) => each.put([0], { intensity: 0, qualities: 1 }));
    expect(drawing.isEmpty).toBe(true);
  });

  it("takes back a stroke that became a turn", () => {
    const drawing = new Drawing();
    drawing.beginStroke();
    drawing.put([0], ACHE);
    drawing.cancelStroke();
    expect(drawing.isEmpty).toBe(true);
    expect(drawing.canUndo).toBe(false);
  });

  it("can bring a cleared drawing back", () => {
    const drawing = new Drawing();
    drawing.change((each) => each.put([0, 1], ACHE));
    drawing.clear();
    drawing.undo();
    expect(drawing.current.size).toBe(2);
  });
});

describe("the case file", () => {
  const state = {
    age: 40,
    sex: "female" as const,
    marks: new Map([
      [0, ACHE],
      [2, { intensity: 8, qualities: 6 }],
    ]),
    history: new Map([["fever", true]]),
    findings: new Map([
      ["phalen.left", { id: "phalen", side: "left" as const, result: "positive" }],
    ]),
    conditions: new Set(["whiplash"]),
    factors: new Set<string>(),
  };

  it("comes back as it was written", () => {
    const file = toCaseFile(state, patches);
    expect(fromCaseFile(JSON.parse(JSON.stringify(file)), patches)).toEqual(state);
  });

  it("writes one entry for each set of words", () => {
    expect(toCaseFile(state, patches).pain).toEqual([
      { patches: { "a.left.1": 5 }, qualities: ["ache"] },
      { patches: { "b.right.1": 8 }, qualities: ["burning", "stabbing"] },
    ]);
  });

  it("leaves out what was not said", () => {
    const empty = { ...state, age: undefined, sex: undefined };
    expect(toCaseFile(empty, patches).client).toEqual({});
  });

  it("paints every patch of a region, on both sides where the file says so", () => {
    const file = { client: {}, history: {}, findings: [] };
    const one = fromCaseFile(
      { ...file, pain: [{ region: "a", side: "left", intensity: 7 }] },
      patches,
    );
    expect([...one.marks]).toEqual([[0, { intensity: 7, qualities: 0 }]]);
    const both = fromCaseFile({ ...file, pain: [{ region: "a", side: "both" }] }, patches);
    expect([...both.marks.keys()]).toEqual([0, 3]);
  });

  it.each([
    ["nothing", ""],
    ["half", '{"pain": ['],
    ["a list", "[]"],
    ["null", "null"],
  ])("refuses %s", (_, text) => expect(() => readCaseText(text)).toThrow(RefusedError));

  it("refuses a file too large to be a case", () => {
    expect(() => readCaseText(" ".repeat(LARGEST_FILE + 1))).toThrow(/larger than 2 MB/);
  });
});

describe("qualities", () => {
  it("are kept as bits and come back as words", () => {
    expect(toIds(toBits(["burning", "tight"]))).toEqual(["burning", "tight"]);
    expect(inWords(toBits(["numb", "ache"]))).toBe("ache, numb");
  });
});
