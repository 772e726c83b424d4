import { BufferAttribute, BufferGeometry } from "three";
import type { BodyData } from "./format";
import type { Zones } from "./paint-layer";
import type { Topology } from "./topology";

const ARMS: ReadonlySet<string> = new Set(["arm", "hand"]);
const BELOW_THE_CHEST: ReadonlySet<string> = new Set([
  "abdomen",
  "low_back",
  "pelvis",
  "thigh",
  "knee",
  "leg",
  "foot",
]);

/** The area of the body in which each patch lies. */
function areasOf({ regions, patches }: BodyData): string[] {
  const areas = new Map(regions.map(({ id, area }) => [id, area]));
  return patches.map(({ region }) => areas.get(region) ?? "");
}

/** Whether the arms only hide what is shown: all of it lies below the chest, and none on an arm. */
export function armsAreInTheWay(
  shown: Zones & { sites: readonly { point: readonly [number, number, number] }[] },
  body: BodyData,
  topology: Topology,
): boolean {
  const areas = areasOf(body);
  const zones = [...shown.essential, ...shown.spillover];
  if (zones.length === 0) return false;
  if (!zones.every((patch) => BELOW_THE_CHEST.has(areas[patch] ?? ""))) return false;
  return shown.sites.every(({ point }) => !ARMS.has(areas[nearest(point, topology)] ?? ""));
}

function nearest(point: readonly [number, number, number], { patchCentres }: Topology): number {
  let best = 0;
  let least = Infinity;
  for (let patch = 0; patch * 3 < patchCentres.length; patch += 1) {
    const away = Math.hypot(
      ...point.map((axis, k) => axis - (patchCentres[patch * 3 + k] ?? Infinity)),
    );
    if (away < least) [best, least] = [patch, away];
  }
  return best;
}

/** A part of the surface, and the patch of each of its faces. */
export interface Part {
  geometry: BufferGeometry;
  facePatch: Uint16Array;
}

/** The arms and all the rest as two surfaces that share the vertices of the whole. */
export function splitArms(whole: BufferGeometry, body: BodyData): { arms: Part; rest: Part } {
  const areas = areasOf(body);
  const onArm = Array.from(body.facePatch, (patch) => ARMS.has(areas[patch] ?? ""));
  const part = (wanted: boolean): Part => {
    const faces = [...onArm.keys()].filter((face) => onArm[face] === wanted);
    const corners = faces.flatMap((face) => [...body.faces.subarray(face * 3, face * 3 + 3)]);
    const geometry = new BufferGeometry();
    for (const [name, attribute] of Object.entries(whole.attributes)) {
      geometry.setAttribute(name, attribute);
    }
    geometry.setIndex(new BufferAttribute(Uint32Array.from(corners), 1));
    const facePatch = Uint16Array.from(faces, (face) => body.facePatch[face] ?? 0);
    return { geometry, facePatch };
  };
  return { arms: part(true), rest: part(false) };
}
