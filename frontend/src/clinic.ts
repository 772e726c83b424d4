import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/marks.css";
import "./styles/clinic.css";
import "./styles/visits.css";
import "./clinic/page-words";
import "./atlas/theme-switch";
import "./clinic/line-icon";
import { startPage } from "./clinic/page";

/** Islands, fetched only where they stand: most pages carry no body and need no three.js. */
const ISLANDS: Record<string, () => Promise<unknown>> = {
  "auto-save": () => import("./clinic/auto-save"),
  "body-heat": () => import("./clinic/body-heat"),
  "drawing-compare": () => import("./clinic/drawing-compare"),
  "idle-lock": () => import("./clinic/idle-lock"),
  "pain-drawing": () => import("./clinic/pain-drawing"),
  "print-button": () => import("./clinic/print-button"),
  "signature-pad": () => import("./clinic/signature-pad"),
};

function fetchIslands(): void {
  for (const [name, fetchIsland] of Object.entries(ISLANDS)) {
    if (!document.querySelector(name)) continue;
    delete ISLANDS[name];
    void fetchIsland();
  }
}

startPage();
fetchIslands();
// Parts that htmx puts into the page may bring islands of their own.
document.addEventListener("htmx:load", fetchIslands);
