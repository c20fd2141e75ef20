import { type Alarm, percent } from './alarm.js';

const FEWEST_LEADS = 100;
/** A week may differ by so much without anybody minding. */
const SLACK = 0.05;
/** Standard deviations: chance alone goes further once in some 370 weeks. */
const SURE = 3;

/** @param wanted the share that the policy sends */
export function watchShareSent({ leads, sent }: { leads: number; sent: number }, wanted: number): Alarm[] {
  if (leads < FEWEST_LEADS) return [];
  const share = sent / leads;
  const doubt = SURE * Math.sqrt((wanted * (1 - wanted)) / leads);
  if (Math.abs(share - wanted) <= Math.max(SLACK, doubt)) return [];
  return [
    {
      kind: 'share-sent',
      about: '',
      says: `Sales got ${percent(share)} of last week’s ${leads} leads, ${percent(wanted)} were meant`,
    },
  ];
}
