import type { Estimate } from './scoring-preview.js';
import { get, post } from './request.js';

/** How many leads sales gets. `points`: whoever reaches the table's own line. */
export type LinePolicy = { readonly sampleShare: number } & (
  | { readonly kind: 'points' }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'capacity'; readonly perWeek: number }
);

export interface DryRun {
  readonly policy: LinePolicy;
  readonly author: string;
  readonly reason: string;
  /** Then it rules. */
  readonly until: string;
  /** Leads since it began, and what it would have sent of them. */
  readonly leads: number;
  readonly wouldSend: number;
  readonly sent: number;
}

export interface RulingLine {
  readonly policy: LinePolicy;
  /** A lead with at least as many points is sent. */
  readonly cut: number;
  readonly author: string;
  readonly reason: string;
  readonly setAt: string;
  /** Then the line before it rules again. */
  readonly until: string | null;
  readonly lastWeek: { readonly leads: number; readonly sent: number };
  readonly dryRun: DryRun | null;
}

export interface NewLine {
  readonly kind: LinePolicy['kind'];
  readonly share?: number;
  readonly perWeek?: number;
  readonly sampleShare: number;
  readonly until?: string;
  readonly dryRunWeeks?: number;
  readonly reason: string;
}

/** What sending the best-scored share of leads would bring. */
export interface PlannedShare {
  readonly share: number;
  /** Where the line would lie at present; null where nobody can tell. */
  readonly cut: number | null;
  readonly winsKept: Estimate;
  readonly acceptance: Estimate;
  /** Acceptance as a multiple of what it is when all are sent. */
  readonly lift: Estimate;
}

export const targets = ['share', 'capacity', 'quality'] as const;
/** What a line is chosen by: the share sent, the leads a week that sales has time for, or the least acceptance. */
export type Target = (typeof targets)[number];

export interface Plan {
  readonly evidence: {
    readonly leads: number;
    readonly labelled: number;
    readonly enough: boolean;
    readonly says: string;
  };
  readonly curve: readonly PlannedShare[];
  readonly baseline: { readonly share: number; readonly acceptance: Estimate } | null;
  /** What the line that was asked for would have done; null where it was not asked, or cannot be told. */
  readonly lastQuarter: (PlannedShare & { readonly leads: number; readonly sent: number }) | null;
}

/** Something that scoring does not do as it should. */
export interface Alarm {
  readonly kind: 'share-sent' | 'score-distribution' | 'calibration' | 'missing-feature';
  /** Of several of a kind, which: the field that went missing. */
  readonly about: string;
  /** With the evidence behind it. */
  readonly says: string;
  readonly since: string;
}

const SCORING = '/api/scoring';

export const fetchLine = (signal?: AbortSignal) => get<RulingLine>(`${SCORING}/line`, signal);
export const setLine = (line: NewLine) => post<RulingLine>(`${SCORING}/line`, line);
export const fetchAlarms = (signal?: AbortSignal) => get<Alarm[]>(`${SCORING}/watch`, signal);
export const fetchPlan = (target: Target, value: number, signal?: AbortSignal) =>
  get<Plan>(`${SCORING}/planner?${new URLSearchParams({ kind: target, value: String(value) })}`, signal);
