import { Transactions } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import type { LinePolicy } from '../domain/line-policy.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';

export interface NewLine {
  readonly policy: LinePolicy;
  readonly author: string;
  readonly reason: string;
  /** For so many weeks it is tried without effect; then it rules. */
  readonly dryRunWeeks: number;
  /** Then the policy before it rules again. */
  readonly until: Date | null;
}

const WEEK_MS = 7 * 86_400_000;

/** Says how many leads sales is to get from now on. What was sent stays sent. */
@Injectable()
export class SetTheLine {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: LinePolicies,
    private readonly clock: Clock,
  ) {}

  execute({ dryRunWeeks, ...line }: NewLine): Promise<StoredLinePolicy> {
    const setAt = this.clock.now();
    const rulesFrom = new Date(setAt.getTime() + dryRunWeeks * WEEK_MS);
    return this.transactions.run((uow) => this.policies.add({ ...line, setAt, rulesFrom }, uow.manager));
  }
}
