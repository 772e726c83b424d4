import type { Vector3 } from "three";
import type { Workbench } from "../state/store";
import { patchesUnderBrush } from "./brush";
import type { Hit } from "./picker";

/** Longest gap between two touches of one stroke, in pixels. */
const STEP = 6;
/** Touches tried between two pointer events. */
const MOST_STEPS = 24;

/** Turns a stroke on the screen into marks on patches. */
export class Painter {
  private last: { x: number; y: number } | undefined;

  constructor(
    private readonly workbench: Workbench,
    private readonly pick: (x: number, y: number) => Hit | undefined,
  ) {}

  start(x: number, y: number): void {
    this.workbench.drawing.beginStroke();
    this.last = { x, y };
    this.touchAll([[x, y]]);
  }

  move(x: number, y: number): void {
    const last = this.last;
    if (!last) return;
    const steps = Math.min(MOST_STEPS, Math.ceil(Math.hypot(x - last.x, y - last.y) / STEP));
    const points: [number, number][] = [];
    for (let step = 1; step <= steps; step += 1) {
      const share = step / steps;
      points.push([last.x + (x - last.x) * share, last.y + (y - last.y) * share]);
    }
    this.last = { x, y };
    this.touchAll(points);
  }

  end(): void {
    this.last = undefined;
    if (this.workbench.drawing.endStroke()) this.workbench.tell("case");
  }

  cancel(): void {
    this.last = undefined;
    this.workbench.drawing.cancelStroke();
    this.workbench.tell("drawing");
  }

  /** Paints or erases at one place, as one undoable change. */
  dab(hit: Hit, erase: boolean): void {
    this.workbench.edit(() => this.touch(hit, erase));
  }

  private touchAll(points: readonly [number, number][]): void {
    let changed = false;
    for (const [x, y] of points) {
      const hit = this.pick(x, y);
      if (hit && this.touch(hit, this.workbench.brush.tool === "erase")) changed = true;
    }
    if (changed) this.workbench.tell("drawing");
  }

  private touch({ point, patch }: Hit, erase: boolean): boolean {
    const { brush, topology, drawing } = this.workbench;
    if (!topology) return false;
    const patches = patchesUnderBrush(topology, patch, asPlace(point), brush.radius);
    const all = brush.mirror
      ? [...patches, ...patches.map((each) => topology.mirror[each] ?? each)]
      : patches;
    const { intensity, qualities } = brush;
    return drawing.put(all, erase ? undefined : { intensity, qualities });
  }
}

function asPlace({ x, y, z }: Vector3): [number, number, number] {
  return [x, y, z];
}
