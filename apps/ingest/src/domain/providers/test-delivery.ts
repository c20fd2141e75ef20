import { createHmac } from 'node:crypto';
import type { KeptWebhook, ProviderEvent } from './provider.js';
import type { PlatformId } from './providers.js';

/** On a delivery that somebody here sent to see whether a source works. Whoever is genuine may send it too. */
export const TEST_HEADER = 'x-baton-test';

export interface TestRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SOMEBODY = { email: 'test@baton.example', name: 'Test Delivery', company: 'Baton' };

type Sign = (secret: string, body: string, now: Date) => Readonly<Record<string, string>>;

const withKey: Sign = (secret) => ({ 'x-baton-key': secret });
const hmac = (algorithm: string, secret: string | Buffer, text: string) => createHmac(algorithm, secret).update(text);

/** What each of these platforms would send. Of the others, the platform has a way of its own to send a test. */
const TESTS: Partial<Record<PlatformId, { readonly body: object; readonly sign: Sign }>> = {
  'standard-webhooks': {
    body: { type: 'lead.submitted', data: SOMEBODY },
    sign: (secret, body, now) => {
      const timestamp = String(Math.floor(now.getTime() / 1_000));
      const id = `msg_test_${now.getTime()}`;
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const signature = hmac('sha256', key, `${id}.${timestamp}.${body}`).digest('base64');
      return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    },
  },
  'plain-json': { body: SOMEBODY, sign: withKey },
  marketo: { body: SOMEBODY, sign: withKey },
  segment: {
    body: { type: 'identify', messageId: 'test', userId: 'test', traits: SOMEBODY },
    sign: (secret, body) => ({ 'x-signature': hmac('sha1', secret, body).digest('hex') }),
  },
  typeform: {
    body: {
      event_type: 'form_response',
      event_id: 'test',
      form_response: {
        token: 'test',
        form_id: 'test',
        definition: { title: 'Test', fields: [{ id: 'e', ref: 'email', title: 'E-mail', type: 'email' }] },
        answers: [{ type: 'email', email: SOMEBODY.email, field: { id: 'e', ref: 'email', type: 'email' } }],
      },
    },
    sign: (secret, body) => ({ 'typeform-signature': `sha256=${hmac('sha256', secret, body).digest('base64')}` }),
  },
  mautic: {
    body: { 'mautic.lead_post_save_new': [{ lead: { id: 1, fields: { core: { email: { value: SOMEBODY.email } } } } }] },
    sign: (secret, body) => ({ 'webhook-signature': hmac('sha256', secret, body).digest('base64') }),
  },
};

/**
 * A delivery as the platform would send it, with nobody real in it, marked as a test.
 * @returns null where only the platform can send one.
 */
export function testRequest(provider: string, secret: string, now: Date): TestRequest | null {
  const test = Object.hasOwn(TESTS, provider) ? TESTS[provider as PlatformId] : undefined;
  // With a sender's public key, nothing can be signed.
  if (test === undefined || secret.startsWith('whpk_')) return null;
  const body = JSON.stringify(test.body);
  return { body, headers: { 'content-type': 'application/json', [TEST_HEADER]: 'yes', ...test.sign(secret, body, now) } };
}

/** What is heard of a delivery: of a test nothing, once it has been read. */
export function heardOf(headers: KeptWebhook['headers'], events: readonly ProviderEvent[]): readonly ProviderEvent[] {
  if (headers[TEST_HEADER] === undefined) return events;
  return [{ kind: 'ignored', dedupeKey: `test ${events[0]?.dedupeKey ?? ''}`, reason: 'a test, which was read without a fault' }];
}

export function canBeTested(provider: string): boolean {
  return Object.hasOwn(TESTS, provider);
}
