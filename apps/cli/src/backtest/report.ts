import type { Backtest, Judgement, Leak } from '@baton/learning';
import type { LeftOut } from './read-facts.js';

/** What comes of a backtest: all that is shown, and all of it in JSON. */
export interface BacktestReport {
  readonly file: string;
  readonly label: { readonly column: string; readonly wins: readonly string[] };
  readonly order: {
    readonly column: string;
    readonly kind: 'numbers' | 'dates';
    readonly from: string;
    readonly to: string;
  };
  /** Leads whose ends are known, and how many of them were won. */
  readonly leads: number;
  readonly won: number;
  readonly learnedFrom: number;
  readonly judgement: Judgement;
  readonly sentByOldLine: number;
  readonly table: Backtest['table'];
  readonly learnedColumns: readonly string[];
  readonly leaks: readonly (Omit<Leak, 'field'> & { readonly column: string })[];
  readonly leftOut: readonly LeftOut[];
  /** What else a reader should know, in sentences. */
  readonly notes: readonly string[];
}
