import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey } from './constant-time.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { readSalesforceRecord } from './salesforce-fields.js';
import { verifySharedKey } from './shared-key.js';

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
    return { ok: true, events: all.flatMap((one) => readChange(one, source)) };
  },
};

function readChange(message: Json, source: ReadingSource): ProviderEvent[] {
  // Relays pass on the envelope of the Streaming API, or what is in it.
  const payload = get(message, 'data', 'payload') ?? get(message, 'payload') ?? message;
  const header = get(payload, 'ChangeEventHeader') ?? null;
  const entity = textOf(get(header, 'entityName'));
  const change = textOf(get(header, 'changeType')) ?? '';
  const ids = listOf(get(header, 'recordIds')).flatMap((id) => textOf(id) ?? []);
  const place = `${textOf(get(header, 'transactionKey')) ?? ''}|${textOf(get(header, 'sequenceNumber')) ?? ''}`;
  if (entity === undefined || ids.length === 0) {
    return [{ kind: 'ignored', dedupeKey: bodyKey(JSON.stringify(message)), reason: 'no change event of Salesforce' }];
  }
  const fields = Object.fromEntries(Object.entries(objectOf(payload)).filter(([name]) => name !== 'ChangeEventHeader'));
  return ids.map((id): ProviderEvent => {
    const dedupeKey = place === '|' ? bodyKey(`${id}|${JSON.stringify(message)}`) : `${place}|${id}`;
    if (/DELETE$/.test(change) && change !== 'UNDELETE') {
      return { kind: 'ignored', dedupeKey, reason: `the ${entity} was deleted in Salesforce; what is known here stays` };
    }
    const occurredAt = instantOf(get(header, 'commitTimestamp'));
    return readSalesforceRecord(entity, { ...fields, Id: id }, source, { provider: 'salesforce-cdc', dedupeKey, occurredAt });
  });
}
