import type { AnyEventContract } from '@baton/contracts';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { forgottenAmong } from '../forgetting/forgotten-subjects.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import { RethrowFilter } from './rethrow.filter.js';

/** Marks Baton's own transport among those that a Nest application may have. */
export const BATON_TRANSPORT = Symbol('BATON_TRANSPORT');

/**
 * A handler of one topic: all of the events are new, in order for each lead, and belong to one transaction. None is
 * about a subject that was forgotten, whenever and from whatever topic it comes, unless the handler asked for those too.
 */
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
  { evenOfForgotten = false }: { readonly evenOfForgotten?: boolean } = {},
): (target: object, key: string | symbol, method: TypedPropertyDescriptor<EventsHandler<Contract>>) => void {
  const subscribe = applyDecorators(
    EventPattern(contract.topic, BATON_TRANSPORT, { contract }) as MethodDecorator,
    UseFilters(RethrowFilter),
  );
  return (target, key, method) => {
    if (!evenOfForgotten) method.value = withoutForgotten(method.value!);
    // Nest passes only the first argument to a handler unless it is told of the second.
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    subscribe(target, key, method);
  };
}

function withoutForgotten<Contract extends AnyEventContract>(handle: EventsHandler<Contract>): EventsHandler<Contract> {
  return async function (this: unknown, events, uow) {
    const forgotten = await forgottenAmong(uow, events.map(({ subject }) => subject));
    const heard = forgotten.size === 0 ? events : events.filter(({ subject }) => !forgotten.has(subject));
    if (heard.length > 0) await handle.call(this, heard, uow);
  };
}
