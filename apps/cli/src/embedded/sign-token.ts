import { importJWK, type JWK, SignJWT } from 'jose';

/** As the front door writes them and the services check them. */
const ISSUER = 'baton';
const AUDIENCE = 'baton';
const LIFETIME = '12h';

export const roles = ['operator', 'marketer', 'manager', 'rep'] as const;
export type Role = (typeof roles)[number];

export interface TokenSubject {
  readonly role: Role;
  readonly name: string;
  /** The rep whose leads it opens; null for everybody else. */
  readonly repId: string | null;
}

/** An access token like those that the front door signs, good for twelve hours. */
export async function signToken({ role, name, repId }: TokenSubject, privateKey: JWK, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ role, name, repId })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(repId ?? `command-line-${role}`)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(LIFETIME)
    .sign(await importJWK(privateKey, 'EdDSA'));
}
