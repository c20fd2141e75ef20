import type { LinePolicy } from '../api/planner.js';
import { count, counted, percent } from '../words/numbers.js';

/** Below any score: nobody is held back for points. */
const SENDS_ALL = -1_000_000;

/** Whom sales gets, e.g. `the best 50 % of leads`. */
export function policyInWords(policy: LinePolicy): string {
  switch (policy.kind) {
    case 'points':
      return 'whoever reaches the points that the table asks for';
    case 'share':
      return policy.share >= 1 ? 'every lead' : `the best ${percent(policy.share)} of leads`;
    case 'capacity':
      return `the best ${counted(policy.perWeek, 'lead')} a week`;
  }
}

export const cutInWords = (cut: number): string =>
  cut <= SENDS_ALL ? 'whatever their points' : `at present from ${count(cut)} points on`;

export const sampleInWords = ({ sampleShare }: LinePolicy): string =>
  sampleShare === 0
    ? 'Nobody below the line is sent, so nothing is learned about those who are held back.'
    : `Of those below the line, ${percent(sampleShare)} are sent by chance, to learn whether they were rightly held back.`;
