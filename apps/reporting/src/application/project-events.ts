import { forgottenAmong, type UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { factsOf, settleFacts, withoutPerson } from '../domain/facts.js';
import type { KnownEvent } from '../domain/known-event.js';
import { Projections } from '../infrastructure/projections.js';

/**
 * Keeps stories and facts up to date with the log. The log tells of forgotten people again in each rebuild: they have no
 * story, and are counted without a name, so that nobody's numbers change.
 */
@Injectable()
export class ProjectEvents {
  constructor(@Inject(Projections) private readonly projections: Projections) {}

  async project(events: readonly KnownEvent[], uow: UnitOfWork): Promise<void> {
    const forgotten = await forgottenAmong(uow, events.map(({ subject }) => subject));
    await this.projections.addToStories(uow, events.filter(({ subject }) => !forgotten.has(subject)));
    const facts = settleFacts(events.flatMap(factsOf));
    await this.projections.write(
      uow,
      facts.map((fact) => (forgotten.has(fact.leadId) ? withoutPerson(fact) : fact)),
    );
  }
}
