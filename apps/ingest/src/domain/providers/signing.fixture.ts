import { createHash, createHmac } from 'node:crypto';
import type { KeptWebhook, ReadingSource, SignedRequest } from './provider.js';

/** The platforms' side of the wire, written apart from the adapters so that a mistake is not made twice. */
export const NOW = new Date('2026-03-02T09:30:00.000Z');
export const SOURCE: ReadingSource = { id: '019a2b40-1f00-7c55-8a11-0d6f3b2c4e02', fieldMap: null };

export function request(
  body: string | Buffer,
  headers: Record<string, string> = {},
  now = NOW,
): SignedRequest {
  return {
    method: 'POST',
    url: `https://baton.example/webhooks/${SOURCE.id}`,
    query: {},
    headers,
    raw: Buffer.isBuffer(body) ? body : Buffer.from(body),
    now,
  };
}

export function kept(body: unknown, headers: Record<string, string> = {}): KeptWebhook {
  return { headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

export const seconds = (date: Date): string => String(Math.floor(date.getTime() / 1000));

export function standardSignature(secret: string, id: string, timestamp: string, body: string | Buffer): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

export const hexSha1 = (secret: string, body: string): string =>
  createHmac('sha1', secret).update(body).digest('hex');
export const base64Sha256 = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');
export const plainSha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
