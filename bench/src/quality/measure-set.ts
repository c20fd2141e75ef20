import type { Interval } from '@baton/evidence';
import {
  auc,
  backtest,
  brier,
  columnsOf,
  ece,
  type Judged,
  keptShare,
  olderOf,
  type Seen,
} from '@baton/learning';
import { odooFormula } from '../odoo-formula.js';

/** On the newest leads, learned from the older ones. */
export interface SetFigures {
  readonly auc: number;
  readonly aucBetween: Interval;
  /** The share of wins among the better half. */
  readonly halfKeeps: number;
  readonly halfKeepsBetween: Interval;
  readonly brier: number;
  readonly ece: number;
  readonly liftFound: boolean;
  readonly odooAuc: number;
  readonly odooHalfKeeps: number;
  readonly odooBrier: number;
  readonly odooEce: number;
}

/** As `npx baton backtest` does it, with the columns given. */
export function measureSet(rows: readonly Seen[], rounds?: number): SetFigures {
  const older = rows.slice(0, olderOf(rows.length));
  const { judgement } = backtest(rows, columnsOf(older), [], { rounds });
  const { auc: ranks, brier: squares, ece: off, curve, verdict } = judgement!;
  const half = curve.find(({ share }) => share === 0.5)!.winsKept;
  const formula = odooFormula(older.map(({ facts, won }) => ({ categories: categoriesOf(facts), won })));
  const byOdoo = rows
    .slice(older.length)
    .map(({ facts, won }): Judged => ({ score: formula(categoriesOf(facts)), won }));
  return {
    auc: ranks.value,
    aucBetween: ranks,
    halfKeeps: half.value,
    halfKeepsBetween: half,
    brier: squares.value,
    ece: off.value,
    liftFound: verdict.lift,
    odooAuc: auc(byOdoo)!,
    odooHalfKeeps: keptShare(byOdoo, 0.5)!,
    odooBrier: brier(byOdoo)!,
    odooEce: ece(byOdoo)!,
  };
}

/** Odoo's formula counts categories alone: a fact that is a number is none. */
function categoriesOf(facts: Seen['facts']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => {
      const value = String(fact ?? '')
        .trim()
        .toLowerCase();
      return value === '' || !Number.isNaN(Number(value)) ? [] : [[name, value]];
    }),
  );
}
