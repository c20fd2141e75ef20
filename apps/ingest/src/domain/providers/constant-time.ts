import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Compares without telling, by the time it takes, how much was right. */
export function sameBytes(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Compares texts of any lengths: both are hashed first, so that not even the length shows. */
export function sameText(given: string, expected: string): boolean {
  return sameBytes(digestOf(given), digestOf(expected));
}

export function hmac(
  algorithm: 'sha1' | 'sha256',
  key: string | Buffer,
  ...parts: Array<string | Buffer>
): Buffer {
  const signing = createHmac(algorithm, key);
  for (const part of parts) signing.update(part);
  return signing.digest();
}

export function sha256(...parts: Array<string | Buffer>): Buffer {
  const hashing = createHash('sha256');
  for (const part of parts) hashing.update(part);
  return hashing.digest();
}

/** A key for a body that brings no id of its own: the same bytes are the same delivery. */
export function bodyKey(body: Buffer | string): string {
  return `sha256:${sha256(body).toString('hex')}`;
}

function digestOf(text: string): Buffer {
  return sha256(Buffer.from(text, 'utf8'));
}
