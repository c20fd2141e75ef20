import {
  type AnyEventContract,
  dealReported,
  inquiryReceived,
  leadAccepted,
  leadContacted,
  leadCreated,
  leadErased,
  leadHeld,
  leadMerged,
  leadQualified,
  leadRejected,
  leadRouted,
  leadScored,
  leadUpdated,
  modelPromoted,
  opportunityWon,
  slaBreached,
  slaMet,
  touchRecorded,
} from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller, Inject } from '@nestjs/common';
import { ForgetPeople } from '../application/forget-people.js';
import { ProjectEvents } from '../application/project-events.js';

/** What happened counts, whoever it happened to: of people who are forgotten it is kept without them. */
const Projected = <Contract extends AnyEventContract>(contract: Contract) =>
  OnEvents(contract, { evenOfForgotten: true });

/** Every event goes the same way: into the story, and into the facts that it states. One ends the story. */
@Controller()
export class ProjectionHandlers {
  constructor(
    @Inject(ProjectEvents) private readonly projecting: ProjectEvents,
    @Inject(ForgetPeople) private readonly forgetting: ForgetPeople,
  ) {}

  @Projected(inquiryReceived)
  inquiryReceived(events: ReceivedEvent<typeof inquiryReceived>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadCreated)
  leadCreated(events: ReceivedEvent<typeof leadCreated>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadUpdated)
  leadUpdated(events: ReceivedEvent<typeof leadUpdated>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(touchRecorded)
  touchRecorded(events: ReceivedEvent<typeof touchRecorded>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadScored)
  leadScored(events: ReceivedEvent<typeof leadScored>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadQualified)
  leadQualified(events: ReceivedEvent<typeof leadQualified>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadHeld)
  leadHeld(events: ReceivedEvent<typeof leadHeld>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(modelPromoted)
  modelPromoted(events: ReceivedEvent<typeof modelPromoted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadRouted)
  leadRouted(events: ReceivedEvent<typeof leadRouted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(slaBreached)
  slaBreached(events: ReceivedEvent<typeof slaBreached>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(slaMet)
  slaMet(events: ReceivedEvent<typeof slaMet>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadAccepted)
  leadAccepted(events: ReceivedEvent<typeof leadAccepted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadRejected)
  leadRejected(events: ReceivedEvent<typeof leadRejected>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadContacted)
  leadContacted(events: ReceivedEvent<typeof leadContacted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(opportunityWon)
  opportunityWon(events: ReceivedEvent<typeof opportunityWon>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(dealReported)
  dealReported(events: ReceivedEvent<typeof dealReported>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadMerged)
  leadMerged(events: ReceivedEvent<typeof leadMerged>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @Projected(leadErased)
  leadErased(events: ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    return this.forgetting.execute(events, uow);
  }
}
