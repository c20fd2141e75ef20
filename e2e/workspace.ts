import type { RunningSystem } from '@baton/testing';

/** A day as long as the week, so that no test depends on the hour at which it runs. */
const ALWAYS_OPEN = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));

export const calendarId = '0198a000-0000-7000-8000-000000000001';
export const teamId = '0198a000-0000-7000-8000-000000000002';
export const reps = ['Ada Brandt', 'Bilal Chaudhry', 'Chiara Donati', 'Dawit Eshetu'].map((name, index) => ({
  id: `0198a000-0000-7000-8000-00000000001${index}`,
  name,
}));

/** How the test's Standard Webhooks source is to be read. */
export const fieldMap = {
  root: 'data',
  person: { email: 'data.Email', fullName: 'data.Name', country: 'data.Country', city: 'data.City' },
  company: { name: 'data.Company' },
  source: { channel: 'data.Lead Source', campaign: 'data.Campaign' },
  passport: {
    whereFrom: { path: 'data.Lead Source' },
    content: [{ path: 'data.Last Activity' }],
    prompted: { path: 'data.Lead Origin' },
  },
  treatAsBlank: ['Select'],
  attributes: 'rest',
};

const attribute = (name: string) => `attributes.${name}`;

export const pointsTable = {
  line: 30,
  reason: 'what the sales team said',
  rules: [
    { id: 'added-by-hand', says: 'was entered by a counsellor', dimension: 'engagement', points: 45, when: { field: attribute('Lead Origin'), op: 'is', value: 'Lead Add Form' } },
    { id: 'stayed', says: 'stayed on the site for more than eight minutes', dimension: 'engagement', points: 25, when: { field: attribute('Total Time Spent on Website'), op: 'atLeast', value: 480 } },
    { id: 'stayed-long', says: 'stayed on the site for more than sixteen minutes', dimension: 'engagement', points: 15, when: { field: attribute('Total Time Spent on Website'), op: 'atLeast', value: 960 } },
    { id: 'reference', says: 'came by reference', dimension: 'fit', points: 20, when: { field: 'source.channel', op: 'is', value: 'reference' } },
    { id: 'asked-by-form', says: 'sent a landing page form', dimension: 'engagement', points: 8, when: { field: attribute('Lead Origin'), op: 'is', value: 'Landing Page Submission' } },
    { id: 'no-mail', says: 'does not want mail', dimension: 'engagement', points: -20, when: { field: attribute('Do Not Email'), op: 'is', value: 'Yes' } },
  ],
};

/** A team that never sleeps, one rule, a points table and a source: what a hand-over needs. */
export async function createWorkspace(system: RunningSystem): Promise<{ sourceId: string; secret: string }> {
  const operator = system.as('operator');
  await operator.put(`/api/routing/calendars/${calendarId}`, { name: 'Always', zone: 'UTC', weekly: ALWAYS_OPEN, holidays: [] });
  await operator.put(`/api/routing/teams/${teamId}`, { name: 'Counsellors', calendarId });
  for (const { id, name } of reps) {
    await operator.put(`/api/routing/reps/${id}`, {
      name,
      email: `${name.split(' ')[0]!.toLowerCase()}@sales.example`,
      teamId,
      capacity: 10_000,
      active: true,
      absences: [],
    });
  }
  await operator.put('/api/routing/rules', [{ id: 'everybody', says: 'Everybody', when: { all: [] }, target: { teamId } }]);
  await operator.post('/api/scoring/points-tables', pointsTable);
  const source = await operator.post<{ id: string; generatedSecret: string }>('/api/ingest/sources', {
    provider: 'standard-webhooks',
    name: 'Course site',
    secrets: [],
    fieldMap,
  });
  return { sourceId: source.id, secret: source.generatedSecret };
}
