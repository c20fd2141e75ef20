import type { Promotion, TableContent } from './points-tables.js';
import { get, post, put, remove } from './request.js';

export type QuestionId = 'seniority' | 'function' | 'industry' | 'size' | 'country' | 'ready' | 'rejects';

export interface Question {
  readonly id: QuestionId;
  readonly asks: string;
  readonly choices: ReadonlyArray<{ readonly id: string; readonly label: string }>;
  /** Whether one may name others. */
  readonly isOpen: boolean;
}

export type Answers = Readonly<Record<QuestionId, readonly string[]>> & { readonly note?: string };

/** A rep whom a marketer asked which leads sales wants. */
export interface InterviewedRep {
  readonly repId: string;
  readonly name: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly answers: Answers | null;
  readonly answeredAt: string | null;
}

export interface Interview {
  readonly questions: readonly Question[];
  /** To a rep only the rep. */
  readonly reps: readonly InterviewedRep[];
}

/** One thing that sales said. */
export interface Statement {
  readonly id: string;
  readonly question: QuestionId;
  readonly says: string;
  readonly wanted: boolean;
  readonly saidBy: readonly string[];
  readonly unsaidBy: readonly string[];
  readonly points: number;
}

export interface InterviewDraft {
  /** `null` before anything was said that can be read off a lead. */
  readonly table: TableContent | null;
  /** `when` is `null` where nothing in a lead tells. */
  readonly statements: ReadonlyArray<Statement & { readonly when: object | null }>;
  readonly disagreements: ReadonlyArray<{ readonly id: string; readonly question: QuestionId; readonly says: string }>;
}

export interface Rate {
  readonly hits: number;
  readonly of: number;
  readonly interval: { readonly low: number; readonly high: number };
}

export interface ComparedStatement extends Statement {
  readonly done: {
    readonly sent: number;
    readonly accepted: Rate;
    readonly othersAccepted: Rate;
    readonly won: Rate;
    readonly verdict: 'as said' | 'otherwise' | 'open' | 'too few';
    readonly says: string;
  };
}

/** As much of a rep as it takes to ask them. */
export interface NamedRep {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

const INTERVIEW = '/api/scoring/interview';

export const fetchReps = (signal?: AbortSignal) => get<NamedRep[]>('/api/routing/reps', signal);
export const fetchInterview = (signal?: AbortSignal) => get<Interview>(INTERVIEW, signal);
export const fetchDraft = (signal?: AbortSignal) => get<InterviewDraft>(`${INTERVIEW}/table`, signal);
export const fetchSaidAndDone = (signal?: AbortSignal) => get<ComparedStatement[]>('/api/scoring/said-and-done', signal);
export const askReps = (reps: ReadonlyArray<{ readonly repId: string; readonly name: string }>) =>
  post<InterviewedRep[]>(INTERVIEW, { reps });
export const letGo = (repId: string) => remove<void>(`${INTERVIEW}/reps/${repId}`);
export const sendAnswers = (answers: Answers) => put<InterviewedRep>(`${INTERVIEW}/answers`, answers);
export const promoteDraft = (table: TableContent, reason: string) =>
  post<Promotion>('/api/scoring/points-tables', { ...table, reason, kind: 'interview' });
