import type { TableContent } from './points-tables.js';
import { post } from './request.js';

/** A share or rate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** When the best-scored share of leads is sent: what share of all wins is among them. */
export interface CurveOfWins {
  readonly share: number;
  readonly winsKept: Estimate;
}

export interface ChangedLead {
  readonly leadId: string;
  readonly who: string;
  readonly from: 'qualified' | 'held';
  readonly to: 'qualified' | 'held';
  readonly scoreFrom: number;
  readonly scoreTo: number;
}

export interface TablePreview {
  /** Empty while too few ends are known. */
  readonly curve: readonly CurveOfWins[];
  readonly rulingCurve: readonly CurveOfWins[];
  readonly lastWeek: {
    readonly leads: number;
    readonly sentNow: number;
    readonly sentThen: number;
    readonly changed: readonly ChangedLead[];
  };
}

/** What a table would do. It changes nothing. */
export const previewTable = (table: TableContent, signal?: AbortSignal) =>
  post<TablePreview>('/api/scoring/preview/table', { table }, signal);
