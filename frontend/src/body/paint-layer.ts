import {
  BufferAttribute,
  type BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
} from "three";
import type { Mark } from "../state/drawing";
import { QUALITIES } from "../state/qualities";
import type { BodyData } from "./format";
import type { Topology } from "./topology";
import { buildRings, VertexField } from "./vertex-field";

/** Zones of a source laid over the drawing, as patch indices. */
export interface Zones {
  essential: readonly number[];
  spillover: readonly number[];
  /** How strongly each patch is felt, 0 to 1; without it all are drawn alike. */
  weights?: ReadonlyMap<number, number>;
}

/** Covered, heat, then one for each quality. */
const PAINT_CHANNELS = 2 + QUALITIES.length;
/** Essential, spillover, how strongly, and one that keeps the rows on four bytes. */
const ZONE_CHANNELS = 4;
/** The weight at which a main zone is tinted as it always is in the workbench. */
const USUAL_WEIGHT = 0.27;

/** Keeps the geometry's attributes for the drawing and for the zones up to date. */
export class PaintLayer {
  private readonly paint: VertexField;
  private readonly zones: VertexField;
  private readonly paintBuffer: InterleavedBuffer;
  private readonly zoneAttribute: BufferAttribute;

  constructor(geometry: BufferGeometry, body: BodyData, topology: Topology) {
    const vertices = body.positions.length / 3;
    const rings = buildRings(body.faces, vertices);
    this.paint = new VertexField(body.faces, topology, rings, PAINT_CHANNELS);
    this.zones = new VertexField(body.faces, topology, rings, ZONE_CHANNELS);
    const bytes = new Uint8Array(vertices * PAINT_CHANNELS);
    this.paintBuffer = new InterleavedBuffer(bytes, PAINT_CHANNELS).setUsage(DynamicDrawUsage);
    this.zoneAttribute = new BufferAttribute(
      new Uint8Array(vertices * ZONE_CHANNELS),
      ZONE_CHANNELS,
      true,
    );
    const part = (offset: number) =>
      new InterleavedBufferAttribute(this.paintBuffer, 4, offset, true);
    geometry.setAttribute("paint", part(0));
    geometry.setAttribute("words", part(4));
    geometry.setAttribute("zones", this.zoneAttribute);
  }

  showDrawing(marks: ReadonlyMap<number, Mark>): void {
    this.paint.clear();
    for (const [patch, { intensity, qualities }] of marks) {
      const words = QUALITIES.map(({ bit }) => (qualities & bit ? 1 : 0));
      this.paint.add(patch, [1, intensity / 10, ...words]);
    }
    this.paint.write(this.paintBuffer.array as Uint8Array);
    this.paintBuffer.needsUpdate = true;
  }

  showZones(zones: Zones | undefined): void {
    this.zones.clear();
    const weight = (patch: number) => zones?.weights?.get(patch) ?? USUAL_WEIGHT;
    for (const patch of zones?.essential ?? []) this.zones.add(patch, [1, 0, weight(patch), 0]);
    for (const patch of zones?.spillover ?? []) this.zones.add(patch, [0, 1, weight(patch), 0]);
    this.zones.write(this.zoneAttribute.array as Uint8Array);
    this.zoneAttribute.needsUpdate = true;
  }
}
