/** What a pointer asks of the body, in pixels from the picture's top left corner. */
export interface Gestures {
  strokeStart(x: number, y: number): void;
  strokeMove(x: number, y: number): void;
  strokeEnd(): void;
  strokeCancel(): void;
  hover(x: number, y: number): void;
  leave(): void;
  turn(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  /** Whether the first finger or button turns the body instead of drawing. */
  turnsOnly(): boolean;
  /** Whether the wheel is left to the page, unless Ctrl is held or fingers are pinched. */
  wheelScrolls?(): boolean;
}

interface Place {
  x: number;
  y: number;
}

type Doing = "nothing" | "stroke" | "turn" | "pan" | "pinch";

/** Fingers, pens and mice on one element, turned into strokes, turns and zooms. */
export class PointerReader {
  private readonly pointers = new Map<number, Place>();
  private doing: Doing = "nothing";

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: Gestures,
  ) {
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.up(event, false));
    element.addEventListener("pointercancel", (event) => this.up(event, true));
    element.addEventListener("pointerleave", () => gestures.leave());
    element.addEventListener("contextmenu", (event) => event.preventDefault());
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  private place(event: MouseEvent): Place {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    const place = this.place(event);
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, place);
    if (this.pointers.size > 1) {
      if (this.doing === "stroke") this.gestures.strokeCancel();
      this.doing = "pinch";
    } else if (event.button === 1 || (event.button === 0 && event.shiftKey)) {
      this.doing = "pan";
    } else if (event.button !== 0 || this.gestures.turnsOnly()) {
      this.doing = "turn";
    } else {
      this.doing = "stroke";
      this.gestures.strokeStart(place.x, place.y);
    }
  }

  private move(event: PointerEvent): void {
    const place = this.place(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.gestures.hover(place.x, place.y);
      return;
    }
    const [dx, dy] = [place.x - before.x, place.y - before.y];
    if (this.doing === "stroke") this.gestures.strokeMove(place.x, place.y);
    else if (this.doing === "turn") this.gestures.turn(dx, dy);
    else if (this.doing === "pan") this.gestures.pan(dx, dy);
    else if (this.doing === "pinch") this.pinch(event.pointerId, before, place);
    this.pointers.set(event.pointerId, place);
  }

  private pinch(id: number, before: Place, now: Place): void {
    const other = [...this.pointers].find(([pointer]) => pointer !== id)?.[1];
    if (!other) return;
    const apart = (a: Place) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 1);
    this.gestures.zoom(apart(before) / apart(now), (now.x + other.x) / 2, (now.y + other.y) / 2);
    this.gestures.turn((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  private up(event: PointerEvent, cancelled: boolean): void {
    if (!this.pointers.delete(event.pointerId)) return;
    if (this.doing === "stroke") {
      if (cancelled) this.gestures.strokeCancel();
      else this.gestures.strokeEnd();
    }
    if (this.pointers.size === 0) this.doing = "nothing";
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && this.gestures.wheelScrolls?.()) return;
    event.preventDefault();
    const { x, y } = this.place(event);
    this.gestures.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x, y);
  }
}
