import { groupRows, type Rows, row, type Topology } from "./topology";

/** Corners around each vertex and the vertices one edge away. */
export interface Rings {
  degree: Uint16Array;
  neighbours: Rows;
}

export function buildRings(faces: Uint32Array, vertices: number): Rings {
  const { start, items } = groupRows(faces, vertices);
  const degree = new Uint16Array(vertices);
  for (let vertex = 0; vertex < vertices; vertex += 1) {
    degree[vertex] = (start[vertex + 1] ?? 0) - (start[vertex] ?? 0);
  }
  const next = items.map((corner) => faces[corner % 3 === 2 ? corner - 2 : corner + 1] ?? 0);
  return { degree, neighbours: { start, items: next } };
}

/**
 * Spreads values on patches over vertices, so that the edges of what is drawn are soft.
 *
 * A vertex takes the mean of the faces around it, halfway mixed with the mean of its neighbours.
 */
export class VertexField {
  private readonly sums: Float32Array;
  private readonly near: Uint8Array;

  constructor(
    private readonly faces: Uint32Array,
    private readonly topology: Topology,
    private readonly rings: Rings,
    private readonly channels: number,
  ) {
    this.sums = new Float32Array(rings.degree.length * channels);
    this.near = new Uint8Array(rings.degree.length);
  }

  clear(): void {
    this.sums.fill(0);
    this.near.fill(0);
  }

  /** Adds `values`, one for each channel and each from 0 to 1, to a patch. */
  add(patch: number, values: readonly number[]): void {
    const { faces, sums, near, channels, rings } = this;
    for (const face of row(this.topology.patchFaces, patch)) {
      for (let corner = face * 3; corner < face * 3 + 3; corner += 1) {
        const vertex = faces[corner] ?? 0;
        if (!near[vertex]) {
          near[vertex] = 1;
          for (const other of row(rings.neighbours, vertex)) near[other] ||= 2;
        }
        near[vertex] = 1;
        for (let channel = 0; channel < channels; channel += 1) {
          const place = vertex * channels + channel;
          sums[place] = (sums[place] ?? 0) + (values[channel] ?? 0);
        }
      }
    }
  }

  /** Writes every channel of every vertex as 0 to 255. */
  write(target: Uint8Array): void {
    const { near, channels, rings } = this;
    target.fill(0);
    for (let vertex = 0; vertex < near.length; vertex += 1) {
      if (!near[vertex]) continue;
      const ring = row(rings.neighbours, vertex);
      for (let channel = 0; channel < channels; channel += 1) {
        let around = 0;
        for (const other of ring) around += this.mean(other, channel);
        const value = (this.mean(vertex, channel) + around / (ring.length || 1)) / 2;
        target[vertex * channels + channel] = Math.round(Math.min(value, 1) * 255);
      }
    }
  }

  private mean(vertex: number, channel: number): number {
    const sum = this.sums[vertex * this.channels + channel] ?? 0;
    return sum / (this.rings.degree[vertex] || 1);
  }
}
