import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { factsOf, settleFacts } from '../domain/facts.js';
import type { KnownEvent } from '../domain/known-event.js';
import { Projections } from '../infrastructure/projections.js';

/** Keeps stories and facts up to date with the log. */
@Injectable()
export class ProjectEvents {
  constructor(@Inject(Projections) private readonly projections: Projections) {}

  async project(events: readonly KnownEvent[], uow: UnitOfWork): Promise<void> {
    await this.projections.addToStories(uow, events);
    await this.projections.write(uow, settleFacts(events.flatMap(factsOf)));
  }
}
