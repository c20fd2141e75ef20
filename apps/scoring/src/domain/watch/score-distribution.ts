import type { Alarm } from './alarm.js';

const BINS = 10;
const FEWEST = 200;
/** The usual reading of the index: under 0.1 nothing, above 0.25 another population. */
const ANOTHER = 0.25;

/**
 * How far scores have moved: the population stability index over tenths of the scores of then.
 * @returns `null` where there are too few
 */
export function stabilityIndex(then: readonly number[], now: readonly number[]): number | null {
  if (then.length < FEWEST || now.length < FEWEST) return null;
  const ascending = then.toSorted((one, other) => one - other);
  const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, at) => ascending[Math.floor(((at + 1) * then.length) / BINS)]!))];
  const shares = (scores: readonly number[]) => {
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (const score of scores) counts[edges.findLastIndex((edge) => score >= edge) + 1]! += 1;
    // Half a lead in every bin, so that an empty one does not weigh without bounds.
    return counts.map((count) => (count + 0.5) / (scores.length + counts.length / 2));
  };
  const [before, after] = [shares(then), shares(now)];
  return before.reduce((sum, was, at) => sum + (after[at]! - was) * Math.log(after[at]! / was), 0);
}

/** @param then scores of the first leads under the ruling table @param now of the newest */
export function watchScoreDistribution(then: readonly number[], now: readonly number[]): Alarm[] {
  const index = stabilityIndex(then, now);
  if (index === null || index <= ANOTHER) return [];
  const says =
    `The scores are not what they were when this table came to rule: the middle one was ${median(then)} and is ${median(now)} ` +
    `(stability index ${index.toFixed(2)}, above ${ANOTHER} is another kind of leads)`;
  return [{ kind: 'score-distribution', about: '', says }];
}

function median(scores: readonly number[]): number {
  return scores.toSorted((one, other) => one - other)[Math.floor(scores.length / 2)]!;
}
