import type { PerspectiveCamera, Vector3 } from "three";
import { type Picker, toPixels } from "./picker";

/** A mark that floats over the picture at a point of the surface. */
export interface Marker {
  kind: "site" | "words";
  point: Vector3;
  symbol: string;
  label: string;
  /** Size of what the marker names, metres; its words show once that is large on the screen. */
  size: number;
}

/** From this size on the screen, in pixels, there is room for a marker's words. */
const ROOM = 70;

/** Keeps small labels at their places on the body, and hides those behind it. */
export class MarkerLayer {
  private shown: { marker: Marker; element: HTMLElement }[] = [];

  constructor(private readonly host: HTMLElement) {}

  set(markers: readonly Marker[]): void {
    this.host.replaceChildren();
    this.shown = markers.map((marker) => {
      const element = document.createElement("span");
      element.className = `marker marker-${marker.kind}`;
      if (marker.symbol) {
        const symbol = document.createElement("b");
        symbol.textContent = marker.symbol;
        element.append(symbol);
      }
      const label = document.createElement("span");
      label.textContent = marker.label;
      element.append(label);
      this.host.append(element);
      return { marker, element };
    });
  }

  place(
    camera: PerspectiveCamera,
    picker: Picker,
    { width, height, metresPerPixel }: { width: number; height: number; metresPerPixel: number },
  ): void {
    for (const { marker, element } of this.shown) {
      const { x, y, inFront } = toPixels(marker.point, camera, width, height);
      const inside = inFront && x > 0 && x < width && y > 0 && y < height;
      const roomy = marker.label !== "" && marker.size / metresPerPixel > ROOM;
      element.classList.toggle("marker-roomy", roomy);
      const visible =
        inside && (roomy || marker.symbol !== "") && picker.isVisible(marker.point, camera);
      element.hidden = !visible;
      if (!visible) continue;
      const flipped = roomy && x > width * 0.6;
      element.classList.toggle("marker-flipped", flipped);
      const shift = flipped ? " translateX(calc(24px - 100%))" : "";
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)${shift}`;
    }
  }

  get isEmpty(): boolean {
    return this.shown.length === 0;
  }
}
