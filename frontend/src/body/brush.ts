import { row, type Topology } from "./topology";

/** A patch also counts as touched when this share of it lies under the brush. */
const COVERED_SHARE = 0.4;

function distance(points: Float32Array, index: number, to: readonly number[]): number {
  return Math.hypot(
    (points[index * 3] ?? 0) - (to[0] ?? 0),
    (points[index * 3 + 1] ?? 0) - (to[1] ?? 0),
    (points[index * 3 + 2] ?? 0) - (to[2] ?? 0),
  );
}

function isUnderBrush(
  topology: Topology,
  patch: number,
  point: readonly number[],
  radius: number,
): boolean {
  if (distance(topology.patchCentres, patch, point) <= radius) return true;
  const faces = row(topology.patchFaces, patch);
  let covered = 0;
  for (const face of faces) {
    if (distance(topology.faceCentres, face, point) <= radius) covered += 1;
  }
  return covered >= faces.length * COVERED_SHARE && covered > 0;
}

/**
 * The patches a brush takes: the one it rests on, and those joined to it through patches that are
 * themselves under the brush, so that a stroke never jumps from an arm to the trunk beside it.
 *
 * @param point Where the brush rests, metres.
 * @param radius Brush radius, metres.
 */
export function patchesUnderBrush(
  topology: Topology,
  start: number,
  point: readonly number[],
  radius: number,
): number[] {
  const taken = new Set([start]);
  const queue = [start];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const neighbour of topology.neighbours[next] ?? []) {
      if (taken.has(neighbour) || !isUnderBrush(topology, neighbour, point, radius)) continue;
      taken.add(neighbour);
      queue.push(neighbour);
    }
  }
  return [...taken];
}
