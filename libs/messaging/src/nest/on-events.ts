import type { AnyEventContract } from '@baton/contracts';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { RethrowFilter } from './rethrow.filter.js';

/** Marks Baton's own transport among those that a Nest application may have. */
export const BATON_TRANSPORT = Symbol('BATON_TRANSPORT');

/**
 * Makes a controller's method the service's handler of a topic:
 * `handle(events: ReceivedEvent<typeof contract>[], uow: UnitOfWork): Promise<void>`.
 * All of the events are new, in order for each lead, and belong to one transaction.
 */
export function OnEvents(contract: AnyEventContract): MethodDecorator {
  return applyDecorators(EventPattern(contract.topic, BATON_TRANSPORT), UseFilters(RethrowFilter));
}
