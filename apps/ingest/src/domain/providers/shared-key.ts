import { sameText } from './constant-time.js';
import { ACCEPTED, refused, type SignedRequest, type Verification } from './provider.js';

/**
 * For platforms that sign nothing: the secret itself comes along, in a header (`x-baton-key`, `x-api-key`, as a bearer
 * token, as `user:password`) or, where the platform lets one set an address and no more, in its query (`?key=`).
 */
export function verifySharedKey(request: SignedRequest, secrets: readonly string[]): Verification {
  const { headers, query } = request;
  const given = [
    headers['x-baton-key'],
    headers['x-api-key'],
    ...authorizationIn(headers['authorization']),
    query['key'],
    query['secret'],
  ].filter((key): key is string => key !== undefined && key !== '');
  if (given.length === 0) return refused('no key is there: put it into the header x-baton-key, or ?key=… into the address');
  return secrets.some((secret) => given.some((key) => sameText(key, secret)))
    ? ACCEPTED
    : refused('the key matches no secret of this source');
}

function authorizationIn(header: string | undefined): string[] {
  const [, scheme = '', credentials = ''] = /^(bearer|basic) +(\S+)$/i.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return [credentials];
  if (scheme === '') return [];
  const pair = Buffer.from(credentials, 'base64').toString();
  return [pair, pair.slice(pair.indexOf(':') + 1)];
}
