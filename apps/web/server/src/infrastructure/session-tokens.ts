import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { type CryptoKey, importJWK, SignJWT } from 'jose';
import type { Account } from '../domain/account.js';
import type { WebConfig } from '../web.config.js';

/** A working day: who signs in in the morning is not asked again in the afternoon. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Signs what every service then trusts: who somebody is. */
@Injectable()
export class SessionTokens {
  private readonly key: Promise<CryptoKey | Uint8Array>;

  constructor(
    @Inject(CONFIG) config: Pick<WebConfig, 'BATON_AUTH_PRIVATE_KEY'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.key = importJWK(config.BATON_AUTH_PRIVATE_KEY, 'EdDSA');
  }

  async sign({ id, name, role, repId }: Account): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ name, role, repId })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(id)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + SESSION_SECONDS)
      .sign(await this.key);
  }
}
