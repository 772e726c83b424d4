import { BufferAttribute, BufferGeometry } from "three";
import { describe, expect, it } from "vitest";
import { armsAreInTheWay, splitArms } from "../src/body/arms";
import { buildTopology } from "../src/body/topology";
import { strip } from "./strip";

/** The strip with its outer patches on the arms and its inner ones on the thighs. */
function limbs() {
  const body = strip();
  body.regions = [
    { id: "a", name: "A", area: "hand", sides: ["left", "right"] },
    { id: "b", name: "B", area: "thigh", sides: ["left", "right"] },
  ];
  return { body, topology: buildTopology(body) };
}

const NONE = { spillover: [], sites: [] };

describe("the arms", () => {
  it("are in the way of what lies on the legs alone", () => {
    const { body, topology } = limbs();
    expect(armsAreInTheWay({ ...NONE, essential: [1, 2] }, body, topology)).toBe(true);
    expect(armsAreInTheWay({ ...NONE, essential: [1], spillover: [0] }, body, topology)).toBe(
      false,
    );
    expect(armsAreInTheWay({ ...NONE, essential: [] }, body, topology)).toBe(false);
  });

  it("stay while a mark is on them", () => {
    const { body, topology } = limbs();
    const at = (x: number) => ({ ...NONE, essential: [1], sites: [{ point: [x, 0, 0] as const }] });
    expect(armsAreInTheWay(at(0.005), body, topology)).toBe(true);
    expect(armsAreInTheWay(at(0.016), body, topology)).toBe(false);
  });

  it("are a surface of their own, and every face belongs to one of the two", () => {
    const { body } = limbs();
    const whole = new BufferGeometry();
    whole.setAttribute("position", new BufferAttribute(body.positions, 3));
    const { arms, rest } = splitArms(whole, body);
    expect([...arms.facePatch]).toEqual([0, 0, 3, 3]);
    expect([...rest.facePatch]).toEqual([1, 1, 2, 2]);
    expect(arms.geometry.index?.count).toBe(12);
    expect(arms.geometry.getAttribute("position")).toBe(whole.getAttribute("position"));
  });
});
