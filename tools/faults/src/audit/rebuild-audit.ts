import { eventually } from '@baton/testing';
import type { Rig } from '../rig/rig.js';

const REBUILT_WITHIN_MS = 300_000;

/** Throws reporting's projections away, has them read again from the log, and compares row by row. */
export async function auditRebuild(rig: Rig): Promise<string[]> {
  const before = await projections(rig);
  const operator = rig.as('operator');
  await operator.post('/api/reporting/rebuild', {});
  await eventually(
    async () => (await operator.get<{ state: string }>('/api/reporting/rebuild')).state === 'idle',
    'the rebuild to end',
    REBUILT_WITHIN_MS,
  );
  const after = await projections(rig);
  const violations: string[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(id) !== after.get(id)) violations.push(`a rebuild differs: ${before.get(id)} became ${after.get(id)}`);
  }
  return violations;
}

async function projections(rig: Rig): Promise<Map<string, string>> {
  const facts = await rig.sql<{ id: string; row: string }>(
    'SELECT lead_id::text AS id, fact::text AS row FROM reporting.lead_facts fact',
  );
  const stories = await rig.sql<{ id: string; row: string }>(
    `SELECT event_id::text AS id, concat_ws(' ', subject, topic, time, sequence, data) AS row FROM reporting.story_events`,
  );
  return new Map([...facts, ...stories].map(({ id, row }) => [id, row]));
}
