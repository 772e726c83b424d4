/** What the client feels at one patch: intensity 1 to 10 and a set of qualities as bits. */
export interface Mark {
  intensity: number;
  qualities: number;
}

type Marks = ReadonlyMap<number, Mark>;

const STEPS_KEPT = 200;

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return a?.intensity === b?.intensity && a?.qualities === b?.qualities;
}

/** The client's own drawing, patch by patch, with undo and redo by stroke. */
export class Drawing {
  private marks = new Map<number, Mark>();
  private past: Marks[] = [];
  private future: Marks[] = [];
  private beforeStroke: Marks | undefined;

  get current(): Marks {
    return this.marks;
  }

  get isEmpty(): boolean {
    return this.marks.size === 0;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Changes until `endStroke` are undone together. */
  beginStroke(): void {
    this.beforeStroke ??= new Map(this.marks);
  }

  /** Returns whether the stroke changed anything. */
  endStroke(): boolean {
    const before = this.beforeStroke;
    this.beforeStroke = undefined;
    if (!before || this.equals(before)) return false;
    this.past = [...this.past, before].slice(-STEPS_KEPT);
    this.future = [];
    return true;
  }

  /** Takes back everything since `beginStroke`, as when a second finger turns the body instead. */
  cancelStroke(): void {
    if (this.beforeStroke) this.marks = new Map(this.beforeStroke);
    this.beforeStroke = undefined;
  }

  /** Sets or, with no mark or intensity 0, erases patches; returns whether anything changed. */
  put(patches: Iterable<number>, mark: Mark | undefined): boolean {
    const next = mark && mark.intensity > 0 ? mark : undefined;
    let changed = false;
    for (const patch of patches) {
      if (same(this.marks.get(patch), next)) continue;
      changed = true;
      if (next) this.marks.set(patch, next);
      else this.marks.delete(patch);
    }
    return changed;
  }

  /** Makes one undoable change. */
  change(edit: (drawing: Drawing) => void): boolean {
    this.beginStroke();
    edit(this);
    return this.endStroke();
  }

  clear(): boolean {
    return this.change(() => {
      this.marks = new Map();
    });
  }

  /** Replaces everything and forgets the history of strokes. */
  replace(marks: Marks): void {
    this.marks = new Map(marks);
    this.past = [];
    this.future = [];
    this.beforeStroke = undefined;
  }

  undo(): boolean {
    return this.step(this.past, this.future);
  }

  redo(): boolean {
    return this.step(this.future, this.past);
  }

  private step(from: Marks[], to: Marks[]): boolean {
    const marks = from.pop();
    if (!marks) return false;
    to.push(this.marks);
    this.marks = new Map(marks);
    return true;
  }

  private equals(other: Marks): boolean {
    if (other.size !== this.marks.size) return false;
    for (const [patch, mark] of this.marks) if (!same(other.get(patch), mark)) return false;
    return true;
  }
}
