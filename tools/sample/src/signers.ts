import { createHmac } from 'node:crypto';

/** How platforms sign what they post, seen from their side: the headers that go with a body. */
export type SignatureHeaders = Readonly<Record<string, string>>;

const hmac = (algorithm: 'sha1' | 'sha256', key: string | Buffer, text: string) =>
  createHmac(algorithm, key).update(text, 'utf8');

/**
 * https://www.standardwebhooks.com
 * @param secret base64, with or without `whsec_` in front.
 * @param id of the delivery: the same for every attempt at it.
 * @param timestamp in whole seconds since 1970.
 */
export function signStandardWebhook(secret: string, id: string, timestamp: number, body: string): SignatureHeaders {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = hmac('sha256', key, `${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

/** https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
export function signTypeform(secret: string, body: string): SignatureHeaders {
  return { 'typeform-signature': `sha256=${hmac('sha256', secret, body).digest('base64')}` };
}

/**
 * HubSpot's signature, version 3.
 * @param url the address that the platform was given, whole: HubSpot signs it.
 * @param timestamp in milliseconds since 1970.
 */
export function signHubspot(secret: string, url: string, timestamp: number, body: string): SignatureHeaders {
  return {
    'x-hubspot-signature-v3': hmac('sha256', secret, `POST${url}${body}${timestamp}`).digest('base64'),
    'x-hubspot-request-timestamp': String(timestamp),
  };
}

/** Of a batch, Segment signs the first event alone; pass that event's own JSON then. */
export function signSegment(secret: string, body: string): SignatureHeaders {
  return { 'x-signature': hmac('sha1', secret, body).digest('hex') };
}

/** Google Ads signs nothing: it puts its key into the body. */
export function withGoogleKey<Lead extends object>(key: string, lead: Lead): Lead & { google_key: string } {
  return { ...lead, google_key: key };
}
