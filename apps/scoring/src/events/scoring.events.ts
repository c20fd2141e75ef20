import {
  leadAccepted,
  leadCreated,
  leadErased,
  leadMerged,
  leadRejected,
  leadUpdated,
  opportunityWon,
  touchRecorded,
} from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller } from '@nestjs/common';
import { ForgetPeople } from '../application/forget-people.js';
import { HearTouches } from '../application/hear-touches.js';
import { HearVerdicts } from '../application/hear-verdicts.js';
import { JudgeLeads } from '../application/judge-leads.js';
import { ScoredLeads } from '../infrastructure/scored-leads.js';

/** What scoring listens to. */
@Controller()
export class ScoringEvents {
  constructor(
    private readonly judging: JudgeLeads,
    private readonly touches: HearTouches,
    private readonly verdicts: HearVerdicts,
    private readonly leads: ScoredLeads,
    private readonly forgetting: ForgetPeople,
  ) {}

  @OnEvents(leadCreated)
  async created(events: ReceivedEvent<typeof leadCreated>[], uow: UnitOfWork): Promise<void> {
    await this.judge(events, uow);
  }

  @OnEvents(leadUpdated)
  async updated(events: ReceivedEvent<typeof leadUpdated>[], uow: UnitOfWork): Promise<void> {
    await this.judge(events, uow);
  }

  @OnEvents(touchRecorded)
  async touched(events: ReceivedEvent<typeof touchRecorded>[], uow: UnitOfWork): Promise<void> {
    await this.touches.execute(events, uow);
  }

  @OnEvents(leadAccepted)
  async accepted(events: ReceivedEvent<typeof leadAccepted>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.accepted(events.map(({ data }) => data), uow);
  }

  @OnEvents(leadRejected)
  async rejected(events: ReceivedEvent<typeof leadRejected>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.rejected(events.map(({ data }) => data), uow);
  }

  @OnEvents(opportunityWon)
  async won(events: ReceivedEvent<typeof opportunityWon>[], uow: UnitOfWork): Promise<void> {
    await this.verdicts.won(events.map(({ data }) => data), uow);
  }

  @OnEvents(leadMerged)
  async merged(events: ReceivedEvent<typeof leadMerged>[], uow: UnitOfWork): Promise<void> {
    await this.leads.withdraw(events.map(({ data: { leadId, survivorId }, sequence }) => ({ leadId, survivorId, sequence })), uow);
  }

  @OnEvents(leadErased, { evenOfForgotten: true })
  async erased(events: ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    await this.forgetting.execute(events, uow);
  }

  private judge(
    events: readonly (ReceivedEvent<typeof leadCreated> | ReceivedEvent<typeof leadUpdated>)[],
    uow: UnitOfWork,
  ): Promise<void> {
    return this.judging.execute(
      events.map((event) => ({ lead: event.data, sequence: event.sequence, causedBy: event })),
      uow,
    );
  }
}
