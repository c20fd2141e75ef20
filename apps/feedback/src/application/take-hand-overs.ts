import type { leadRouted } from '@baton/contracts';
import type { ReceivedEvent, UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { newestHandOvers } from '../domain/newest-hand-overs.js';
import { HandedLeads } from '../infrastructure/handed-leads.js';

/** Puts routed leads on the lists of their reps. */
@Injectable()
export class TakeHandOvers {
  constructor(@Inject(HandedLeads) private readonly leads: HandedLeads) {}

  take(events: readonly ReceivedEvent<typeof leadRouted>[], uow: UnitOfWork): Promise<void> {
    return this.leads.handOver(uow, newestHandOvers(events));
  }
}
