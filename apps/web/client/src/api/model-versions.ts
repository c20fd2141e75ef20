import type { ExpectedEffect, PromotionCause } from '@baton/contracts';
import type { Promotion } from './points-tables.js';
import { get, post, put, remove } from './request.js';

export type VersionKind = 'first' | 'edited' | 'interview' | 'learned' | 'rolled-back';

export interface ModelVersion {
  readonly version: number;
  readonly kind: VersionKind;
  readonly author: string;
  readonly reason: string;
  readonly promotedAt: string;
  /** In words, against the version before it. */
  readonly changes: readonly string[];
  readonly because: PromotionCause | null;
  readonly expected: ExpectedEffect | null;
  /** What came of it, in words; null until it has ruled for four weeks. */
  readonly measured: { readonly says: string } | null;
}

/** A figure of the challenger and of the ruling table over the same leads, and between what their difference lies. */
export interface Compared {
  readonly learned: number;
  readonly ruling: number;
  readonly difference: { readonly low: number; readonly high: number };
}

/** How a table did on leads that it was not learned from. */
export interface Judged {
  readonly leads: number;
  readonly learnedFrom: number;
  /** How often the better of two leads is put first. */
  readonly auc: Compared;
  /** Of all wins, how many are kept when the share is sent. */
  readonly kept: Compared & { readonly share: number };
}

export type ChallengerState = 'training' | 'shadow' | 'fruitless' | 'failed' | 'promoted' | 'dropped' | 'replaced';

/** A table that was learned from verdicts, whatever became of it. */
export interface Challenger {
  readonly state: ChallengerState;
  /** The version that ruled when it was trained. */
  readonly against: number;
  /** The share of the training that is done. */
  readonly progress: number;
  readonly startedAt: string;
  readonly because: PromotionCause;
  readonly judged: Judged | null;
  readonly verdict: 'better' | 'perhaps' | 'no lift' | null;
  /** What came of it, in words. */
  readonly says: string | null;
  readonly changes: readonly string[];
  /** How it would have decided about the leads that came since it was trained. */
  readonly shadow: {
    readonly leads: number;
    readonly agree: number;
    readonly onlyChallenger: number;
    readonly onlyRuling: number;
  } | null;
  /** As which it rules or ruled. */
  readonly version: number | null;
}

export interface LearningState {
  /** New verdicts since the last training, of how many make one worthwhile. */
  readonly needs: { readonly have: number; readonly of: number; readonly says: string };
  readonly challenger: Challenger | null;
}

export interface Learning {
  /** What is to be foretold. */
  readonly goal: 'accepted' | 'won';
  /** Whether a challenger that is surely better rules without being asked for. */
  readonly promoteByRule: boolean;
  /** How many new verdicts start a training. */
  readonly newVerdicts: number;
}

/** Open leads that are scored anew since a version rules. */
export interface Rescoring {
  readonly done: number;
  readonly total: number;
  /** Those that were decided otherwise. */
  readonly changed: number;
  readonly finishedAt: string | null;
}

const SCORING = '/api/scoring';

export const fetchVersions = (signal?: AbortSignal) => get<ModelVersion[]>(`${SCORING}/versions`, signal);
export const letRuleAgain = (version: number, reason: string) =>
  post<Promotion>(`${SCORING}/points-tables/${version}/rule-again`, { reason });
export const fetchLearningState = (signal?: AbortSignal) => get<LearningState>(`${SCORING}/challenger`, signal);
export const trainChallenger = () => post<void>(`${SCORING}/challenger/train`);
export const promoteChallenger = (reason: string) =>
  post<Promotion>(`${SCORING}/challenger/promote`, reason === '' ? {} : { reason });
export const dropChallenger = () => remove<void>(`${SCORING}/challenger`);
export const fetchLearning = (signal?: AbortSignal) => get<Learning>(`${SCORING}/learning`, signal);
export const changeLearning = (learning: Learning) => put<Learning>(`${SCORING}/learning`, learning);
export const fetchRescoring = (signal?: AbortSignal) => get<Rescoring>(`${SCORING}/rescoring`, signal);
