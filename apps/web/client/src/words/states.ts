import type { StoryState } from '../api/reporting.js';

/** Where a lead stands, in the words that both teams use. */
export const stateWords: Readonly<Record<StoryState, string>> = {
  inquiry: 'Inquiry',
  undecided: 'Being scored',
  held: 'Held back',
  qualified: 'Sent to sales',
  'with-sales': 'With sales',
  accepted: 'Accepted',
  rejected: 'Rejected',
  won: 'Won',
};
