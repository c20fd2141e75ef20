import { XMLParser } from 'fast-xml-parser';
import { get, type Json, listOf, objectOf } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey, sameText } from './constant-time.js';
import { ACCEPTED, type Provider, type ProviderEvent, type ReadingSource, refused } from './provider.js';
import { readSalesforceRecord } from './salesforce-fields.js';
import { verifySharedKey } from './shared-key.js';

const MOST_NOTIFICATIONS = 100;
/** What a SOAP message never has: entities of its own, which blow up or read files. */
const DANGEROUS = /<!(DOCTYPE|ENTITY)/i;

/** What proves the sender, and what would let anybody act as them in Salesforce. */
const SECRETS = /(<(?:[\w.-]+:)?(?:OrganizationId|SessionId)(?:\s[^<>]*)?>)(?:<!\[CDATA\[[^\]]*\]\]>|[^<])*/g;
/** As people read it off their screen, before the three letters that make it tell upper from lower case. */
const SHORT_ID = 15;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Ids and amounts stay as they are written.
  parseTagValue: false,
  parseAttributeValue: false,
  // `&#252;` as well, and none that a document brings along.
  htmlEntities: true,
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
    const organisation = textIn(get(notificationsIn(request.raw) ?? null, 'OrganizationId'));
    if (organisation === undefined) return refused('there is no OrganizationId, and no key in the address');
    const isKnown = secrets.some((secret) =>
      sameText(secret.length === SHORT_ID ? organisation.slice(0, SHORT_ID) : organisation, secret),
    );
    return isKnown ? ACCEPTED : refused('OrganizationId is no secret of this source');
  },

  withoutSecret: (raw) => Buffer.from(raw.toString('latin1').replace(SECRETS, '$1'), 'latin1'),

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
    // Checked whole: half a message would be acknowledged, and its other half lost.
    const found = get(parser.parse(text, true) as Json, 'Envelope', 'Body', 'notifications');
    return found === undefined ? null : found;
  } catch {
    return null;
  }
}

function readNotification(notification: Json, source: ReadingSource): ProviderEvent {
  const record = get(notification, 'sObject') ?? null;
  const entity = (textOf(get(record, '@type')) ?? '').replace(/^.*:/, '');
  const fields = Object.fromEntries(
    Object.entries(objectOf(record)).flatMap(([name, value]): Array<[string, string]> => {
      const text = name.startsWith('@') ? undefined : textIn(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const dedupeKey = textIn(get(notification, 'Id')) ?? bodyKey(`${entity}|${JSON.stringify(fields)}`);
  return readSalesforceRecord(entity, fields, source, {
    provider: 'salesforce-outbound-message',
    dedupeKey,
    occurredAt: null,
  });
}

/** What an element says, whether it has attributes or not. */
function textIn(element: Json | undefined): string | undefined {
  return textOf(element) ?? textOf(get(element, '#text'));
}
