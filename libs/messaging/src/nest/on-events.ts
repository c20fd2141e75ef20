import type { AnyEventContract } from '@baton/contracts';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import { RethrowFilter } from './rethrow.filter.js';

/** Marks Baton's own transport among those that a Nest application may have. */
export const BATON_TRANSPORT = Symbol('BATON_TRANSPORT');

/** A handler of one topic: all of the events are new, in order for each lead, and belong to one transaction. */
export type EventsHandler<Contract extends AnyEventContract = AnyEventContract> = (
  events: ReceivedEvent<Contract>[],
  uow: UnitOfWork,
) => Promise<void>;

/**
 * Makes a controller's method the service's handler of a topic. It throws `DomainRefusal` for what can never succeed;
 * any other error is sorted by messaging: it waits, or is tried again alone and then becomes a dead letter.
 */
export function OnEvents<Contract extends AnyEventContract>(
  contract: Contract,
): (target: object, key: string | symbol, method: TypedPropertyDescriptor<EventsHandler<Contract>>) => void {
  const subscribe = applyDecorators(
    EventPattern(contract.topic, BATON_TRANSPORT, { contract }) as MethodDecorator,
    UseFilters(RethrowFilter),
  );
  return (target, key, method) => {
    // Nest passes only the first argument to a handler unless it is told of the second.
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    subscribe(target, key, method);
  };
}
