import { bootstrap, type Interval } from '@baton/evidence';
import { auc, brier, chanceOf, columnsOf, ece, findLift, type Judged, keptShare, learnTable, pointsOf, type Seen } from '@baton/learning';
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

const OLDER = 0.7;
const SEED = 1;
const ROUNDS = 1_000;

export function measureSet(rows: readonly Seen[], rounds = ROUNDS): SetFigures {
  const cut = Math.floor(rows.length * OLDER);
  const [older, newest] = [rows.slice(0, cut), rows.slice(cut)];
  const table = learnTable(older, columnsOf(older));
  const points = newest.map(({ facts }) => pointsOf(table.rules, facts));
  const judged = newest.map(({ won }, at): Judged => ({ score: points[at]!, won }));
  const chances = newest.map(({ won }, at): Judged => ({ score: chanceOf(table.calibration, points[at]!), won }));
  const formula = odooFormula(older.map(({ facts, won }) => ({ categories: categoriesOf(facts), won })));
  const byOdoo = newest.map(({ facts, won }): Judged => ({ score: formula(categoriesOf(facts)), won }));
  const half = (leads: readonly Judged[]) => keptShare(leads, 0.5);
  const between = (figure: (leads: readonly Judged[]) => number | null): Interval =>
    bootstrap(judged.length, (drawn) => figure(Array.from(drawn, (at) => judged[at]!)), { seed: SEED, rounds })!;
  return {
    auc: auc(judged)!,
    aucBetween: between(auc),
    halfKeeps: half(judged)!,
    halfKeepsBetween: between(half),
    brier: brier(chances)!,
    ece: ece(chances)!,
    liftFound: findLift(judged, { seed: SEED, rounds })?.found ?? false,
    odooAuc: auc(byOdoo)!,
    odooHalfKeeps: half(byOdoo)!,
    odooBrier: brier(byOdoo)!,
    odooEce: ece(byOdoo)!,
  };
}

/** Odoo's formula counts categories alone: a fact that is a number is none. */
function categoriesOf(facts: Seen['facts']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => {
      const value = String(fact ?? '').trim().toLowerCase();
      return value === '' || !Number.isNaN(Number(value)) ? [] : [[name, value]];
    }),
  );
}
