import { Transactions } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import type { LinePolicy } from '../domain/line-policy.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';

export interface NewLine {
  readonly policy: LinePolicy;
  readonly author: string;
  readonly reason: string;
  /** Then the policy before it rules again. */
  readonly until: Date | null;
}

/** Says how many leads sales is to get from now on. What was sent stays sent. */
@Injectable()
export class SetTheLine {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: LinePolicies,
    private readonly clock: Clock,
  ) {}

  execute(line: NewLine): Promise<StoredLinePolicy> {
    return this.transactions.run((uow) => this.policies.add({ ...line, setAt: this.clock.now() }, uow.manager));
  }
}
