import { html, LitElement, svg } from "lit";
import { customElement, property } from "lit/decorators.js";

const PATHS: Record<string, string> = {
  home: "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 0 1 0 6.4M17 14.3c2.5.7 4 2.7 4 5.7",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 4-7 8-7s8 2.5 8 7",
  calendar: "M4 6h16v15H4zM4 10.5h16M8 3v5M16 3v5",
  visit: "M6 4h12v17H6zM9 4V2.8h6V4M9 10h6M9 14h6M9 18h3",
  note: "M5 4h14v16H5zM8.5 9h7M8.5 12.5h7M8.5 16h4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  shield: "M12 3l8 3v6c0 5-3.5 7.8-8 9-4.5-1.2-8-4-8-9V6zM9 12l2.2 2.2L15.5 10",
  settings:
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  alert: "M12 4 2.8 20h18.4zM12 10v5M12 17.3v.4",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.7v.4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  unlock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4",
  more: "M4.5 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0zM11.3 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0zM18.1 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0z",
  back: "M15 5l-7 7 7 7",
  next: "m9 5 7 7-7 7",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  print: "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
  download: "M12 4v11m0 0-4-4m4 4 4-4M4 20h16",
  upload: "M12 16V5m0 0L8 9m4-4 4 4M4 20h16",
  camera: "M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10.2a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  phone: "M6 3h4l1.5 5L9 10c1 2.3 2.7 4 5 5l2-2.5 5 1.5v4c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2z",
  mail: "M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  body: "M12 2.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM5 10h14M12 9.5V15m0 0-3 6.5m3-6.5 3 6.5",
  chart: "M4 4v16h16M8 15l3.5-4 3 2.5L20 7",
  flask: "M9.5 3h5M10.5 3v6L5 19c-.5 1 .2 2 1.3 2h11.4c1.1 0 1.8-1 1.3-2L13.5 9V3M8 15h8",
  "cloud-off":
    "M3 3l18 18M8 8.5A5 5 0 0 0 4 13a4 4 0 0 0 4 5h9M10.5 6.3A6 6 0 0 1 18 11a3.6 3.6 0 0 1 2.5 5.5",
  archive: "M4 5h16v4H4zM5.5 9v11h13V9M10 13h4",
  consent: "M6 3h8l4 4v14H6zM9 13.5l2 2 4-4.5",
  pen: "M4 20c4 0 5-1.5 7-4l8-10-2.5-2.5L7 12c-2.5 2-3 4-3 8zM12 20h8",
  eye: "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z",
  help: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.5 9.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 2M12 16.7v.3",
  menu: "M4 7h16M4 12h16M4 17h16",
  history: "M4.5 12a7.8 7.8 0 1 1 2.3 5.5M4.5 12 2.5 9.5M4.5 12 7 10M12 8v4.3l3 1.7",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
};

/** A small line drawing beside a word; hidden from screen readers. */
@customElement("line-icon")
export class LineIcon extends LitElement {
  @property() name = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const path = svg`<path d=${PATHS[this.name] ?? ""} />`;
    return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      ${path}
    </svg>`;
  }
}
