import { leadRouted } from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller, Inject } from '@nestjs/common';
import { TakeHandOvers } from '../application/take-hand-overs.js';

@Controller()
export class LeadRoutedHandler {
  constructor(@Inject(TakeHandOvers) private readonly handOvers: TakeHandOvers) {}

  @OnEvents(leadRouted)
  async handle(events: ReceivedEvent<typeof leadRouted>[], uow: UnitOfWork): Promise<void> {
    await this.handOvers.take(events, uow);
  }
}
