import { bootstrap, effectiveSize, type Enough, enoughToAct, type Interval } from '@baton/evidence';
import { auc } from './auc.js';
import { chanceOf } from './calibration.js';
import { columnsAmong } from './columns-of.js';
import { ece } from './ece.js';
import { findLeaks, type Leak } from './find-leaks.js';
import type { Judged } from './judged.js';
import { keptShare } from './kept-share.js';
import { LeadColumns } from './lead-columns.js';
import { type LearnedTable, learnFromColumns } from './learn-table.js';
import { pointsOf } from './points-of.js';
import type { Column, Seen } from './seen.js';

/** A lead whose end is known, with its points by the table that rules. */
export interface TrialRow extends Seen {
  readonly ruling: number;
}

export interface TrialOptions {
  /** The share of leads that sales gets at present. */
  readonly share: number;
  /** How sure an interval is, such as 0.95; the more often one looks, the surer it has to be. */
  readonly level: number;
  readonly seed: number;
  /** How many of the rows, the oldest, the ruling table was itself learned from: judged on those it would know the answers. */
  readonly seenByRuling?: number;
  /** Fields to learn from although they seem to know the end: somebody knows when they are written. */
  readonly trusted?: readonly string[];
}

/** A figure of the learned table and of the ruling one, over the same leads, and between what their difference lies. */
export interface Compared {
  readonly learned: number;
  readonly ruling: number;
  readonly difference: Interval;
}

export interface Trial {
  readonly table: LearnedTable;
  readonly columns: readonly Column[];
  /** Columns that alone know the end, and are not trusted. */
  readonly leaks: readonly Leak[];
  /** On leads that the table judged there was not learned from; `null` where they are of one kind only. */
  readonly judged: {
    /** On how many leads, the newest, and from how many older ones was learned. */
    readonly leads: number;
    readonly learnedFrom: number;
    readonly enough: Enough;
    readonly auc: Compared;
    /** Of all wins, how many are kept at the present share. */
    readonly kept: Compared & { readonly share: number };
    readonly ece: number;
  } | null;
}

const NEWEST = 0.3;
/** More leads than these make an interval slower, not narrower in a way that anybody would notice. */
const MOST_RESAMPLED = 4_000;
const MOST_JUDGED = 20_000;
const MOST_SEARCHED = 20_000;
const ROUNDS = 400;

/** The leads of a trial, as many as there are, the oldest first. */
export class TrialLeads {
  readonly seen = new LeadColumns();
  private readonly points: number[] = [];

  add({ ruling, ...seen }: TrialRow): void {
    this.seen.add(seen);
    this.points.push(ruling);
  }

  row(at: number): TrialRow {
    return { ...this.seen.row(at), ruling: this.points[at]! };
  }
}

/**
 * Learns a table from the older leads, judges it on the newest, which it has not seen, beside the table that rules; then
 * learns it from all of them. Columns that alone know the end are left out, unless they are trusted; whether a fact is blank
 * may say what it likes, since it is known from before the end: facts are those of the decision.
 */
export function tryOut(leads: TrialLeads, options: TrialOptions, onProgress: (share: number) => void = () => undefined): Trial {
  const { seen } = leads;
  const all = columnsAmong(seen.fields(), (field) => seen.factsOf(field));
  const newest = (from: number) => Array.from({ length: seen.length - from }, (_, at) => leads.row(from + at));
  const leaks = findLeaks(newest(Math.max(0, seen.length - MOST_SEARCHED)), all)
    .filter(({ kind, field }) => kind === 'alone' && !options.trusted?.includes(field));
  const columns = all.filter(({ field }) => !leaks.some((leak) => leak.leaveOut && leak.field === field));
  const cut = Math.max(Math.floor(seen.length * (1 - NEWEST)), options.seenByRuling ?? 0, seen.length - MOST_JUDGED);
  const older = learnFromColumns(seen, cut, columns, (share) => onProgress(share * 0.4));
  const judged = judge(newest(cut), cut, older, options);
  onProgress(0.5);
  const table = learnFromColumns(seen, seen.length, columns, (share) => onProgress(0.5 + share * 0.5));
  return { table, columns, leaks, judged };
}

function judge(newest: readonly TrialRow[], learnedFrom: number, { rules, calibration }: LearnedTable, { share, level, seed }: TrialOptions): Trial['judged'] {
  const learned = newest.map(({ facts, won, weight }): Judged => ({ score: pointsOf(rules, facts), won, weight }));
  const ruling = newest.map(({ ruling: score, won, weight }): Judged => ({ score, won, weight }));
  const compare = (figure: (leads: readonly Judged[]) => number | null): Compared | null => {
    const [ours, theirs] = [figure(learned), figure(ruling)];
    if (ours === null || theirs === null) return null;
    const from = Math.max(0, newest.length - MOST_RESAMPLED);
    const difference = bootstrap(
      newest.length - from,
      (drawn) => {
        const one = figure(Array.from(drawn, (at) => learned[from + at]!));
        const other = figure(Array.from(drawn, (at) => ruling[from + at]!));
        return one === null || other === null ? null : one - other;
      },
      { seed, rounds: ROUNDS, level },
    );
    return difference && { learned: ours, ruling: theirs, difference };
  };
  const ranks = compare(auc);
  const kept = compare((leads) => keptShare(leads, share));
  if (ranks === null || kept === null) return null;
  const wins = newest.filter(({ won }) => won).length;
  const worth = effectiveSize(newest.map(({ weight }) => weight));
  return {
    leads: newest.length,
    learnedFrom,
    enough: enoughToAct({ hits: wins, of: newest.length }, Math.min(worth, 2 * wins, 2 * (newest.length - wins))),
    auc: ranks,
    kept: { ...kept, share },
    ece: ece(learned.map((lead) => ({ ...lead, score: chanceOf(calibration, lead.score) })))!,
  };
}
