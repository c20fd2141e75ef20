import { digits, isFresh } from './clock-window.js';
import { hmac, sameBytes } from './constant-time.js';
import { ACCEPTED, refused, type SignedRequest, type Verification } from './provider.js';

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<body>`, as Calendly and Mailchimp sign. */
export function verifyTimedSignature(
  request: SignedRequest,
  header: string,
  secrets: readonly string[],
): Verification {
  const parts = (request.headers[header] ?? '').split(',').map((part) => part.trim().split('='));
  const timestamp = parts.find(([name]) => name === 't')?.[1];
  const given = parts.flatMap(([name, hex = '']) => (name === 'v1' && /^[0-9a-f]{64}$/i.test(hex) ? [Buffer.from(hex, 'hex')] : []));
  const seconds = digits(timestamp);
  if (timestamp === undefined || seconds === null || given.length === 0) {
    return refused(`${header} is not of the form t=…,v1=…`);
  }
  if (!isFresh(seconds * 1000, request.now)) return refused(`${header} was made more than five minutes ago`);
  const matches = secrets.some((secret) => {
    const expected = hmac('sha256', secret, `${timestamp}.`, request.raw);
    return given.some((signature) => sameBytes(signature, expected));
  });
  return matches ? ACCEPTED : refused(`${header} matches no secret of this source`);
}
