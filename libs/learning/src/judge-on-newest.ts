import { type Interval, percentileInterval, resample } from '@baton/evidence';
import { auc } from './auc.js';
import { brier } from './brier.js';
import { type Calibration, chanceOf } from './calibration.js';
import { ece } from './ece.js';
import { type Judged, weightOf } from './judged.js';
import { keptShares } from './kept-share.js';

/** A figure, and between what it lies. */
export interface Figure extends Interval {
  readonly value: number;
}

/** What comes of sending only the best-scored leads. All but `share` is a figure of those sent. */
export interface CurvePoint {
  /** Of all leads, so many are sent: in (0, 1]. */
  readonly share: number;
  /** Of all wins, so many are among them. */
  readonly winsKept: Figure;
  /** Of the leads sent, so many are won. */
  readonly acceptance: Figure;
  /** How many times as often as among all leads. */
  readonly lift: Figure;
}

export interface Judgement {
  readonly leads: number;
  readonly wins: number;
  readonly auc: Figure;
  readonly brier: Figure;
  readonly ece: Figure;
  readonly curve: readonly CurvePoint[];
  readonly verdict: LiftVerdict;
}

export interface LiftVerdict {
  readonly lift: boolean;
  /** In one sentence. */
  readonly says: string;
}

export interface JudgeOptions {
  readonly seed?: number;
  readonly rounds?: number;
  readonly onProgress?: (share: number) => void;
}

const SHARES = Array.from({ length: 20 }, (_, at) => (at + 1) / 20);
const HALF = SHARES.indexOf(0.5);
const ROUNDS = 500;
/** Rules that work are not given up for what chance may have made: it is asked for more than the intervals shown are. */
const VERDICT_LEVEL = 0.99;

/**
 * How well points foretell ends among leads that they were not learned from, with 95 % intervals from resamples of the
 * leads; `null` where all ended in one way.
 */
export function judgeOnNewest(
  leads: readonly Judged[],
  calibration: Calibration,
  { seed = 1, rounds = ROUNDS, onProgress = () => undefined }: JudgeOptions = {},
): Judgement | null {
  const wins = leads.reduce((sum, { won }) => sum + Number(won), 0);
  if (wins === 0 || wins === leads.length) return null;
  const tallied = new Tallied(leads);
  let round = 0;
  const resampled = resample(
    leads.length,
    (drawn) => {
      onProgress(round++ / rounds);
      return measure(tallied.of(drawn), calibration);
    },
    { seed, rounds },
  );
  const values = measure(tallied.all, calibration).map((value) => value!);
  const interval = (at: number, level = 0.95): Interval =>
    percentileInterval(resampled[at] ?? [], level) ?? { low: values[at]!, high: values[at]! };
  const figure = (at: number): Figure => ({ value: values[at]!, ...interval(at) });

  const curve = SHARES.map((share, at): CurvePoint => {
    const lift = figure(LIFTS + at);
    return { share, winsKept: scaled(lift, share), acceptance: figure(ACCEPTANCES + at), lift };
  });
  return {
    leads: leads.length,
    wins,
    auc: figure(AUC),
    brier: figure(BRIER),
    ece: figure(ECE),
    curve,
    verdict: verdictOf(
      curve[HALF]!,
      interval(AUC, VERDICT_LEVEL).low,
      interval(LIFTS + HALF, VERDICT_LEVEL).low,
    ),
  };
}

const [AUC, BRIER, ECE, LIFTS, ACCEPTANCES] = [0, 1, 2, 3, 3 + SHARES.length];

/** All figures in the order of the places above. */
function measure(tallies: readonly Judged[], calibration: Calibration): (number | null)[] {
  const chances = tallies.map((tally) => ({ ...tally, score: chanceOf(calibration, tally.score) }));
  const all = tallies.reduce((sum, tally) => sum + weightOf(tally), 0);
  const rate = tallies.reduce((sum, tally) => (tally.won ? sum + weightOf(tally) : sum), 0) / all;
  const kept = keptShares(tallies, SHARES);
  const lifts = SHARES.map((share, at) => kept && kept[at]! / share);
  return [auc(tallies), brier(chances), ece(chances), ...lifts, ...lifts.map((lift) => lift && lift * rate)];
}

function verdictOf({ winsKept, lift }: CurvePoint, leastAuc: number, leastLift: number): LiftVerdict {
  if (leastAuc <= 0.5 || leastLift <= 1) {
    const says = `No lift found: keep your rules. The better half of the leads holds ${percent(winsKept.low)} to ${percent(winsKept.high)} of the wins, and any half would hold about 50 %.`;
    return { lift: false, says };
  }
  const says = `Lift found: the better half of the leads keeps ${percent(winsKept.value)} of the wins (${percent(winsKept.low)} to ${percent(winsKept.high)}), ${lift.value.toFixed(2)} times as many a lead as sending all.`;
  return { lift: true, says };
}

const scaled = ({ value, low, high }: Figure, by: number): Figure => ({
  value: value * by,
  low: low * by,
  high: high * by,
});
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Leads of the same score and end as one of their weight: points are whole, so that there are few, and resampling is quick. */
class Tallied {
  readonly all: readonly Judged[];
  readonly #kinds: readonly { readonly score: number; readonly won: boolean }[];
  readonly #kindOf: Uint32Array;
  readonly #weights: Float64Array;

  constructor(leads: readonly Judged[]) {
    const kinds = new Map<string, number>();
    const first: Judged[] = [];
    this.#kindOf = Uint32Array.from(leads, (lead) => {
      const key = `${lead.score} ${lead.won}`;
      const known = kinds.get(key);
      if (known !== undefined) return known;
      kinds.set(key, first.length);
      return first.push(lead) - 1;
    });
    this.#kinds = first.map(({ score, won }) => ({ score, won }));
    this.#weights = Float64Array.from(leads, weightOf);
    this.all = this.of(Uint32Array.from(leads, (_, at) => at));
  }

  of(drawn: Uint32Array): Judged[] {
    const weights = new Float64Array(this.#kinds.length);
    for (const at of drawn) weights[this.#kindOf[at]!]! += this.#weights[at]!;
    return this.#kinds.flatMap((kind, at) => (weights[at] === 0 ? [] : [{ ...kind, weight: weights[at]! }]));
  }
}
