import { z } from 'zod';

/** The random sample of leads below the line, where nothing else is said. */
export const SAMPLE_SHARE = 0.02;

/** A cut that no lead is below. */
export const SENDS_ALL = -1_000_000;

/** A cut that no lead reaches. */
export const HOLDS_ALL = 1_000_000;

/** Fewer leads than this say nothing about where a share of them lies. */
export const FEWEST_FOR_A_SHARE = 30;

const sampleShare = z.number().min(0).max(0.5).default(SAMPLE_SHARE);

/** How many leads sales is to get. */
export const linePolicy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), sampleShare }),
  z.strictObject({ kind: z.literal('share'), share: z.number().positive().max(1), sampleShare }),
  z.strictObject({ kind: z.literal('capacity'), perWeek: z.number().int().positive().max(1_000_000), sampleShare }),
]);
export type LinePolicy = z.output<typeof linePolicy>;

/** A lead of the window, as the ruling table sees it. */
export interface Candidate {
  readonly score: number;
  /** `never`: left out or unknown, whatever the points; `always`: skips the line. */
  readonly sendable: 'by points' | 'never' | 'always';
}

/** The newest leads that the line is laid through. */
export interface LineWindow {
  readonly leads: readonly Candidate[];
  /** How many leads come in a week, at the rate of the window. */
  readonly leadsPerWeek: number;
}

/**
 * Where the line must lie so that the policy's number of leads is sent, if the next leads are like those of the window.
 * The sample sent by chance is part of that number.
 * @returns `null` where the policy does not say (the points table does) or the window is too small to say
 */
export function cutFor(policy: LinePolicy, { leads, leadsPerWeek }: LineWindow): number | null {
  if (policy.kind === 'points') return null;
  const share = policy.kind === 'share' ? policy.share : policy.perWeek / leadsPerWeek;
  if (share >= 1) return SENDS_ALL;
  if (leads.length < FEWEST_FOR_A_SHARE) return null;
  const always = leads.filter(({ sendable }) => sendable === 'always').length;
  const scores = leads
    .filter(({ sendable }) => sendable === 'by points')
    .map(({ score }) => score)
    .sort((one, other) => other - one);
  // Sent by points, and of the rest a sample: above + sampleShare * (scores - above) + always = share * leads.
  const wanted = (share * leads.length - always - policy.sampleShare * scores.length) / (1 - policy.sampleShare);
  return nearestCut(scores, wanted);
}

/**
 * How many leads the policy would still send of those that came in some weeks, after those it has sent; none where it has
 * sent more. `null` where it does not count.
 */
export function roomLeft(policy: LinePolicy, { leads, sent }: { leads: number; sent: number }, weeks: number): number | null {
  if (policy.kind === 'points') return null;
  const wanted = policy.kind === 'share' ? policy.share * leads : Math.min(leads, policy.perWeek * weeks);
  return Math.max(0, Math.floor(wanted - sent));
}

/** The share of leads that such a line sends by points, the sample aside; `null` without leads. */
export function shareSent(leads: readonly Candidate[], cut: number): number | null {
  if (leads.length === 0) return null;
  const sent = leads.filter(({ score, sendable }) => sendable === 'always' || (sendable === 'by points' && score >= cut));
  return sent.length / leads.length;
}

/** Equal scores are sent or held together: the cut that comes nearest to the number. @param scores descending */
function nearestCut(scores: readonly number[], wanted: number): number {
  const highest = scores[0];
  if (highest === undefined) return SENDS_ALL;
  let cut = Math.floor(highest) + 1;
  let missedBy = Math.abs(wanted);
  for (let at = 0; at < scores.length; at += 1) {
    if (scores[at] === scores[at + 1]) continue;
    const missed = Math.abs(at + 1 - wanted);
    // Of two that miss alike the stricter stands: sales' time is what is scarce.
    if (missed < missedBy) [cut, missedBy] = [scores[at]!, missed];
  }
  return cut;
}
