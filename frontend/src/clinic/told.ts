import type { PainEntry, Region, Side } from "../api/types";
import { QUALITIES } from "../state/qualities";
import { say } from "../state/speech";
import { placeName } from "../ui/words";

/** What a drawing says of one region on one side. */
export interface Told {
  key: string;
  region: string;
  side: Side;
  strongest: number;
  qualities: string[];
}

/** A drawing in words, from the entries alone: no body is needed. */
export function tell(pain: readonly PainEntry[]): Told[] {
  const found = new Map<string, Told>();
  const add = (region: string, side: string, intensity: number, words: readonly string[]) => {
    if (intensity <= 0) return;
    const key = `${region}.${side}`;
    const told = found.get(key) ?? { key, region, side: side as Side, strongest: 0, qualities: [] };
    told.strongest = Math.max(told.strongest, intensity);
    told.qualities = [...new Set([...told.qualities, ...words])];
    found.set(key, told);
  };
  for (const { patches, region, side, intensity, qualities = [] } of pain) {
    for (const [patch, level] of Object.entries(patches ?? {})) {
      const [name = "", where = "midline"] = patch.split(".");
      add(name, where, level, qualities);
    }
    const sides = side === "both" ? ["left", "right"] : [side ?? "midline"];
    if (region) for (const where of sides) add(region, where, intensity ?? 5, qualities);
  }
  return [...found.values()].sort((a, b) => b.strongest - a.strongest);
}

/** "Temple, left: 6 of 10, ache". */
export function inWords(told: Told, regions: readonly Region[]): string {
  const words = QUALITIES.filter(({ id }) => told.qualities.includes(id)).map(({ name }) =>
    say(name),
  );
  const like = words.length ? `, ${words.join(", ").toLowerCase()}` : "";
  const strength = say("{level} of 10", { level: told.strongest });
  return `${placeName(regions, told.region, told.side)}: ${strength}${like}`;
}

/** Reads a list of pain entries; anything else is an empty drawing. */
export function readPain(text: string): PainEntry[] {
  try {
    const read: unknown = JSON.parse(text || "[]");
    if (Array.isArray(read)) return read as PainEntry[];
    const { pain } = read as { pain?: unknown };
    return Array.isArray(pain) ? (pain as PainEntry[]) : [];
  } catch {
    return [];
  }
}
