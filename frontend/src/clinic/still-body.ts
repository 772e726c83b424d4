import { html, type TemplateResult } from "lit";
import { BodyView } from "../atlas/body-view";
import type { Mark } from "../state/drawing";
import { fetchBody } from "./body-data";

export const VIEWS = [
  ["front", "Front"],
  ["back", "Back"],
  ["left", "Left"],
  ["right", "Right"],
] as const;

const KEY_TURN = Math.PI / 12;
const KEY_ZOOM = 1.25;

/** A body to look at, in one frame of an island. */
export async function openStill(
  address: string,
  frame: HTMLElement,
  told: { over: (name: string) => void; moved: () => void },
): Promise<BodyView> {
  const canvas = frame.querySelector("canvas");
  const markers = frame.querySelector<HTMLElement>(".markers");
  if (!canvas || !markers) throw new Error("The frame has no canvas.");
  const body = await fetchBody(address);
  const view: BodyView = BodyView.of(body, canvas, markers, {
    over: (place) => told.over(place ? view.nameOf(place) : ""),
    tapped: (place) => told.over(view.nameOf(place)),
    moved: told.moved,
  });
  return view;
}

export function showMarks(view: BodyView, marks: ReadonlyMap<number, Mark>): void {
  view.stage.paint.showDrawing(marks);
  view.stage.invalidate();
}

/** The frame that `openStill` fills. */
export function stillFrame(label: string, onKey: (event: KeyboardEvent) => void): TemplateResult {
  return html`<div class="still">
    <canvas tabindex="0" role="application" aria-label=${label} @keydown=${onKey}></canvas>
    <div class="markers" aria-hidden="true"></div>
  </div>`;
}

/** Buttons for the four sides, for all bodies of an island. */
export function viewButtons(views: () => readonly BodyView[]): TemplateResult {
  const each = (act: (view: BodyView) => void) => () => views().forEach(act);
  return html`<div class="still-bar" role="group" aria-label="Views of the body">
    ${VIEWS.map(([id, name]) => html`<button type="button" class="tool" @click=${each((view) => view.turnTo(id))}>${name}</button>`)}
    <button type="button" class="tool" @click=${each((view) => view.whole())}>Whole</button>
    <button
      type="button"
      class="tool"
      aria-label="Zoom in"
      @click=${each((view) => view.zoom(1 / KEY_ZOOM))}
    >
      +
    </button>
    <button
      type="button"
      class="tool"
      aria-label="Zoom out"
      @click=${each((view) => view.zoom(KEY_ZOOM))}
    >
      −
    </button>
  </div>`;
}

/** Arrow keys turn, plus and minus zoom, Home shows the whole body. */
export function turnByKey(event: KeyboardEvent, view: BodyView | undefined): void {
  if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: Record<string, () => void> = {
    ArrowLeft: () => view.turn(-KEY_TURN, 0),
    ArrowRight: () => view.turn(KEY_TURN, 0),
    ArrowUp: () => view.turn(0, KEY_TURN),
    ArrowDown: () => view.turn(0, -KEY_TURN),
    "+": () => view.zoom(1 / KEY_ZOOM),
    "=": () => view.zoom(1 / KEY_ZOOM),
    "-": () => view.zoom(KEY_ZOOM),
    Home: () => view.whole(),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
