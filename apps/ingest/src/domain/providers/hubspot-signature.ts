import { digits, isFresh } from './clock-window.js';
import { hmac, sameBytes, sha256 } from './constant-time.js';
import { ACCEPTED, refused, type SignedRequest, type Verification } from './provider.js';

/** HubSpot signs the address as it reads with these escapes undone, and no others. */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Checks whichever signature of HubSpot's is there. The strongest one present decides: an old replay must not get in
 * by a weaker one beside it.
 * @returns null where there is none.
 * @see https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
export function verifyHubspotSignature(
  request: SignedRequest,
  secrets: readonly string[],
  { takesV1 }: { readonly takesV1: boolean },
): Verification | null {
  const { headers } = request;
  if (headers['x-hubspot-signature-v3'] !== undefined) {
    return verifyV3(request, headers['x-hubspot-signature-v3'], secrets);
  }
  const signature = headers['x-hubspot-signature'];
  if (signature === undefined) return null;
  const version = headers['x-hubspot-signature-version'];
  if (version === 'v2') return verifyPlain(signature, secrets, [request.method, uriOf(request), request.raw]);
  if (version === 'v1' && takesV1) return verifyPlain(signature, secrets, [request.raw]);
  return refused(`x-hubspot-signature-version is not ${takesV1 ? 'v1 or v2' : 'v2'}`);
}

/** HMAC over method, address, body and time in milliseconds, base64. */
function verifyV3(request: SignedRequest, signature: string, secrets: readonly string[]): Verification {
  const timestamp = request.headers['x-hubspot-request-timestamp'];
  const signedAt = digits(timestamp);
  if (timestamp === undefined || signedAt === null)
    return refused('x-hubspot-request-timestamp is not a number of milliseconds');
  if (!isFresh(signedAt, request.now))
    return refused('x-hubspot-request-timestamp is more than five minutes off');
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) =>
    sameBytes(given, hmac('sha256', secret, request.method, uriOf(request), request.raw, timestamp)),
  )
    ? ACCEPTED
    : refused('x-hubspot-signature-v3 matches no secret of this source');
}

/** Versions 1 and 2: a plain hash with the secret in front, hexadecimal. */
function verifyPlain(
  signature: string,
  secrets: readonly string[],
  signed: ReadonlyArray<string | Buffer>,
): Verification {
  const given = Buffer.from(signature, 'hex');
  return secrets.some((secret) => sameBytes(given, sha256(secret, ...signed)))
    ? ACCEPTED
    : refused('x-hubspot-signature matches no secret of this source');
}

function uriOf({ url }: SignedRequest): string {
  return url.replace(DECODED, (escape) => decodeURIComponent(escape));
}
