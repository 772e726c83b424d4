import type { Side } from "../src/api/types";
import type { BodyData } from "../src/body/format";

const SIDES: readonly Side[] = ["left", "left", "right", "right"];
const NAMES = ["a", "b", "b", "a"];

/**
 * A flat strip of four square patches, one centimetre each, in the x-y plane and facing forward:
 * `a.left`, `b.left`, `b.right`, `a.right` from +2 cm to -2 cm.
 */
export function strip(): BodyData {
  const positions: number[] = [];
  for (let column = 0; column <= 4; column += 1) {
    const x = 0.02 - column * 0.01;
    positions.push(x, 0, 0, x, 0.01, 0);
  }
  const faces: number[] = [];
  for (let column = 0; column < 4; column += 1) {
    const corner = column * 2;
    faces.push(corner, corner + 1, corner + 2, corner + 1, corner + 3, corner + 2);
  }
  return {
    positions: Float32Array.from(positions),
    normals: new Int8Array(positions.length),
    faces: Uint32Array.from(faces),
    facePatch: Uint16Array.from([0, 0, 1, 1, 2, 2, 3, 3]),
    patches: NAMES.map((region, index) => ({
      id: `${region}.${SIDES[index]}.1`,
      region,
      side: SIDES[index] ?? "midline",
    })),
    regions: [],
  };
}
