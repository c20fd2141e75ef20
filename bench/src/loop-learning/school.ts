import type { RunningSystem } from '@baton/testing';
import { Webhook } from 'standardwebhooks';
import type { CourseLead } from './course-leads.js';

const calendarId = '0198a000-0000-7000-8000-000000000001';
const teamId = '0198a000-0000-7000-8000-000000000002';
export const reps = ['Ada Brandt', 'Bilal Chaudhry', 'Chiara Donati', 'Dawit Eshetu'].map((name, at) => ({
  id: `0198a000-0000-7000-8000-00000000001${at}`,
  name,
}));

const CONNECTIONS = 16;

/** The answers that a passport needs; everything else is kept under its own name. */
const fieldMap = {
  root: 'data',
  person: { email: 'data.Email', fullName: 'data.Name' },
  passport: {
    whereFrom: { path: 'data.Came from' },
    content: [{ path: 'data.Looked at' }],
    prompted: { path: 'data.Did' },
  },
  attributes: 'rest',
};

/** What somebody would guess about a school's leads who has seen none of them. */
const firstTable = {
  line: 20,
  reason: 'a guess, before anybody was asked',
  rules: [
    { id: 'visits', says: 'came back to the site', dimension: 'engagement', points: 20, when: { field: 'attributes.TotalVisits', op: 'atLeast', value: 3 } },
    { id: 'specialises', says: 'said what interests them', dimension: 'fit', points: 10, when: { field: 'attributes.Specialization', op: 'present' } },
    { id: 'no-mail', says: 'does not want mail', dimension: 'engagement', points: -20, when: { field: 'attributes.Do Not Email', op: 'is', value: 'Yes' } },
  ],
};

/** A school with four counsellors, whose leads come through one webhook. @returns what posts a lead */
export async function openSchool(system: RunningSystem): Promise<(leads: readonly CourseLead[]) => Promise<void>> {
  const operator = system.as('operator');
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  await operator.put(`/api/routing/calendars/${calendarId}`, { name: 'Always', zone: 'UTC', weekly });
  await operator.put(`/api/routing/teams/${teamId}`, { name: 'Counsellors', calendarId });
  for (const { id, name } of reps) {
    const email = `${name.split(' ')[0]!.toLowerCase()}@sales.example`;
    await operator.put(`/api/routing/reps/${id}`, { name, email, teamId, capacity: 100_000 });
  }
  await operator.put('/api/routing/rules', [{ id: 'everybody', says: 'Everybody', when: { all: [] }, target: { teamId } }]);
  await operator.post('/api/scoring/points-tables', firstTable);
  const source = await operator.post<{ webhookPath: string; generatedSecret: string }>('/api/ingest/sources', {
    provider: 'standard-webhooks',
    name: 'Course site',
    fieldMap,
  });
  const webhook = new Webhook(source.generatedSecret);
  return (leads) => post(leads, `${system.url}${source.webhookPath}`, webhook);
}

async function post(leads: readonly CourseLead[], url: string, webhook: Webhook): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let at = next++; at < leads.length; at = next++) {
      const { email, facts } = leads[at]!;
      const name = `Person ${email.slice(5, 11)}`;
      const answers = { 'Came from': facts['Lead Source'] || 'unknown', 'Looked at': 'course page', Did: facts['Lead Origin'] };
      const now = new Date();
      const body = JSON.stringify({
        type: 'lead.submitted',
        timestamp: now.toISOString(),
        data: { ...facts, ...answers, Email: email, Name: name },
      });
      const id = `msg_${email}`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
        body,
      });
      if (answer.status !== 200) throw new Error(`${email}: ${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
}
