import { Vector3 } from "three";
import type { Side } from "../api/types";
import type { Marker } from "../body/markers";
import type { Zones } from "../body/paint-layer";

export interface FigureSite {
  name: string;
  symbol: string;
  point: [number, number, number];
}

/** What one point sends on one side; patches by their index. */
export interface FigureLayer {
  point: string;
  side: Side;
  essential: number[];
  spillover: number[];
  weights: Record<string, number>;
  sites: FigureSite[];
}

/** What the body on one page of the atlas shows. */
export interface Figure {
  name: string;
  /** A trigger point, a site to examine, or the ranked sources of a region. */
  mark: "point" | "site" | "number";
  points: { id: string; name: string }[];
  sides: Side[];
  layers: FigureLayer[];
}

/** All points together. */
export const ALL = "";

export interface Shown extends Zones {
  sites: FigureSite[];
}

const SYMBOLS = { point: "✕", site: "○", number: "" } as const;
/** A mark's name shows in close-ups only, metres. */
const SITE_SIZE = 0.05;

/** Lays the layers of a choice over one another: the stronger weight counts, and main over spillover. */
export function compose(figure: Figure, point: string, side: Side): Shown {
  const layers = figure.layers.filter(
    (layer) => layer.side === side && (point === ALL || layer.point === point),
  );
  const weights = new Map<number, number>();
  for (const layer of layers) {
    for (const [patch, weight] of Object.entries(layer.weights)) {
      const index = Number(patch);
      weights.set(index, Math.max(weight, weights.get(index) ?? 0));
    }
  }
  const essential = new Set(layers.flatMap((layer) => layer.essential));
  const spillover = new Set(layers.flatMap((layer) => layer.spillover));
  return {
    essential: [...essential],
    spillover: [...spillover].filter((patch) => !essential.has(patch)),
    weights,
    sites: layers.flatMap((layer) => layer.sites.map((site) => numbered(figure, layer, site))),
  };
}

function numbered(figure: Figure, layer: FigureLayer, site: FigureSite): FigureSite {
  if (site.symbol) return site;
  const number = figure.points.findIndex(({ id }) => id === layer.point) + 1;
  const mark = SYMBOLS[figure.mark];
  return { ...site, symbol: figure.points.length > 1 ? `${mark}${number}` : mark };
}

/** Marks for the sites; names stand beside them where there is room and only one. */
export function marks(shown: Shown): Marker[] {
  const alone = shown.sites.length === 1;
  return shown.sites.map(({ name, symbol, point }) => ({
    kind: "site",
    point: new Vector3(...point),
    symbol,
    label: alone ? name : "",
    size: SITE_SIZE,
  }));
}
