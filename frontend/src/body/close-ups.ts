import type { Side } from "../api/types";

export const FRONT = 0;
export const LEFT = Math.PI / 2;
export const BACK = Math.PI;
export const RIGHT = -Math.PI / 2;

/** A close-up: the areas it frames, on one side or all, seen from where. */
export interface CloseUp {
  id: string;
  name: string;
  areas: readonly string[];
  side: Side | "all";
  azimuth: number;
  elevation: number;
}

const LEVEL = 0.02;
const HEAD = ["head", "face"];

function closeUp(
  id: string,
  name: string,
  areas: readonly string[],
  azimuth: number,
  { side = "all", elevation = LEVEL }: { side?: Side | "all"; elevation?: number } = {},
): CloseUp {
  return { id, name, areas, side, azimuth, elevation };
}

/** Both sides of one close-up; the camera swings `turn` outwards on each. */
function pair(id: string, name: string, area: string, towards: number, turn: number): CloseUp[] {
  const sides = ["left", "right"] as const;
  return sides.map((side) => {
    const azimuth = side === "left" ? towards + turn : towards - turn;
    return closeUp(`${id}_${side}`, `${name}, ${side}`, [area], azimuth, { side });
  });
}

/** The close-ups by group, in the order of the menu. */
export const CLOSE_UPS: Readonly<Record<string, readonly CloseUp[]>> = {
  "Head and neck": [
    closeUp("face", "Face", HEAD, FRONT),
    closeUp("head_left", "Head, left", HEAD, LEFT),
    closeUp("head_right", "Head, right", HEAD, RIGHT),
    closeUp("head_back", "Back of head", HEAD, BACK),
    closeUp("head_top", "Top of head", HEAD, FRONT, { elevation: 1.2 }),
    closeUp("neck_front", "Front of neck", ["neck", "face"], FRONT, { elevation: -0.15 }),
    closeUp("neck_back", "Back of neck", ["neck", "head"], BACK),
  ],
  "Trunk and shoulders": [
    ...pair("shoulder", "Shoulder", "shoulder", FRONT, 0.6),
    ...pair("shoulder_back", "Shoulder from behind", "shoulder", BACK, -0.4),
    closeUp("chest", "Chest", ["chest"], FRONT),
    closeUp("upper_back", "Upper back", ["upper_back", "shoulder"], BACK, { elevation: 0.1 }),
    closeUp("abdomen", "Abdomen", ["abdomen"], FRONT),
    closeUp("low_back", "Low back and buttocks", ["low_back", "pelvis"], BACK),
  ],
  "Arms and hands": [
    ...pair("arm", "Arm, front", "arm", FRONT, 0),
    ...pair("arm_back", "Arm, back", "arm", BACK, 0),
    ...pair("palm", "Palm", "hand", FRONT, -0.25),
    ...pair("hand_back", "Back of hand", "hand", BACK, -0.25),
  ],
  "Legs and feet": [
    closeUp("thighs", "Thighs", ["thigh"], FRONT),
    closeUp("thighs_back", "Thighs, back", ["thigh"], BACK),
    closeUp("knees", "Knees", ["knee"], FRONT),
    closeUp("calves", "Calves", ["leg"], BACK),
    closeUp("feet", "Feet", ["foot"], FRONT, { elevation: 0.5 }),
    closeUp("soles", "Soles", ["foot"], BACK, { elevation: -1.2 }),
  ],
};
