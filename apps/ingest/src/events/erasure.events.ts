import { feedbackErased, reportingErased, routingErased, scoringErased } from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Erasures } from '../infrastructure/erasures.js';

type Confirmation = ReceivedEvent<
  typeof scoringErased | typeof routingErased | typeof feedbackErased | typeof reportingErased
>;

/** The other services' word that they have forgotten a person. */
@Controller()
export class ErasureEvents {
  constructor(@Inject(Erasures) private readonly erasures: Erasures) {}

  @OnEvents(scoringErased)
  scoring(events: ReceivedEvent<typeof scoringErased>[], uow: UnitOfWork): Promise<void> {
    return this.erasures.confirm(uow, 'scoring', dataOf(events));
  }

  @OnEvents(routingErased)
  routing(events: ReceivedEvent<typeof routingErased>[], uow: UnitOfWork): Promise<void> {
    return this.erasures.confirm(uow, 'routing', dataOf(events));
  }

  @OnEvents(feedbackErased)
  feedback(events: ReceivedEvent<typeof feedbackErased>[], uow: UnitOfWork): Promise<void> {
    return this.erasures.confirm(uow, 'feedback', dataOf(events));
  }

  @OnEvents(reportingErased)
  reporting(events: ReceivedEvent<typeof reportingErased>[], uow: UnitOfWork): Promise<void> {
    return this.erasures.confirm(uow, 'reporting', dataOf(events));
  }
}

const dataOf = (events: readonly Confirmation[]) => events.map(({ data }) => data);
