import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey } from './constant-time.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { readSalesforceRecord } from './salesforce-fields.js';
import { verifySharedKey } from './shared-key.js';

/** More than any relay hands over at once; one change may be about several. */
const MOST_RECORDS = 1_000;

/**
 * Change Data Capture of Salesforce, posted by a relay: what changed in a record, under a ChangeEventHeader.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
export const salesforceCdc: Provider = {
  id: 'salesforce-cdc',
  takesFieldMap: true,
  verify: verifySharedKey,

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const all = Array.isArray(body.value) ? body.value : [body.value];
    const records = all.reduce((sum: number, one) => sum + Math.max(recordIdsIn(payloadOf(one)).length, 1), 0);
    if (records > MOST_RECORDS) return { ok: false, because: `more than ${MOST_RECORDS} records at once` };
    return { ok: true, events: all.flatMap((one) => readChange(one, source)) };
  },
};

/** Relays pass on the envelope of the Streaming API or of EventBridge, or what is in it. */
function payloadOf(message: Json): Json {
  return get(message, 'data', 'payload') ?? get(message, 'detail', 'payload') ?? get(message, 'payload') ?? message;
}

function recordIdsIn(payload: Json): Json[] {
  return listOf(get(payload, 'ChangeEventHeader', 'recordIds'));
}

function readChange(message: Json, source: ReadingSource): ProviderEvent[] {
  const payload = payloadOf(message);
  const header = get(payload, 'ChangeEventHeader') ?? null;
  const entity = textOf(get(header, 'entityName'));
  const change = textOf(get(header, 'changeType')) ?? '';
  const ids = recordIdsIn(payload).flatMap((id) => textOf(id) ?? []);
  const place = [textOf(get(header, 'transactionKey')), textOf(get(header, 'sequenceNumber'))];
  if (entity === undefined || ids.length === 0) {
    return [{ kind: 'ignored', dedupeKey: bodyKey(JSON.stringify(message)), reason: 'no change event of Salesforce' }];
  }
  const fields = Object.fromEntries(Object.entries(objectOf(payload)).filter(([name]) => name !== 'ChangeEventHeader'));
  const whole = place.includes(undefined) ? bodyKey(JSON.stringify(message)) : place.join('|');
  return ids.map((id): ProviderEvent => {
    const dedupeKey = `${whole}|${id}`;
    const ignored = (reason: string): ProviderEvent => ({ kind: 'ignored', dedupeKey, reason });
    if (change.startsWith('GAP_')) return ignored(`Salesforce tells that the ${entity} changed, and not what`);
    if (change === 'DELETE') return ignored(`the ${entity} was deleted in Salesforce; what is known here stays`);
    const occurredAt = instantOf(get(header, 'commitTimestamp'));
    return readSalesforceRecord(entity, { ...fields, Id: id }, source, { provider: 'salesforce-cdc', dedupeKey, occurredAt });
  });
}
