import { html, svg, type TemplateResult } from "lit";

const PATHS = {
  paint: "M4 20c4 0 6-1 6-4l9-9-3-3-9 9c-3 0-4 3-3 7z",
  erase: "M8 20h12M4 14l9-9 6 6-9 9H7z",
  turn: "M4 12a8 8 0 1 1 3 6M4 12l-2-3m2 3 3-2",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  mirror: "M12 3v18M8 7 3 17h5zM16 7l5 10h-5z",
  clear: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  whole: "M12 3a2.2 2.2 0 1 1 0 4.4A2.2 2.2 0 0 1 12 3zM6 10h12M12 9v6m0 0-3 6m3-6 3 6",
  open: "M3 7h6l2 2h10v10H3z",
  save: "M12 4v11m0 0-4-4m4 4 4-4M4 19h16",
  print: "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
  sheet: "M6 3h9l4 4v14H6zM14 3v5h5",
  moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2m0-14-2 2M7 17l-2 2",
  stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5m0 3v.5",
  down: "m6 9 6 6 6-6",
  brush: "M5 12h14M12 5v14M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
} as const;

export type IconName = keyof typeof PATHS;

/** A small line drawing beside a word; hidden from screen readers. */
export function icon(name: IconName): TemplateResult {
  const path = svg`<path d=${PATHS[name]} />`;
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${path}
  </svg>`;
}
