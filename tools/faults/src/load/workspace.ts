import type { Rig } from '../rig/rig.js';

const calendarId = '0198a000-0000-7000-8000-000000000001';
const teamId = '0198a000-0000-7000-8000-000000000002';
export const repIds = [0, 1, 2, 3].map((place) => `0198a000-0000-7000-8000-00000000001${place}`);

/** A team that never sleeps, a line that half of the leads pass, and a source. */
export async function createWorkspace(rig: Rig): Promise<{ path: string; secret: string }> {
  const operator = rig.as('operator');
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  await operator.put(`/api/routing/calendars/${calendarId}`, { name: 'Always', zone: 'UTC', weekly });
  await operator.put(`/api/routing/teams/${teamId}`, { name: 'Sales', calendarId });
  for (const [place, id] of repIds.entries()) {
    const rep = { name: `Rep ${place}`, email: `rep${place}@sales.example`, teamId, capacity: 100_000 };
    await operator.put(`/api/routing/reps/${id}`, rep);
  }
  const everybody = { id: 'everybody', says: 'Everybody', when: { all: [] }, target: { teamId } };
  await operator.put('/api/routing/rules', [everybody]);
  await operator.post('/api/scoring/points-tables', {
    line: 10,
    reason: 'so that about half of the leads pass',
    rules: [
      { id: 'size', says: '100 people or more', dimension: 'fit', points: 15, when: { field: 'company.employees', op: 'atLeast', value: 100 } },
    ],
  });
  const source = await operator.post<{ webhookPath: string; generatedSecret: string }>('/api/ingest/sources', {
    provider: 'standard-webhooks',
    name: 'Faults',
  });
  return { path: source.webhookPath, secret: source.generatedSecret };
}
