import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@baton/service-kit';
import { type Account, normaliseEmail } from '../domain/account.js';
import { FailedAttempts } from '../domain/failed-attempts.js';
import { Accounts } from '../infrastructure/accounts.js';
import { hashPassword, isPassword } from '../infrastructure/password-hash.js';
import { SessionTokens } from '../infrastructure/session-tokens.js';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly token: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-often'; readonly seconds: number };

const WINDOW_MS = 15 * 60 * 1000;

/** Lets in who knows the password. A wrong address and a wrong password take equally long and look the same. */
@Injectable()
export class SignIn {
  private readonly failuresOfAccount = new FailedAttempts(10, WINDOW_MS);
  /** Stops one machine that tries one password on many addresses. */
  private readonly failuresOfCaller = new FailedAttempts(100, WINDOW_MS);
  private readonly nobodysHash = hashPassword('the password of nobody');

  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SessionTokens) private readonly tokens: SessionTokens,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param caller the address that the request came from. */
  async run(email: string, password: string, caller: string): Promise<SignInOutcome> {
    const now = this.clock.now();
    const address = normaliseEmail(email);
    const accountKey = `${caller} ${address}`;
    const seconds = Math.max(
      this.failuresOfAccount.secondsToWait(accountKey, now),
      this.failuresOfCaller.secondsToWait(caller, now),
    );
    if (seconds > 0) return { kind: 'too-often', seconds };

    const found = await this.accounts.find(address);
    const matches = await isPassword(password, found?.passwordHash ?? (await this.nobodysHash));
    if (!found || !matches) {
      this.failuresOfAccount.failed(accountKey, now);
      this.failuresOfCaller.failed(caller, now);
      return { kind: 'refused' };
    }
    this.failuresOfAccount.forget(accountKey);
    return { kind: 'signed-in', account: found.account, token: await this.tokens.sign(found.account) };
  }
}
