import type { RunningSystem } from '@baton/testing';
import { Webhook } from 'standardwebhooks';
import type { Target } from './target.js';

const calendarId = '0198a000-0000-7000-8000-000000000001';
const teamId = '0198a000-0000-7000-8000-000000000002';

/** Baton, with a team that never sleeps and never is full, and a line that everybody passes. */
export async function batonTarget(system: RunningSystem): Promise<Target> {
  const operator = system.as('operator');
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  await operator.put(`/api/routing/calendars/${calendarId}`, { name: 'Always', zone: 'UTC', weekly });
  await operator.put(`/api/routing/teams/${teamId}`, { name: 'Sales', calendarId });
  for (let rep = 0; rep < 8; rep++) {
    await operator.put(`/api/routing/reps/0198a000-0000-7000-8000-00000000001${rep}`, {
      name: `Rep ${rep}`,
      email: `rep${rep}@sales.example`,
      teamId,
      capacity: 100_000,
    });
  }
  await operator.put('/api/routing/rules', [{ id: 'all', says: 'Everybody', when: { all: [] }, target: { teamId } }]);
  await operator.post('/api/scoring/points-tables', {
    line: 10,
    reason: 'a bench',
    rules: [
      { id: 'head', says: 'leads a team', dimension: 'fit', points: 15, when: { field: 'person.title', op: 'contains', value: 'head of' } },
      { id: 'size', says: '100 people or more', dimension: 'fit', points: 10, when: { field: 'company.employees', op: 'atLeast', value: 100 } },
    ],
  });
  const source = await operator.post<{ webhookPath: string; generatedSecret: string }>('/api/ingest/sources', {
    provider: 'standard-webhooks',
    name: 'Bench',
  });
  const webhook = new Webhook(source.generatedSecret);
  return {
    name: 'Baton',
    url: system.url + source.webhookPath,
    brokers: system.brokers,
    routedTopic: 'lead.routed',
    pids: () => [...system.system.apps.values()].flatMap(({ mark }) => (mark ? [mark.pid] : [])),
    sign: (id, body) => {
      const now = new Date();
      return {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': webhook.sign(id, now, body),
      };
    },
    stop: () => system.stop(),
  };
}
