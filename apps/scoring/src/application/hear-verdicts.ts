import {
  type DataOf,
  type leadAccepted,
  type leadRejected,
  type opportunityWon,
  rejectionReasons,
} from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { Verdicts } from '../infrastructure/verdicts.js';

/** Notes what sales says beside the decision that it judges: the labels that scoring learns from. */
@Injectable()
export class HearVerdicts {
  constructor(private readonly verdicts: Verdicts) {}

  async accepted(acceptances: readonly DataOf<typeof leadAccepted>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.record(
      acceptances.map(({ rep, ...context }) => ({
        ...context,
        repId: rep.id,
        verdict: 'accepted',
        reasons: [],
        teaches: [],
        comment: null,
      })),
      uow,
    );
  }

  async rejected(rejections: readonly DataOf<typeof leadRejected>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.record(
      rejections.map(({ rep, comment, ...context }) => ({
        ...context,
        repId: rep.id,
        verdict: 'rejected',
        teaches: context.reasons.map((reason) => rejectionReasons[reason].teaches),
        comment: comment ?? null,
      })),
      uow,
    );
  }

  async won(wins: readonly DataOf<typeof opportunityWon>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.recordWins(wins, uow);
  }
}
