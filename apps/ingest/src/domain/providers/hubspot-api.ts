import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey } from './constant-time.js';
import { verifyHubspotSignature } from './hubspot-signature.js';
import { type Provider, type ProviderEvent, refused } from './provider.js';

/** HubSpot's words for what its objects are, old and new: `contact.creation`, or `object.creation` of type `0-1`. */
const OBJECT_OF_TYPE_ID: ReadonlyMap<string, string> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
]);

/**
 * The Webhooks API of a HubSpot app: up to 100 notices that something happened to a record, with its id and no more.
 * Every answer but 2xx is a failure to HubSpot, so what is dropped on purpose is accepted all the same.
 * https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
 */
export const hubspotApi: Provider = {
  id: 'hubspot-api',
  takesFieldMap: false,

  verify: (request, secrets) =>
    verifyHubspotSignature(request, secrets, { takesV1: true }) ?? refused('there is no x-hubspot-signature header'),

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const notices = Array.isArray(body.value) ? body.value : [body.value];
    return { ok: true, events: notices.map((notice) => readNotice(notice, source.id)) };
  },
};

function readNotice(notice: Json, sourceId: string): ProviderEvent {
  const text = (field: string) => textOf(get(notice, field));
  // Deliveries say subscriptionType; the guide's own sample says eventType.
  const [object = '', act = ''] = (text('subscriptionType') ?? text('eventType') ?? '').split('.');
  const objectId = text('objectId') ?? text('fromObjectId');
  const common = {
    dedupeKey: dedupeKeyOf(notice),
    occurredAt: instantOf(text('occurredAt')),
  };
  const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey: common.dedupeKey, reason });
  const kind = object === 'object' ? OBJECT_OF_TYPE_ID.get(text('objectTypeId') ?? '') : object;
  if (kind === undefined || act === '') return ignored('no kind of event that Baton reads');
  if (text('eventId') === '100' && text('objectId') === '123') return ignored('a test delivery');
  if (kind === 'contact' && act === 'merge') return readMerge(notice, sourceId, common) ?? ignored('a merge without ids');
  if (objectId === undefined) return ignored('an event without the id of its record');
  if (kind === 'contact' && act === 'privacyDeletion') {
    return { kind: 'erasure', ...common, identityKeys: [contactKey(sourceId, objectId)] };
  }
  if (act === 'deletion') return ignored(`the ${kind} was deleted in HubSpot; what is known here stays`);
  if (kind === 'contact' || kind === 'deal') {
    const portalId = text('portalId');
    return { kind: 'reference', ...common, type: kind, id: objectId, details: portalId === undefined ? {} : { portalId } };
  }
  return ignored(`${kind} events are about nobody`);
}

function readMerge(
  notice: Json,
  sourceId: string,
  common: { dedupeKey: string; occurredAt: Date | null },
): ProviderEvent | null {
  const primary = textOf(get(notice, 'primaryObjectId'));
  const merged = listOf(get(notice, 'mergedObjectIds')).flatMap((id) => textOf(id) ?? []);
  // A merge may give the survivor a new id.
  const survivor = textOf(get(notice, 'newObjectId')) ?? primary;
  const losers = [...(primary === undefined ? [] : [primary]), ...merged].filter((id) => id !== survivor);
  if (survivor === undefined || losers.length === 0) return null;
  return {
    kind: 'merge',
    ...common,
    survivor: contactKey(sourceId, survivor),
    losers: [...new Set(losers)].map((id) => contactKey(sourceId, id)),
  };
}

/** A contact of HubSpot's, by whichever of its webhooks it is told. */
export function contactKey(sourceId: string, id: string): string {
  return `hubspot-api:${sourceId}:${id}`;
}

/** `eventId` is not unique by itself, and a repeat differs in `attemptNumber` alone. */
function dedupeKeyOf(notice: Json): string {
  const parts = ['portalId', 'subscriptionType', 'eventType', 'objectTypeId', 'objectId', 'eventId', 'occurredAt'].map(
    (field) => textOf(get(notice, field)) ?? '',
  );
  return parts.every((part) => part === '') ? bodyKey(JSON.stringify(notice)) : parts.join('|');
}
