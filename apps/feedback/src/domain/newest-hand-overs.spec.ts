import { newestHandOvers } from './newest-hand-overs.js';

it('the newest attempt owns the lead, whatever the order', () => {
  const event = (leadId: string, attempt: number) => ({ data: { leadId, attempt } });
  const events = [event('a', 2), event('b', 1), event('a', 1), event('a', 3)];
  expect(newestHandOvers(events)).toEqual([event('a', 3), event('b', 1)]);
  expect(newestHandOvers([...events].reverse())).toEqual([event('a', 3), event('b', 1)]);
});
