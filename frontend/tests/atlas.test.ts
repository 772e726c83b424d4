import { describe, expect, it } from "vitest";
import { ALL, compose, type Figure, marks } from "../src/atlas/figure";

const FIGURE: Figure = {
  name: "Temporalis",
  mark: "point",
  points: [
    { id: "temporalis.1", name: "front" },
    { id: "temporalis.2", name: "back" },
  ],
  sides: ["left", "right"],
  layers: [
    {
      point: "temporalis.1",
      side: "left",
      essential: [1],
      spillover: [2],
      weights: { 1: 0.7, 2: 0.2 },
      sites: [{ name: "front", symbol: "", point: [0, 1, 0] }],
    },
    {
      point: "temporalis.2",
      side: "left",
      essential: [2],
      spillover: [3],
      weights: { 2: 0.5, 3: 0.1 },
      sites: [{ name: "back", symbol: "", point: [0, 1, 1] }],
    },
    {
      point: "temporalis.1",
      side: "right",
      essential: [9],
      spillover: [],
      weights: { 9: 0.7 },
      sites: [{ name: "front", symbol: "", point: [0, 1, 0] }],
    },
  ],
};

describe("the figure of a page", () => {
  it("lays all points of one side over one another, main over spillover, stronger over weaker", () => {
    const shown = compose(FIGURE, ALL, "left");
    expect(shown.essential).toEqual([1, 2]);
    expect(shown.spillover).toEqual([3]);
    expect(shown.weights?.get(2)).toBe(0.5);
    expect(shown.sites.map(({ symbol }) => symbol)).toEqual(["✕1", "✕2"]);
  });

  it("shows one point alone, numbered as in the list and named", () => {
    const shown = compose(FIGURE, "temporalis.2", "left");
    expect(shown.essential).toEqual([2]);
    const [mark] = marks(shown);
    expect(mark?.symbol).toBe("✕2");
    expect(mark?.label).toBe("back");
  });

  it("keeps the sides apart", () => {
    expect(compose(FIGURE, ALL, "right").essential).toEqual([9]);
  });

  it("keeps the numbers that a region's list has", () => {
    const [layer] = FIGURE.layers;
    if (!layer) throw new Error("no layer");
    const sites = [
      { name: "Temporalis", symbol: "1", point: [0, 1, 0] as [number, number, number] },
    ];
    const region: Figure = { ...FIGURE, mark: "number", layers: [{ ...layer, sites }] };
    expect(compose(region, ALL, "left").sites[0]?.symbol).toBe("1");
  });
});
