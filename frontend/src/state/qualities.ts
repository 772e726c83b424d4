import { say } from "./speech";

/**
 * How pain feels. The bit keeps several words on one patch. On the body each word has a pattern of its
 * own and a label, so that colour never carries it alone.
 */
export interface Quality {
  id: string;
  name: string;
  bit: number;
}

export const QUALITIES: readonly Quality[] = [
  { id: "ache", name: "Ache", bit: 1 },
  { id: "burning", name: "Burning", bit: 2 },
  { id: "stabbing", name: "Stabbing", bit: 4 },
  { id: "tingling", name: "Tingling", bit: 8 },
  { id: "numb", name: "Numb", bit: 16 },
  { id: "tight", name: "Tight", bit: 32 },
];

export function toIds(bits: number): string[] {
  return QUALITIES.filter((quality) => bits & quality.bit).map((quality) => quality.id);
}

export function toBits(ids: readonly string[]): number {
  return QUALITIES.reduce((bits, { id, bit }) => (ids.includes(id) ? bits | bit : bits), 0);
}

export function inWords(bits: number): string {
  return QUALITIES.filter((quality) => bits & quality.bit)
    .map((quality) => say(quality.name).toLowerCase())
    .join(", ");
}
