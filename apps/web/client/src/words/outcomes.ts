import type { Delivery } from '../api/sources.js';

const words: Readonly<Record<string, string>> = {
  lead: 'A new lead',
  merged: 'More about a known lead',
  inquiry: 'An address, not a lead yet',
  joined: 'Two leads became one',
  erased: 'A person was forgotten',
  deal: 'A deal',
  fetching: 'Told an id, which is fetched',
  duplicate: 'A repeat',
  ignored: 'Nothing to do',
};

/** How a delivery ended, for people. */
export function outcomeWords({ state, outcome }: Pick<Delivery, 'state' | 'outcome'>): string {
  if (state === 'stored') return 'Waiting';
  if (state === 'held') return 'Waiting until the source goes on';
  if (state === 'dead') return 'Could not be read';
  return words[outcome ?? ''] ?? 'Done';
}
