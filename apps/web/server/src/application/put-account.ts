import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@baton/service-kit';
import { type Account, normaliseEmail } from '../domain/account.js';
import { Accounts } from '../infrastructure/accounts.js';
import { hashPassword } from '../infrastructure/password-hash.js';

/** Creates or changes an account. Sessions that are open keep what they were signed with until they end. */
@Injectable()
export class PutAccount {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async run({ password, ...account }: Omit<Account, 'id'> & { password: string }): Promise<Account> {
    return this.accounts.put(
      { ...account, email: normaliseEmail(account.email), passwordHash: await hashPassword(password) },
      this.clock.now(),
    );
  }
}
