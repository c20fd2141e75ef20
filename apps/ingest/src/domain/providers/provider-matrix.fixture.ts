import { createHash, createHmac } from 'node:crypto';
import type { PlatformId } from './providers.js';
import { SOURCE } from './signing.fixture.js';

/** The platform's side of the wire: what it sends, and how it proves that it is from it. */
export interface Platform {
  readonly secret: string;
  /** A usual delivery, which happened at `at`. */
  delivery(at: Date, about?: string): string;
  /** Headers and query that prove it. */
  prove(body: string, secret: string, at: Date): { headers?: Record<string, string>; query?: Record<string, string> };
  /** A test delivery. */
  readonly test?: string;
  /** What it sends when a record is deleted there. */
  readonly deletion?: string;
  /** How it asks whether the address is right. */
  readonly handshake?: { query: Record<string, string>; answer: RegExp };
}

const SECRET = 'test-secret-0123456789';
const hex = (algorithm: string, key: string | Buffer, text: string) => createHmac(algorithm, key).update(text).digest('hex');
const base64 = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64');
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
const json = (value: unknown) => JSON.stringify(value);
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const bySecretInQuery: Platform['prove'] = (_body, secret) => ({ query: { key: secret } });
const byHeader: Platform['prove'] = (_body, secret) => ({ headers: { 'x-baton-key': secret } });
const dashed = (at: Date) => at.toISOString().replace('T', ' ').slice(0, 19);

export const platforms: Readonly<Record<PlatformId, Platform>> = {
  activecampaign: {
    secret: SECRET,
    delivery: (at, about = '7') =>
      form({ type: 'update', date_time: at.toISOString(), 'contact[id]': about, 'contact[email]': `c${about}@example.com` }),
    prove: bySecretInQuery,
  },
  calendly: {
    secret: SECRET,
    delivery: (at, about = 'A') =>
      json({
        event: 'invitee.created',
        created_at: at.toISOString(),
        payload: { uri: `https://api.calendly.com/invitees/${about}`, email: 'ada@example.com', name: 'Ada' },
      }),
    prove: (body, secret, at) => ({
      headers: { 'calendly-webhook-signature': `t=${seconds(at)},v1=${hex('sha256', secret, `${seconds(at)}.${body}`)}` },
    }),
  },
  'customer-io': {
    secret: SECRET,
    delivery: (at, about = '01E4') =>
      json({
        event_id: about,
        metric: 'subscribed',
        object_type: 'customer',
        timestamp: Number(seconds(at)),
        data: { identifiers: { email: 'ada@example.com', cio_id: 'd9' } },
      }),
    prove: (body, secret, at) => ({
      headers: {
        'x-cio-timestamp': seconds(at),
        'x-cio-signature': hex('sha256', secret, `v0:${seconds(at)}:${body}`),
      },
    }),
  },
  espocrm: {
    secret: SECRET,
    delivery: (at, about = '1') =>
      json([{ id: about, name: 'Ada', emailAddress: 'ada@example.com', modifiedAt: dashed(at) }]),
    prove: (body, secret) => ({
      headers: { signature: Buffer.from(`hook1:${hex('sha256', secret, body)}`).toString('base64') },
    }),
  },
  'google-ads-lead-form': {
    secret: SECRET,
    delivery: (at, about = 'L1') =>
      json({
        lead_id: about,
        lead_submit_time: at.toISOString(),
        google_key: SECRET,
        user_column_data: [{ column_id: 'EMAIL', string_value: 'ada@example.com' }],
      }),
    prove: () => ({}),
    test: json({ lead_id: 'T', google_key: SECRET, is_test: true, user_column_data: [] }),
  },
  'hubspot-api': {
    secret: SECRET,
    delivery: (at, about = '5') =>
      json([{ eventId: 1, portalId: 2, subscriptionType: 'contact.creation', objectId: about, occurredAt: at.getTime() }]),
    prove: hubspotV3,
    test: json([{ eventId: 100, subscriptionType: 'contact.creation', objectId: 123, occurredAt: 1_770_000_000_000 }]),
    deletion: json([{ eventId: 3, subscriptionType: 'contact.privacyDeletion', objectId: 5, occurredAt: 1_770_000_000_000 }]),
  },
  'hubspot-workflow': {
    secret: SECRET,
    delivery: (at, about = '9') =>
      json({
        vid: about,
        properties: { email: { value: 'ada@example.com' }, lastmodifieddate: { value: String(at.getTime()) } },
      }),
    prove: hubspotV3,
  },
  intercom: {
    secret: SECRET,
    delivery: (at, about = 'notif_1') =>
      json({
        type: 'notification_event',
        id: about,
        topic: 'contact.lead.created',
        created_at: Number(seconds(at)),
        data: { item: { type: 'contact', id: '6', email: 'ada@example.com' } },
      }),
    prove: (body, secret) => ({ headers: { 'x-hub-signature': `sha1=${hex('sha1', secret, body)}` } }),
    test: json({ type: 'notification_event', id: 'notif_0', topic: 'ping', data: { item: { type: 'ping' } } }),
    deletion: json({ type: 'notification_event', id: 'notif_9', topic: 'contact.deleted', data: { item: { id: '6' } } }),
  },
  klaviyo: {
    secret: SECRET,
    delivery: (at, about = '4L3') =>
      json({
        data: [
          {
            external_id: about,
            topic: 'event:klaviyo.clicked_email',
            payload: {
              data: {
                attributes: { datetime: at.toISOString() },
                relationships: { profile: { data: { type: 'profile', id: '01H' } } },
              },
            },
          },
        ],
      }),
    prove: (body, secret, at) => ({
      headers: { 'klaviyo-timestamp': seconds(at), 'klaviyo-signature': hex('sha256', secret, body + seconds(at)) },
    }),
  },
  'linkedin-lead-sync': {
    secret: SECRET,
    delivery: (at, about = 'urn:li:leadGenFormResponse:1') =>
      json({ type: 'LEAD_ACTION', leadGenFormResponse: about, leadAction: 'CREATED', occurredAt: at.getTime() }),
    prove: (body, secret) => ({ headers: { 'x-li-signature': hex('sha256', secret, `hmacsha256=${body}`) } }),
    test: json({ leadGenFormResponse: 'urn:li:leadGenFormResponse:1', leadAction: 'CREATED', testLead: true }),
    deletion: json({ leadGenFormResponse: 'urn:li:leadGenFormResponse:1', leadAction: 'DELETED', occurredAt: 1_770_000_000_000 }),
    handshake: {
      query: { challengeCode: '890e4665-4dfe-4ab1-b689-ed553bceeed0' },
      answer: new RegExp(hex('sha256', SECRET, '890e4665-4dfe-4ab1-b689-ed553bceeed0')),
    },
  },
  mailchimp: {
    secret: SECRET,
    delivery: (at, about = '94826aa750') =>
      form({ type: 'subscribe', fired_at: dashed(at), 'data[id]': about, 'data[email]': 'ada@example.com' }),
    prove: (body, secret, at) => ({
      headers: { 'x-mailchimp-signature': `t=${seconds(at)},v1=${hex('sha256', secret, `${seconds(at)}.${body}`)}` },
    }),
    test: '',
    handshake: { query: {}, answer: /ok/ },
  },
  marketo: {
    secret: SECRET,
    delivery: (at, about = '12') => json({ lead_id: about, email: 'ada@example.com', occurred_at: at.toISOString() }),
    prove: byHeader,
  },
  mautic: {
    secret: SECRET,
    delivery: (at, about = '26') =>
      json({
        'mautic.lead_post_save_new': [
          { contact: { id: about, fields: { core: { email: { value: 'ada@example.com' } } } }, timestamp: at.toISOString() },
        ],
      }),
    prove: (body, secret) => ({ headers: { 'webhook-signature': base64(secret, body) } }),
    deletion: json({ 'mautic.lead_post_delete': [{ id: 26, contact: { fields: {} }, timestamp: '2026-03-01T00:00:00Z' }] }),
  },
  'meta-lead-ads': {
    secret: SECRET,
    delivery: (at, about = '6276465415920') =>
      json({
        object: 'page',
        entry: [{ id: '1', changes: [{ field: 'leadgen', value: { leadgen_id: about, created_time: Number(seconds(at)) } }] }],
      }),
    prove: (body, secret) => ({ headers: { 'x-hub-signature-256': `sha256=${hex('sha256', secret, body)}` } }),
    handshake: {
      query: { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': SECRET },
      answer: /^1158201444$/,
    },
  },
  pipedrive: {
    secret: 'baton:pass-0123456789',
    delivery: (at, about = '3') =>
      json({
        meta: { action: 'create', entity: 'person', entity_id: about, id: 'm', timestamp: at.toISOString() },
        data: { id: about, name: 'Ada', emails: [{ value: 'ada@example.com', primary: true }] },
        previous: null,
      }),
    prove: (_body, secret) => ({ headers: { authorization: `Basic ${Buffer.from(secret).toString('base64')}` } }),
    deletion: json({ meta: { action: 'delete', entity: 'person', entity_id: '3', id: 'm2' }, data: null }),
  },
  'plain-json': {
    secret: SECRET,
    delivery: (at, about = 'ada') => json({ email: `${about}@example.com`, occurred_at: at.toISOString() }),
    prove: byHeader,
  },
  'salesforce-cdc': {
    secret: SECRET,
    delivery: (at, about = '00Q1') =>
      json({
        ChangeEventHeader: {
          entityName: 'Lead',
          recordIds: [about],
          changeType: 'CREATE',
          commitTimestamp: at.getTime(),
          transactionKey: `t-${about}`,
          sequenceNumber: 1,
        },
        Name: { FirstName: 'Ada', LastName: 'Lovelace' },
        Email: 'ada@example.com',
        Company: 'Fjordworks',
      }),
    prove: byHeader,
    deletion: json({ ChangeEventHeader: { entityName: 'Lead', recordIds: ['00Q1'], changeType: 'DELETE', transactionKey: 'x' } }),
  },
  'salesforce-outbound-message': {
    secret: '00D000000000001EAA',
    delivery: (at, about = '04l1') =>
      `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D000000000001EAA</OrganizationId><ActionId>04k</ActionId><SessionId xsi:nil="true"/><Notification><Id>${about}</Id><sObject xsi:type="sf:Lead" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>00Q1</sf:Id><sf:Email>ada@example.com</sf:Email><sf:LastModifiedDate>${at.toISOString()}</sf:LastModifiedDate></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>`,
    prove: () => ({}),
  },
  segment: {
    secret: SECRET,
    delivery: (at, about = 'm1') =>
      json({ type: 'identify', messageId: about, userId: 'u', traits: { email: 'ada@example.com' }, timestamp: at.toISOString() }),
    prove: (body, secret) => ({ headers: { 'x-signature': hex('sha1', secret, body) } }),
    deletion: json({ type: 'delete', messageId: 'd', userId: 'u' }),
  },
  'standard-webhooks': {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    delivery: (at) => json({ type: 'lead.submitted', timestamp: at.toISOString(), data: { email: 'ada@example.com' } }),
    prove: (body, secret, at) => ({
      headers: {
        'webhook-id': `msg_${createHash('sha1').update(body).digest('hex')}`,
        'webhook-timestamp': seconds(at),
        'webhook-signature': `v1,${base64(
          Buffer.from(secret.slice('whsec_'.length), 'base64'),
          `msg_${createHash('sha1').update(body).digest('hex')}.${seconds(at)}.${body}`,
        )}`,
      },
    }),
  },
  typeform: {
    secret: SECRET,
    delivery: (at, about = 'tok') =>
      json({
        event_type: 'form_response',
        form_response: {
          token: about,
          submitted_at: at.toISOString(),
          answers: [{ type: 'email', email: 'ada@example.com', field: { ref: 'email', type: 'email' } }],
        },
      }),
    prove: (body, secret) => ({ headers: { 'typeform-signature': `sha256=${base64(secret, body)}` } }),
  },
  unbounce: {
    secret: SECRET,
    delivery: (at, about = 'Page') =>
      form({
        page_name: about,
        'data.json': json({
          email: ['ada@example.com'],
          date_submitted: [at.toISOString().slice(0, 10)],
          time_submitted: ['09:30 AM UTC'],
        }),
      }),
    prove: bySecretInQuery,
  },
};

function hubspotV3(body: string, secret: string, at: Date): { headers: Record<string, string> } {
  const timestamp = String(at.getTime());
  const url = `https://baton.example/webhooks/${SOURCE.id}`;
  return {
    headers: {
      'x-hubspot-request-timestamp': timestamp,
      'x-hubspot-signature-v3': base64(secret, `POST${url}${body}${timestamp}`),
    },
  };
}
