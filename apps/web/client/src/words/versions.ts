import type { ExpectedEffect, PromotionCause, RejectionReasonCode } from '@baton/contracts';
import type { ChallengerState, Compared, Judged, VersionKind } from '../api/model-versions.js';
import { count, counted, percent } from './numbers.js';

export const kindWords: Readonly<Record<VersionKind, string>> = {
  first: 'the first table',
  edited: 'edited',
  interview: 'from the interview',
  learned: 'learned from verdicts',
  'rolled-back': 'rolled back',
};

/** What became of a table that was learned, besides those that are trained or tried. */
export const pastWords: Readonly<Record<Exclude<ChallengerState, 'training' | 'shadow'>, string>> = {
  fruitless: 'was no better than the ruling table',
  failed: 'could not be trained to the end',
  promoted: 'was promoted',
  dropped: 'was dropped',
  replaced: 'gave way to a newer one',
};

/** E.g. `112 accepted; rejected: No need (12), Does not decide (8)`. */
export function causesInWords(
  { accepted, rejected }: PromotionCause,
  words: ReadonlyMap<RejectionReasonCode, string>,
): string {
  const reasons = rejected.map(({ reason, verdicts }) => `${words.get(reason) ?? reason} (${count(verdicts)})`);
  return [`${count(accepted)} accepted`, reasons.length > 0 && `rejected: ${reasons.join(', ')}`]
    .filter(Boolean)
    .join('; ');
}

export function expectedInWords({ shareSent, winsKept, winsKeptBefore, difference, leads }: ExpectedEffect): string {
  return (
    `${percent(winsKept)} of the wins with the best ${percent(shareSent)} sent, instead of ${percent(winsKeptBefore)}: ` +
    `${differenceInWords(difference)}, tried on ${counted(leads, 'lead')}`
  );
}

/** E.g. `+2 to +8.5 of a hundred`. */
export const differenceInWords = ({ low, high }: Compared['difference']): string =>
  `${inHundredths(low)} to ${inHundredths(high)} of a hundred`;

export const judgedOnInWords = ({ leads, learnedFrom }: Judged): string =>
  `Learned from ${counted(learnedFrom, 'lead')}, judged on the newest ${count(leads)}, which it had not seen`;

function inHundredths(share: number): string {
  const points = Math.round(1_000 * share) / 10;
  return points < 0 ? `−${count(-points)}` : `+${count(points)}`;
}
