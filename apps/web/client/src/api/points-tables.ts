import type { Condition } from '@baton/contracts';
import { get, post } from './request.js';

/** A sentence that holds or does not: what leaves a lead out, or sends it whatever its points. */
export interface WordedRule {
  readonly id: string;
  readonly says: string;
  readonly when: Condition;
}

export interface PointsRule extends WordedRule {
  readonly dimension: 'fit' | 'engagement';
  readonly points: number;
}

export const countings = ['once', 'everyTime', 'oncePerContent'] as const;
export type Counting = (typeof countings)[number];

/** What something that a person did is worth, and for how long. */
export interface ActivityRule extends WordedRule {
  readonly points: number;
  readonly counts: Counting;
  readonly atMostPerDay?: number;
  readonly atMostPoints?: number;
  readonly halfLifeDays?: number;
}

export interface TableContent {
  /** A lead with at least as many points is sent to sales, unless another line was chosen. */
  readonly line: number;
  readonly rules: readonly PointsRule[];
  readonly activities: readonly ActivityRule[];
  readonly exclusions: readonly WordedRule[];
  readonly skipTheLine: readonly WordedRule[];
  readonly calibration?: { readonly intercept: number; readonly perPoint: number };
}

export interface PointsTable extends TableContent {
  readonly version: number;
  readonly author: string;
  readonly reason: string;
  readonly promotedAt: string;
}

export interface Promotion {
  readonly kind: 'promoted' | 'unchanged';
  readonly version: number;
}

const TABLES = '/api/scoring/points-tables';

export const fetchRulingTable = (signal?: AbortSignal) => get<PointsTable>(`${TABLES}/ruling`, signal);
export const saveTable = (content: TableContent, basedOn: number, reason: string) =>
  post<Promotion>(TABLES, { ...content, basedOn, reason });
