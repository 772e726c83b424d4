import type { Region, Side } from "../api/types";
import { placeName } from "../ui/words";

/** Share of drawings, 0 to 1, in which each patch hurts. */
export type Shares = Readonly<Record<string, number>>;

export interface RegionShare {
  name: string;
  share: number;
}

const STEPS = 5;
const NICE = [0.05, 0.1, 0.2, 0.25, 0.5, 1];

/** Top of the scale: the smallest round share that holds the largest. */
export function scaleTop(shares: Shares): number {
  const largest = Math.max(0, ...Object.values(shares));
  return NICE.find((top) => largest <= top) ?? 1;
}

/** Colour step 1 to 10 of a share on a scale that ends at `top`. */
export function step(share: number, top: number): number {
  return Math.max(1, Math.min(10, Math.round((share / top) * 10)));
}

/** Steps of the legend with the share each stands for. */
export function legend(top: number): { step: number; share: number }[] {
  return Array.from({ length: STEPS }, (_, index) => {
    const share = (top * (index + 1)) / STEPS;
    return { step: step(share, top), share };
  });
}

/** "31 %", with a digit more where the scale is fine. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} %`;
}

/** Regions by the largest share of any of their patches, the most often painted first. */
export function byRegion(shares: Shares, regions: readonly Region[]): RegionShare[] {
  const found = new Map<string, number>();
  for (const [patch, share] of Object.entries(shares)) {
    if (share <= 0) continue;
    const key = patch.split(".").slice(0, 2).join(".");
    found.set(key, Math.max(share, found.get(key) ?? 0));
  }
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .map(([key, share]) => {
      const [region = "", side = "midline"] = key.split(".");
      return { name: placeName(regions, region, side as Side), share };
    });
}
