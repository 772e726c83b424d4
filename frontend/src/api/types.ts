/** The shapes exchanged with the server. */

export type Side = "left" | "right" | "midline";

export interface Region {
  id: string;
  name: string;
  area: string;
  sides: Side[];
}

export interface Examination {
  id: string;
  name: string;
  kind: string;
  sides: Side[];
  results: string[];
  instruction: string;
  minutes: number;
}

export interface Question {
  id: string;
  name: string;
  text: string;
  type: "yes_no" | "choice" | "number";
  choices: string[];
  unit: string;
}

export interface Vocabulary {
  regions: Region[];
  examinations: Examination[];
  questions: Question[];
  qualities: string[];
  conditions: Named[];
  factors: Named[];
}

/** A condition or factor that can be known of a client, with the question that asks for it. */
export interface Named {
  id: string;
  name: string;
  synonyms: string[];
  question: string;
  atlas: string;
}

export type Sex = "female" | "male" | "other";
export type HistoryValue = boolean | string | number;

export interface PainEntry {
  patches?: Record<string, number>;
  region?: string;
  side?: Side | "both";
  intensity?: number;
  qualities?: string[];
}

export interface Finding {
  id: string;
  side: Side;
  result: string;
}

export interface CaseFile {
  client: { age?: number; sex?: Sex };
  pain: PainEntry[];
  history: Record<string, HistoryValue>;
  findings: Finding[];
  conditions?: string[];
  factors?: string[];
}

export interface RedFlag {
  id: string;
  name: string;
  action: "emergency" | "urgent" | "refer";
  advice: string;
  why: string;
  question: string;
}

export interface Share {
  region: string;
  side: Side;
  share?: number;
  weight?: number;
}

export interface Evidence {
  label: string;
  kind: string;
  log_odds: number;
}

export interface RankedSource {
  /** The strongest site of its group; it may change from one ranking to the next. */
  id: string;
  /** What stays the same: a muscle and side, or any other source. */
  group: string;
  /** Address of its page in the atlas. */
  atlas: string;
  name: string;
  kind: string;
  structure: string;
  side: Side;
  probability: number;
  explains: Share[];
  unexplained: Share[];
  predicted_but_absent: Share[];
  evidence: Evidence[];
  sites: { id: string; name: string; probability: number }[];
}

export interface NextExamination {
  id: string;
  name: string;
  side: Side;
  bits: number;
  minutes: number;
  instruction: string;
  results: string[];
}

export interface Answer {
  red_flags: RedFlag[];
  questions_to_ask: string[];
  sources: RankedSource[];
  next_examinations: NextExamination[];
  note: string | null;
  milliseconds: number;
}

export interface SourceSite {
  id: string;
  name: string;
  point: [number, number, number];
  depth: string;
}

export interface SourceDetail {
  id: string;
  name: string;
  kind: string;
  structure: string;
  side: Side;
  grade: string;
  references: { text: string; status: string }[];
  patches: Record<string, number>;
  essential: number[];
  spillover: number[];
  sites: SourceSite[];
  palpation: { text: string; grade: string } | null;
  cautions: string[];
  ruled_out_by: string;
  qualities: string[];
}

export interface FieldError {
  field: string;
  message: string;
  remedy: string;
}
