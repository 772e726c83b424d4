import type { Region, Side, Vocabulary } from "../api/types";
import { say } from "../state/speech";

const KINDS: Record<string, string> = {
  trigger_point: "Trigger point",
  nerve: "Nerve",
  root: "Nerve root",
  joint: "Joint",
  soft_tissue: "Soft tissue",
  visceral: "Internal organ",
  serious: "Serious disease",
};

const RESULTS: Record<string, string> = {
  recognised_pain: "Recognised pain",
  tender: "Tender",
  not_tender: "Not tender",
};

const AREAS: Record<string, string> = {
  upper_back: "Upper back",
  low_back: "Low back",
};

function sentence(id: string): string {
  const words = id.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function kindName(kind: string): string {
  return KINDS[kind] ?? sentence(kind);
}

export function resultName(result: string): string {
  return RESULTS[result] ?? sentence(result);
}

export function areaName(area: string): string {
  return say(AREAS[area] ?? sentence(area));
}

export function sideName(side: Side): string {
  return side === "midline" ? "" : say(side);
}

/** "Temple, left"; the region's own name when it lies on the midline. */
export function placeName(regions: readonly Region[], id: string, side: Side): string {
  const name = say(regions.find((region) => region.id === id)?.name ?? sentence(id));
  return side === "midline" ? name : `${name}, ${say(side)}`;
}

export function regionNamer(vocabulary: Vocabulary | undefined) {
  const regions = vocabulary?.regions ?? [];
  return (id: string, side: Side) => placeName(regions, id, side);
}

/** How strongly a probability speaks, in words that promise nothing. */
export function strength(probability: number): string {
  if (probability >= 0.75) return "Strong candidate";
  if (probability >= 0.45) return "Likely";
  if (probability >= 0.2) return "Possible";
  if (probability >= 0.06) return "Keep in mind";
  return "Unlikely";
}

export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}

/** How much one finding moved a source. */
export function weightOfEvidence(logOdds: number): string {
  const size = Math.abs(logOdds);
  const how = size >= 2 ? "strongly" : size >= 0.7 ? "clearly" : "a little";
  return `${how} ${logOdds >= 0 ? "for" : "against"}`;
}
