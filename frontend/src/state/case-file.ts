import { RefusedError } from "../api/client";
import type { CaseFile, Finding, HistoryValue, PainEntry, Sex } from "../api/types";
import type { Patch } from "../body/format";
import type { Mark } from "./drawing";
import { toBits, toIds } from "./qualities";

/** Everything the therapist has entered, apart from the history of strokes. */
export interface CaseState {
  age: number | undefined;
  sex: Sex | undefined;
  marks: ReadonlyMap<number, Mark>;
  history: ReadonlyMap<string, HistoryValue>;
  findings: ReadonlyMap<string, Finding>;
  conditions: ReadonlySet<string>;
  factors: ReadonlySet<string>;
}

/** Largest case file read, in bytes. */
export const LARGEST_FILE = 2_000_000;

export function findingKey(id: string, side: string): string {
  return `${id}.${side}`;
}

/** Writes the case in the form that `palpate reason` reads: one pain entry for each set of words. */
export function toCaseFile(state: CaseState, patches: readonly Patch[]): CaseFile {
  const byWords = new Map<number, Record<string, number>>();
  for (const [index, mark] of [...state.marks].sort(([a], [b]) => a - b)) {
    const entry = byWords.get(mark.qualities) ?? {};
    entry[patches[index]?.id ?? ""] = mark.intensity;
    byWords.set(mark.qualities, entry);
  }
  return {
    client: {
      ...(state.age === undefined ? {} : { age: state.age }),
      ...(state.sex === undefined ? {} : { sex: state.sex }),
    },
    pain: [...byWords].map(([bits, painted]) => ({ patches: painted, qualities: toIds(bits) })),
    history: Object.fromEntries(state.history),
    findings: [...state.findings.values()],
    conditions: [...state.conditions],
    factors: [...state.factors],
  };
}

/** Reads a case the server has accepted; a region stands for all of its patches. */
export function fromCaseFile(file: CaseFile, patches: readonly Patch[]): CaseState {
  const index = new Map(patches.map((patch, place) => [patch.id, place]));
  const marks = new Map<number, Mark>();
  for (const entry of file.pain ?? []) {
    const qualities = toBits(entry.qualities ?? []);
    for (const [patch, intensity] of intensities(entry, patches, index)) {
      if (intensity > 0) marks.set(patch, { intensity: Math.round(intensity), qualities });
    }
  }
  return {
    age: file.client?.age ?? undefined,
    sex: file.client?.sex ?? undefined,
    marks,
    history: new Map(Object.entries(file.history ?? {})),
    findings: new Map((file.findings ?? []).map((item) => [findingKey(item.id, item.side), item])),
    conditions: new Set(file.conditions ?? []),
    factors: new Set(file.factors ?? []),
  };
}

function* intensities(
  entry: PainEntry,
  patches: readonly Patch[],
  index: ReadonlyMap<string, number>,
): Iterable<[number, number]> {
  for (const [id, intensity] of Object.entries(entry.patches ?? {})) {
    const patch = index.get(id);
    if (patch !== undefined) yield [patch, intensity];
  }
  for (const [place, patch] of patches.entries()) {
    const { side = "midline" } = entry;
    if (patch.region === entry.region && (side === "both" || side === patch.side)) {
      yield [place, entry.intensity ?? 5];
    }
  }
}

/**
 * Turns the text of a file into a case.
 *
 * @throws RefusedError when the file cannot be a case at all; the server judges what is in it.
 */
export function readCaseText(text: string): CaseFile {
  if (text.length > LARGEST_FILE) {
    throw refusal(`The file is larger than ${LARGEST_FILE / 1_000_000} MB.`);
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw refusal("The file does not hold JSON, so it is damaged or not a Palpate case.");
  }
  if (read === null || typeof read !== "object" || Array.isArray(read)) {
    throw refusal("The file holds no case: a case is one JSON object.");
  }
  return read as CaseFile;
}

function refusal(message: string): RefusedError {
  return new RefusedError([
    { field: "file", message, remedy: "Choose a file saved with “Save case”." },
  ]);
}
