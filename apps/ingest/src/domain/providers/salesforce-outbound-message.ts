import { XMLParser } from 'fast-xml-parser';
import { get, type Json, listOf, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import { sameText } from './constant-time.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';
import { readSalesforceRecord } from './salesforce-fields.js';
import { verifySharedKey } from './shared-key.js';

const MOST_NOTIFICATIONS = 100;
/** What a SOAP message never has: entities of its own, which blow up or read files. */
const DANGEROUS = /<!(DOCTYPE|ENTITY)/i;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Ids and amounts stay as they are written.
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => name === 'Notification',
});

/**
 * Outbound messages of Salesforce: SOAP, unsigned. The organisation's id is a secret of the source, or a key stands in
 * the address. Without its Ack, Salesforce sends a message again for a day.
 * https://developer.salesforce.com/docs/platform/api/guide/sforce-api-om-outboundmessaging-wsdl.html
 */
export const salesforceOutboundMessage: Provider = {
  id: 'salesforce-outbound-message',
  takesFieldMap: true,
  accepted: {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body:
      '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      '<soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack>' +
      '</notificationsResponse></soapenv:Body></soapenv:Envelope>',
  },

  verify(request, secrets) {
    if (verifySharedKey(request, secrets).ok) return ACCEPTED;
    const organisation = textOf(get(notificationsIn(request.raw) ?? null, 'OrganizationId'));
    if (organisation === undefined) return refused('there is no OrganizationId, and no key in the address');
    return secrets.some((secret) => sameText(organisation, secret))
      ? ACCEPTED
      : refused('OrganizationId is no secret of this source');
  },

  read(webhook, source) {
    const notifications = notificationsIn(webhook.body);
    if (notifications === null) return { ok: false, because: 'the body is no outbound message of Salesforce' };
    const all = listOf(get(notifications, 'Notification'));
    if (all.length > MOST_NOTIFICATIONS) return { ok: false, because: `more than ${MOST_NOTIFICATIONS} notifications` };
    return { ok: true, events: all.map((one) => readNotification(one, source)) };
  },
};

function notificationsIn(raw: Buffer): Json | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    if (DANGEROUS.test(text)) return null;
    const found = get(parser.parse(text) as Json, 'Envelope', 'Body', 'notifications');
    return found === undefined ? null : found;
  } catch {
    return null;
  }
}

function readNotification(notification: Json, source: ReadingSource): ProviderEvent {
  const record = get(notification, 'sObject') ?? null;
  const entity = (textOf(get(record, '@type')) ?? '').replace(/^.*:/, '');
  const fields = Object.fromEntries(
    Object.entries(objectOf(record)).filter(([name, value]) => !name.startsWith('@') && textOf(value) !== undefined),
  );
  const dedupeKey = textOf(get(notification, 'Id')) ?? `${entity}|${JSON.stringify(fields)}`;
  return readSalesforceRecord(entity, fields, source, {
    provider: 'salesforce-outbound-message',
    dedupeKey,
    occurredAt: null,
  });
}
