/** Points of one movement of the pen, in the pad's own units. */
export type Stroke = [number, number][];

export type Signature =
  | { kind: "drawn"; width: number; height: number; strokes: number[][] }
  | { kind: "typed"; name: string };

export const WIDTH = 600;
export const HEIGHT = 200;
/** Steps smaller than this say nothing about the hand. */
const SMALLEST_STEP = 2;
const MOST_POINTS = 4000;

/** First point, then steps: half the length of the points themselves. */
export function pack(strokes: readonly Stroke[]): number[][] {
  return strokes.map((stroke) => {
    const numbers: number[] = [];
    let [lastX, lastY] = [0, 0];
    for (const [x, y] of stroke) {
      numbers.push(x - lastX, y - lastY);
      [lastX, lastY] = [x, y];
    }
    return numbers;
  });
}

export function unpack(packed: readonly (readonly number[])[]): Stroke[] {
  return packed.map((numbers) => {
    const stroke: Stroke = [];
    let [x, y] = [0, 0];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      x += numbers[i] ?? 0;
      y += numbers[i + 1] ?? 0;
      stroke.push([x, y]);
    }
    return stroke;
  });
}

/** Adds a point unless it lies on the last one or the signature is already very long. */
export function addPoint(strokes: Stroke[], x: number, y: number): boolean {
  const stroke = strokes.at(-1);
  const points = strokes.reduce((sum, { length }) => sum + length, 0);
  if (!stroke || points >= MOST_POINTS) return false;
  const point: [number, number] = [clamp(x, WIDTH), clamp(y, HEIGHT)];
  const last = stroke.at(-1);
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < SMALLEST_STEP) return false;
  stroke.push(point);
  return true;
}

function clamp(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(most, value)));
}

/** One SVG path through all strokes; a dot where the pen was only set down. */
export function toPath(strokes: readonly Stroke[]): string {
  return strokes
    .map((stroke) => {
      const [first, ...others] = stroke;
      if (!first) return "";
      const lines = others.map(([x, y]) => `L${x} ${y}`).join("");
      return `M${first[0]} ${first[1]}${lines || "h0.1"}`;
    })
    .join("");
}

/** The pen was moved, not only set down. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, { length }) => sum + length, 0) >= 5;
}

export function write(signature: Signature | undefined): string {
  return signature ? JSON.stringify(signature) : "";
}

export function read(text: string): Signature | undefined {
  try {
    const found = JSON.parse(text) as Partial<Signature>;
    if (found.kind === "typed" && typeof found.name === "string") return found as Signature;
    if (found.kind === "drawn" && Array.isArray(found.strokes)) return found as Signature;
  } catch {
    return undefined;
  }
  return undefined;
}
