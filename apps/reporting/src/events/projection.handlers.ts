import {
  dealReported,
  inquiryReceived,
  leadAccepted,
  leadContacted,
  leadCreated,
  leadHeld,
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
import { ProjectEvents } from '../application/project-events.js';

/** Every event of the catalogue goes the same way: into the story, and into the facts that it states. */
@Controller()
export class ProjectionHandlers {
  constructor(@Inject(ProjectEvents) private readonly projecting: ProjectEvents) {}

  @OnEvents(inquiryReceived)
  inquiryReceived(events: ReceivedEvent<typeof inquiryReceived>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadCreated)
  leadCreated(events: ReceivedEvent<typeof leadCreated>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadUpdated)
  leadUpdated(events: ReceivedEvent<typeof leadUpdated>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(touchRecorded)
  touchRecorded(events: ReceivedEvent<typeof touchRecorded>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadScored)
  leadScored(events: ReceivedEvent<typeof leadScored>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadQualified)
  leadQualified(events: ReceivedEvent<typeof leadQualified>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadHeld)
  leadHeld(events: ReceivedEvent<typeof leadHeld>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(modelPromoted)
  modelPromoted(events: ReceivedEvent<typeof modelPromoted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadRouted)
  leadRouted(events: ReceivedEvent<typeof leadRouted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(slaBreached)
  slaBreached(events: ReceivedEvent<typeof slaBreached>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(slaMet)
  slaMet(events: ReceivedEvent<typeof slaMet>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadAccepted)
  leadAccepted(events: ReceivedEvent<typeof leadAccepted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadRejected)
  leadRejected(events: ReceivedEvent<typeof leadRejected>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(leadContacted)
  leadContacted(events: ReceivedEvent<typeof leadContacted>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(opportunityWon)
  opportunityWon(events: ReceivedEvent<typeof opportunityWon>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }

  @OnEvents(dealReported)
  dealReported(events: ReceivedEvent<typeof dealReported>[], uow: UnitOfWork): Promise<void> {
    return this.projecting.project(events, uow);
  }
}
