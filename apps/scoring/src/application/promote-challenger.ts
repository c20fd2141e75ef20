import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { expectedOf } from '../domain/learning/verdict-on-trial.js';
import { type Challenger, Challengers } from '../infrastructure/challengers.js';
import { PromotePointsTable, type Promotion } from './promote-points-table.js';

/** Lets the table that runs in the shadow rule, or go. */
@Injectable()
export class PromoteChallenger {
  constructor(
    private readonly transactions: Transactions,
    private readonly challengers: Challengers,
    private readonly promote: PromotePointsTable,
  ) {}

  /** @returns `null` where none is in the shadow */
  execute(author: string, reason?: string): Promise<Promotion | null> {
    return this.transactions.run(async (uow) => {
      const challenger = await this.inShadow(uow);
      if (challenger === null) return null;
      const { content, judged, because, says } = challenger;
      const promotion = await this.promote.within(
        content,
        {
          kind: 'learned',
          author,
          reason: reason ?? says ?? 'Learned from what sales said',
          because,
          expected: judged && expectedOf(judged),
        },
        uow,
      );
      await this.challengers.leaveShadow(challenger.id, 'promoted', promotion.version, uow.manager);
      return promotion;
    });
  }

  /** @returns whether there was one */
  drop(): Promise<boolean> {
    return this.transactions.run(async (uow) => {
      const challenger = await this.inShadow(uow);
      if (challenger) await this.challengers.leaveShadow(challenger.id, 'dropped', null, uow.manager);
      return challenger !== null;
    });
  }

  private async inShadow({ manager }: UnitOfWork): Promise<(Challenger & { content: NonNullable<Challenger['content']> }) | null> {
    const challenger = await this.challengers.inShadow(manager);
    return challenger?.content ? { ...challenger, content: challenger.content } : null;
  }
}
