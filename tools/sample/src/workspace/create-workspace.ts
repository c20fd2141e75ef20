import { randomBytes } from 'node:crypto';
import { campaigns } from '../data/campaigns.js';
import type { SigningSource } from '../deliveries/planned-delivery.js';
import { websiteFieldMap } from '../deliveries/standard-webhook-body.js';
import { formFieldMap } from '../deliveries/typeform-body.js';
import type { FrontDoor } from '../front-door.js';
import type { Tell } from '../tell.js';
import { calendarsFrom } from './calendars.js';
import { pointsTable } from './points-table.js';
import { addressOf, otherAccounts, promises, reps, routingRules, teams } from './sales.js';

const SOURCES = [
  { provider: 'standard-webhooks', name: 'Website', fieldMap: websiteFieldMap },
  { provider: 'typeform', name: 'Demo and guide forms', fieldMap: formFieldMap },
  { provider: 'hubspot-workflow', name: 'HubSpot: became marketing qualified', fieldMap: null },
  { provider: 'segment', name: 'Segment: website events', fieldMap: null },
] as const;

/**
 * Everything that has to be there before a first lead can be handed over. Sources come last: they are what tells that
 * a workspace is there, so an attempt that broke off before can be made again.
 * @param password of every account.
 */
export async function createWorkspace(
  operator: FrontDoor,
  password: string,
  now: Date,
  tell: Tell,
): Promise<SigningSource[]> {
  const calendars = calendarsFrom(now.getUTCFullYear());
  for (const { id, ...calendar } of Object.values(calendars)) {
    await operator.put(`/api/routing/calendars/${id}`, calendar);
  }
  for (const [key, { id, name }] of Object.entries(teams)) {
    const calendarId = calendars[key as keyof typeof teams].id;
    await operator.put(`/api/routing/teams/${id}`, { name, calendarId });
  }
  for (const rep of reps) {
    await operator.put(`/api/routing/reps/${rep.id}`, {
      name: rep.name,
      email: addressOf(rep),
      teamId: teams[rep.team].id,
      capacity: rep.capacity,
      active: true,
      absences: [],
    });
  }
  await operator.put('/api/routing/rules', routingRules);
  await operator.put('/api/routing/promises', promises);
  tell(`two teams with calendars, ${reps.length} reps, ${routingRules.length} routing rules`);

  await operator.post('/api/scoring/points-tables', pointsTable);
  tell(`a points table of ${pointsTable.rules.length} rules, the line at ${pointsTable.line}`);

  for (const { key, name } of campaigns) await operator.put(`/api/reporting/campaigns/${key}`, { name });
  for (const { email, name, role } of otherAccounts) {
    await operator.put(`/auth/accounts/${email}`, { name, role, password });
  }
  for (const rep of reps) {
    await operator.put(`/auth/accounts/${addressOf(rep)}`, { name: rep.name, role: 'rep', repId: rep.id, password });
  }
  tell(`${campaigns.length} campaigns, ${otherAccounts.length + reps.length} accounts`);

  const sources: SigningSource[] = [];
  for (const source of SOURCES) sources.push(await createSource(operator, source));
  tell(`${sources.length} webhook sources`);
  return sources;
}

async function createSource(operator: FrontDoor, source: (typeof SOURCES)[number]): Promise<SigningSource> {
  const secret = newSecret();
  const { url } = await operator.post<{ url: string }>('/api/ingest/sources', { ...source, secrets: [secret] });
  return { provider: source.provider, url, secret };
}

/** Base64 behind `whsec_` is what Standard Webhooks asks for; to the others any text is a secret. */
function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}
