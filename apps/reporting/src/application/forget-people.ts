import { type leadErased, reportingErased } from '@baton/contracts';
import { forgetSubjects, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Projections } from '../infrastructure/projections.js';

/** We publish nothing else about a lead, and this once. */
const SEQUENCE = 1;

/** Deletes the stories of people who are to be forgotten, counts them without a name from then on, and says so. */
@Injectable()
export class ForgetPeople {
  constructor(
    @Inject(Projections) private readonly projections: Projections,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async execute(erasures: readonly ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    const now = this.clock.now();
    const leadIds = await forgetSubjects(uow, erasures.map(({ subject }) => subject), now);
    await this.projections.forgetPeople(uow, leadIds);
    for (const leadId of leadIds) {
      uow.publish(reportingErased, {
        subject: leadId,
        sequence: SEQUENCE,
        time: now,
        causedBy: erasures.find(({ subject }) => subject === leadId)!,
        data: { leadId, at: now.toISOString() },
      });
    }
  }
}
