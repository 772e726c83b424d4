import type { BodyData } from "./format";

/** Rows of varying length kept in two flat arrays. */
export interface Rows {
  start: Uint32Array;
  items: Uint32Array;
}

export function row(rows: Rows, index: number): Uint32Array {
  return rows.items.subarray(rows.start[index] ?? 0, rows.start[index + 1] ?? 0);
}

/** Groups item `i` under `owner[i]`, keeping the order of the items. */
export function groupRows(owner: ArrayLike<number>, owners: number): Rows {
  const start = new Uint32Array(owners + 1);
  for (let i = 0; i < owner.length; i += 1) {
    const next = (owner[i] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let i = 0; i < owners; i += 1) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const cursor = start.slice(0, owners);
  const items = new Uint32Array(owner.length);
  for (let i = 0; i < owner.length; i += 1) {
    const group = owner[i] ?? 0;
    const place = cursor[group] ?? 0;
    items[place] = i;
    cursor[group] = place + 1;
  }
  return { start, items };
}

/** What the drawing tools need to know of how patches lie on the surface. */
export interface Topology {
  /** Centre of every face, three numbers each. */
  faceCentres: Float32Array;
  /** Faces of each patch. */
  patchFaces: Rows;
  /** Patches that share an edge or a corner with each patch. */
  neighbours: number[][];
  /** Centre of every patch, three numbers each. */
  patchCentres: Float32Array;
  /** Outward direction of every patch, three numbers each, not normalised. */
  patchNormals: Float32Array;
  /** The patch on the other side of the body, or itself on the midline. */
  mirror: Uint16Array;
}

export function buildTopology(body: BodyData): Topology {
  const { patches } = body;
  const patchFaces = groupRows(body.facePatch, patches.length);
  const { faceCentres, patchCentres, patchNormals } = measure(body);
  return {
    faceCentres,
    patchFaces,
    patchCentres,
    patchNormals,
    neighbours: findNeighbours(body),
    mirror: findMirrors(body, patchCentres),
  };
}

function measure({ positions, faces, facePatch, patches }: BodyData) {
  const faceCentres = new Float32Array(faces.length);
  const patchCentres = new Float32Array(patches.length * 3);
  const patchNormals = new Float32Array(patches.length * 3);
  const areas = new Float32Array(patches.length);
  const at = (vertex: number, axis: number) => positions[vertex * 3 + axis] ?? 0;
  for (let face = 0; face < facePatch.length; face += 1) {
    const [a, b, c] = [faces[face * 3] ?? 0, faces[face * 3 + 1] ?? 0, faces[face * 3 + 2] ?? 0];
    const [ux, uy, uz] = [at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)];
    const [vx, vy, vz] = [at(c, 0) - at(a, 0), at(c, 1) - at(a, 1), at(c, 2) - at(a, 2)];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const area = Math.hypot(...normal) / 2;
    const patch = facePatch[face] ?? 0;
    areas[patch] = (areas[patch] ?? 0) + area;
    for (let axis = 0; axis < 3; axis += 1) {
      const centre = (at(a, axis) + at(b, axis) + at(c, axis)) / 3;
      faceCentres[face * 3 + axis] = centre;
      const place = patch * 3 + axis;
      patchCentres[place] = (patchCentres[place] ?? 0) + centre * area;
      patchNormals[place] = (patchNormals[place] ?? 0) + (normal[axis] ?? 0);
    }
  }
  for (let i = 0; i < patchCentres.length; i += 1) {
    patchCentres[i] = (patchCentres[i] ?? 0) / (areas[Math.floor(i / 3)] || 1);
  }
  return { faceCentres, patchCentres, patchNormals };
}

function findNeighbours({ positions, faces, facePatch, patches }: BodyData): number[][] {
  const firstPatch = new Int32Array(positions.length / 3).fill(-1);
  const pairs = new Set<number>();
  for (let corner = 0; corner < faces.length; corner += 1) {
    const vertex = faces[corner] ?? 0;
    const patch = facePatch[Math.floor(corner / 3)] ?? 0;
    const seen = firstPatch[vertex] ?? -1;
    if (seen < 0) firstPatch[vertex] = patch;
    else if (seen !== patch) pairs.add(seen * 65536 + patch).add(patch * 65536 + seen);
  }
  const neighbours: number[][] = patches.map(() => []);
  for (const pair of pairs) neighbours[Math.floor(pair / 65536)]?.push(pair % 65536);
  return neighbours;
}

function findMirrors({ patches }: BodyData, centres: Float32Array): Uint16Array {
  const groups = new Map<string, number[]>();
  patches.forEach((patch, index) => {
    const key = `${patch.region}.${patch.side}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const opposite = { left: "right", right: "left", midline: "midline" } as const;
  return Uint16Array.from(patches, (patch, index) => {
    const others = groups.get(`${patch.region}.${opposite[patch.side]}`) ?? [index];
    const distance = (other: number) =>
      Math.hypot(
        (centres[other * 3] ?? 0) + (centres[index * 3] ?? 0),
        (centres[other * 3 + 1] ?? 0) - (centres[index * 3 + 1] ?? 0),
        (centres[other * 3 + 2] ?? 0) - (centres[index * 3 + 2] ?? 0),
      );
    return others.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  });
}
