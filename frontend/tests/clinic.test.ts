import { describe, expect, it } from "vitest";
import { differing, shown } from "../src/clinic/fields";
import { byRegion, legend, percent, scaleTop, step } from "../src/clinic/heat-steps";
import { ACTIVITY_KEY, IdleClock, type Shelf } from "../src/clinic/idle";
import { actOf } from "../src/clinic/page";
import {
  addPoint,
  isDrawn,
  pack,
  read,
  type Stroke,
  toPath,
  unpack,
  write,
} from "../src/clinic/signature";
import { inWords, readPain, tell } from "../src/clinic/told";

const REGIONS = [
  { id: "temple", name: "Temple", area: "head", sides: ["left" as const, "right" as const] },
];

describe("a signature", () => {
  const strokes: Stroke[] = [
    [
      [10, 20],
      [13, 18],
      [600, 200],
    ],
    [[5, 5]],
  ];

  it("is kept as first points and steps, and comes back as it was", () => {
    expect(pack(strokes)[0]).toEqual([10, 20, 3, -2, 587, 182]);
    expect(unpack(pack(strokes))).toEqual(strokes);
  });

  it("is drawn as lines, and as a dot where the pen was only set down", () => {
    expect(toPath(strokes)).toBe("M10 20L13 18L600 200M5 5h0.1");
  });

  it("stays on the pad and skips steps that say nothing", () => {
    const pad: Stroke[] = [[]];
    expect(addPoint(pad, -5, 300)).toBe(true);
    expect(addPoint(pad, 0, 199)).toBe(false);
    expect(addPoint(pad, 9.6, 190)).toBe(true);
    expect(pad).toEqual([
      [
        [0, 200],
        [10, 190],
      ],
    ]);
    expect(addPoint([], 1, 1)).toBe(false);
  });

  it("needs more than a touch", () => {
    expect(isDrawn([[[1, 1]]])).toBe(false);
    expect(isDrawn([[1, 2, 3, 4, 5].map((x): [number, number] => [x, x])])).toBe(true);
  });

  it("is typed or drawn; anything else is none", () => {
    expect(read(write({ kind: "typed", name: "Maria" }))).toEqual({ kind: "typed", name: "Maria" });
    expect(read("")).toBeUndefined();
    expect(read("null")).toBeUndefined();
    expect(read('{"kind":"stamped"}')).toBeUndefined();
    expect(write(undefined)).toBe("");
  });
});

describe("a drawing in words", () => {
  const pain = [
    { patches: { "temple.left.1": 4, "temple.left.2": 7 }, qualities: ["ache"] },
    { region: "temple", side: "both" as const, intensity: 3, qualities: ["burning"] },
    { patches: { "throat.midline.1": 0 } },
  ];

  it("names every region once, the strongest first", () => {
    const told = tell(pain);
    expect(told.map(({ key, strongest }) => [key, strongest])).toEqual([
      ["temple.left", 7],
      ["temple.right", 3],
    ]);
    expect(told[0]?.qualities).toEqual(["ache", "burning"]);
  });

  it("reads as a sentence", () => {
    const [first] = tell(pain);
    expect(first && inWords(first, REGIONS)).toBe("Temple, left: 7 of 10, ache, burning");
  });

  it("reads a list or a case, and nothing else", () => {
    expect(readPain(JSON.stringify(pain))).toEqual(pain);
    expect(readPain(JSON.stringify({ pain }))).toEqual(pain);
    expect(readPain("")).toEqual([]);
    expect(readPain("{")).toEqual([]);
    expect(readPain("3")).toEqual([]);
  });
});

describe("the heat of many drawings", () => {
  const shares = { "temple.left.1": 0.12, "temple.left.2": 0.31, "temple.right.1": 0.004 };

  it("ends its scale at a round share", () => {
    expect(scaleTop(shares)).toBe(0.5);
    expect(scaleTop({})).toBe(0.05);
  });

  it("gives the legend the colours of the body", () => {
    for (const each of legend(0.5)) expect(step(each.share, 0.5)).toBe(each.step);
    expect(legend(0.5).at(-1)).toEqual({ step: 10, share: 0.5 });
    expect(step(0.001, 1)).toBe(1);
  });

  it("lists regions by their largest share", () => {
    expect(byRegion(shares, REGIONS)).toEqual([
      { name: "Temple, left", share: 0.31 },
      { name: "Temple, right", share: 0.004 },
    ]);
    expect([percent(0.31), percent(0.004), percent(0.05)]).toEqual(["31 %", "0.4 %", "5 %"]);
  });
});

describe("the time without use", () => {
  class Memory implements Shelf {
    kept = new Map<string, string>();
    getItem = (key: string) => this.kept.get(key) ?? null;
    setItem = (key: string, value: string) => void this.kept.set(key, value);
  }

  it("runs out, and starts again with every sign of life", () => {
    let now = 1_000_000;
    const clock = new IdleClock(10_000, () => now, undefined);
    now += 9000;
    expect(clock.left).toBe(1000);
    clock.touch();
    expect(clock.left).toBe(10_000);
    now += 20_000;
    expect(clock.left).toBe(0);
  });

  it("counts what is done in another tab", () => {
    let now = 1_000_000;
    const shelf = new Memory();
    const here = new IdleClock(10_000, () => now, shelf);
    const there = new IdleClock(10_000, () => now, shelf);
    now += 9000;
    there.touch();
    expect(here.left).toBe(10_000);
  });

  it("is not fooled by a time in the future", () => {
    let now = 1_000_000;
    const shelf = new Memory();
    const clock = new IdleClock(10_000, () => now, shelf);
    shelf.setItem(ACTIVITY_KEY, "9999999999999");
    now += 11_000;
    expect(clock.left).toBe(0);
  });
});

describe("keys", () => {
  const key = (name: string, held: object = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  });

  it("leave typing alone, except Ctrl-K and the lock", () => {
    expect(actOf(key("/"), true)).toBeUndefined();
    expect(actOf(key("?", { shiftKey: true }), true)).toBeUndefined();
    expect(actOf(key("k", { ctrlKey: true }), true)).toBe("search");
    expect(actOf(key("L", { ctrlKey: true, shiftKey: true }), true)).toBe("lock");
  });

  it("search, help and lock elsewhere", () => {
    expect(actOf(key("/"), false)).toBe("search");
    expect(actOf(key("?", { shiftKey: true }), false)).toBe("help");
    expect(actOf(key("k", { metaKey: true }), false)).toBe("search");
    expect(actOf(key("k"), false)).toBeUndefined();
    expect(actOf(key("/", { altKey: true }), false)).toBeUndefined();
  });
});

describe("two versions of a form", () => {
  it("differ field by field", () => {
    expect(differing({ s: "a", o: "b" }, { s: "a", o: "c", p: "d" })).toEqual(["o", "p"]);
    expect(differing({ s: ["a"] }, { s: ["a"] })).toEqual([]);
  });

  it("are shown as a reader reads", () => {
    expect([shown(""), shown(true), shown(["a", "b"]), shown([])]).toEqual([
      "(empty)",
      "yes",
      "a, b",
      "(none)",
    ]);
  });
});
