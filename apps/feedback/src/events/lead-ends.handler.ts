import { leadErased, leadMerged, leadUpdated } from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller, Inject } from '@nestjs/common';
import { FollowMerges } from '../application/follow-merges.js';
import { ForgetPeople } from '../application/forget-people.js';

/** What ends a lead for sales, and what lets it go on. */
@Controller()
export class LeadEndsHandler {
  constructor(
    @Inject(FollowMerges) private readonly merges: FollowMerges,
    @Inject(ForgetPeople) private readonly forgetting: ForgetPeople,
  ) {}

  @OnEvents(leadMerged)
  async merged(events: ReceivedEvent<typeof leadMerged>[], uow: UnitOfWork): Promise<void> {
    await this.merges.ended(events, uow);
  }

  /** Of a lead that was merged into another: it is a lead of its own again. */
  @OnEvents(leadUpdated)
  async updated(events: ReceivedEvent<typeof leadUpdated>[], uow: UnitOfWork): Promise<void> {
    await this.merges.goesOn(events, uow);
  }

  @OnEvents(leadErased, { evenOfForgotten: true })
  async erased(events: ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    await this.forgetting.execute(events, uow);
  }
}
