import {
  attributeNames,
  DeadLetters,
  DomainRefusal,
  endSpan,
  spanNames,
  startSpan,
  traceparentOf,
  type UnitOfWork,
} from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { type Span, SpanKind } from '@opentelemetry/api';
import type { Origin } from '../domain/fold-event.js';
import { outcomes } from '../domain/hear-event.js';
import type { Reference } from '../domain/hydration/hydrator.js';
import { asKey, keysToLookUp } from '../domain/person/identity-keys.js';
import type { ProviderEvent, Reading } from '../domain/providers/provider.js';
import { heardOf } from '../domain/providers/test-delivery.js';
import { Deliveries, type Ending, type StoredDelivery } from '../infrastructure/deliveries.js';
import { Fetches } from '../infrastructure/fetches.js';
import { Leads } from '../infrastructure/leads.js';
import { type Source, Sources } from '../infrastructure/sources.js';
import { announce, withAccount } from './announce.js';
import { FindAccounts } from './find-accounts.js';
import { type ErasedPeople, ErasePeople } from './erase-people.js';
import { hearAnyEvent, type Said, type Told } from './hear-any-event.js';
import { News } from './news.js';
import { PeopleInHand } from './people-in-hand.js';
import { readingOf } from './reading-of.js';

interface ReadDelivery {
  readonly delivery: StoredDelivery;
  readonly source: Source;
  readonly events: readonly ProviderEvent[];
}

type ToSay = Said & { readonly origin: Origin; readonly traceparent: string | null };

/** Why a delivery cannot become anything, however often it is tried. */
interface Refusal {
  readonly delivery: StoredDelivery;
  readonly kind: 'UNREADABLE' | 'REFUSED';
  readonly because: string;
}

/**
 * Brings deliveries to their end, within one transaction: reads them, drops what was told before, finds out about
 * whom they are, adds what they say, and announces it. What the domain refuses is returned, and nothing of it is
 * written.
 */
@Injectable()
export class SettleDeliveries {
  private wakeFetching: () => void = () => {};

  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Fetches) private readonly fetches: Fetches,
    @Inject(FindAccounts) private readonly accounts: FindAccounts,
    @Inject(ErasePeople) private readonly erasing: ErasePeople,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param wake called whenever there is something to be fetched. */
  onReferences(wake: () => void): void {
    this.wakeFetching = wake;
  }

  /** Settles all of them; those that are refused end as dead letters. */
  async settle(deliveries: readonly StoredDelivery[], uow: UnitOfWork): Promise<void> {
    for (const { delivery, kind, because } of await this.hear(deliveries, uow)) {
      await this.bury(delivery, { reason: kind, error: new DomainRefusal(because), attempts: 1 }, uow);
    }
  }

  /**
   * Settles one that is being replayed.
   * @throws DomainRefusal if it is still refused.
   */
  async settleAgain(delivery: StoredDelivery, uow: UnitOfWork): Promise<void> {
    const [refusal] = await this.hear([delivery], uow);
    if (refusal !== undefined) throw new DomainRefusal(refusal.because);
  }

  /**
   * Hears one again that has been heard: what its source reads differently now is taken over. Its touches were told when they
   * were heard first, and are not told again.
   * @throws DomainRefusal if it is refused now.
   */
  async hearAgain(delivery: StoredDelivery, uow: UnitOfWork): Promise<void> {
    const [before] = await this.deliveries.statuses([delivery.id]);
    const wasHeard = before?.outcome !== 'ignored' && before?.outcome !== 'duplicate';
    const [refusal] = await this.hear([delivery], uow, { untouched: wasHeard });
    if (refusal !== undefined) throw new DomainRefusal(refusal.because);
    if (before?.outcome) await this.deliveries.keepStronger(uow, delivery.id, before.outcome);
  }

  /** Ends a delivery as a dead letter, where a person sees it and can replay it. */
  async bury(
    delivery: StoredDelivery,
    failure: { reason: 'UNREADABLE' | 'REFUSED' | 'FAILED'; error: unknown; attempts: number },
    uow: UnitOfWork,
  ): Promise<void> {
    await this.deadLetters.record(uow, {
      origin: { kind: 'delivery', deliveryId: delivery.id },
      value: delivery.body,
      headers: delivery.headers,
      ...failure,
    });
    const reason =
      failure.error instanceof DomainRefusal ? failure.error.message : 'failed for a reason nobody foresaw';
    await this.deliveries.end(
      uow,
      [{ deliveryId: delivery.id, state: 'dead', outcome: null, leadId: null, alsoLeadIds: [], reason, dedupeKey: null }],
      this.clock.now(),
    );
  }

  private async hear(
    deliveries: readonly StoredDelivery[],
    uow: UnitOfWork,
    { untouched = false } = {},
  ): Promise<Refusal[]> {
    const spans = new Map(deliveries.map((delivery) => [delivery.id, spanOf(delivery)]));
    try {
      const refusals = await this.hearTraced(deliveries, spans, uow, untouched);
      for (const span of spans.values()) endSpan(span);
      return refusals;
    } catch (error) {
      for (const span of spans.values()) endSpan(span, error);
      throw error;
    }
  }

  private async hearTraced(
    deliveries: readonly StoredDelivery[],
    spans: ReadonlyMap<string, Span>,
    uow: UnitOfWork,
    untouched: boolean,
  ): Promise<Refusal[]> {
    const { readable, refusals } = await this.read(deliveries);
    const news = await this.news(readable, uow);
    const people = await PeopleInHand.knownBy(keysIn(readable, news), this.leads, uow);
    const endings: Ending[] = [];
    const toSay: ToSay[] = [];
    const toFetch: Parameters<Fetches['add']>[1][number][] = [];

    for (const { delivery, source, events } of readable) {
      const origin: Origin = {
        sourceId: source.id,
        provider: source.provider,
        deliveryId: delivery.id,
        receivedAt: delivery.receivedAt,
      };
      const draft = people.draft();
      const said: Said[] = [];
      const told: Told[] = [];
      const wanted: Reference[] = [];
      let refusal: string | null = null;
      for (const event of events) {
        const bearer = news.bearerOf(source.id, event);
        if (bearer !== delivery.id || !news.isFirst(source.id, event)) {
          told.push({ outcome: 'duplicate', leadIds: [], reason: `the same as delivery ${bearer}` });
          continue;
        }
        const heard = hearAnyEvent(untouched && 'touch' in event ? { ...event, touch: null } : event, draft, origin);
        if (heard.kind === 'refused') {
          refusal = heard.because;
          break;
        }
        told.push(heard.told);
        said.push(...heard.said);
        if (heard.toFetch) wanted.push(heard.toFetch);
      }
      if (refusal !== null) {
        refusals.push({ delivery, kind: 'REFUSED', because: refusal });
        continue;
      }
      draft.keep();
      const traceparent = traceparentOf(spans.get(delivery.id) as Span);
      toSay.push(...said.map((each) => ({ ...each, origin, traceparent })));
      toFetch.push(
        ...wanted.map((reference) => ({ sourceId: source.id, deliveryId: delivery.id, reference, traceparent })),
      );
      endings.push(endingOf(delivery, events, told));
    }

    const erased = await this.write(people, toSay, uow);
    if (endings.length > 0) await this.deliveries.end(uow, endings, this.clock.now());
    if (erased) await this.erasing.finish(erased, uow);
    if (toFetch.length > 0) {
      await this.fetches.add(uow, toFetch, this.clock.now());
      uow.onCommit(() => this.wakeFetching());
    }
    for (const { about, announcement, origin, traceparent } of toSay) {
      const causedBy = { id: null, correlationId: origin.deliveryId, traceparent };
      announce(about, announcement, { uow, time: this.clock.now(), causedBy });
    }
    return refusals;
  }

  private async read(
    deliveries: readonly StoredDelivery[],
  ): Promise<{ readable: ReadDelivery[]; refusals: Refusal[] }> {
    const readable: ReadDelivery[] = [];
    const refusals: Refusal[] = [];
    for (const delivery of deliveries) {
      const source = await this.sources.recall(delivery.sourceId);
      const reading: Reading =
        source === null
          ? { ok: false, because: 'its source is gone' }
          : readingOf(delivery, source);
      if (reading.ok && source !== null) readable.push({ delivery, source, events: heardOf(delivery.headers, reading.events) });
      else refusals.push({ delivery, kind: 'UNREADABLE', because: reading.ok ? '' : reading.because });
    }
    return { readable, refusals };
  }

  private async news(readable: readonly ReadDelivery[], uow: UnitOfWork): Promise<News> {
    const happenings = readable.flatMap(({ delivery, source, events }) =>
      events.map((event) => ({
        sourceId: source.id,
        dedupeKey: asKey(event.dedupeKey),
        deliveryId: delivery.id,
      })),
    );
    return new News(
      happenings.length === 0 ? new Map() : await this.deliveries.firstBearers(uow, happenings),
    );
  }

  /** @returns whom nothing may be kept of any more. */
  private async write(people: PeopleInHand, toSay: ToSay[], uow: UnitOfWork): Promise<ErasedPeople | null> {
    const { erasures } = people;
    const addresses = erasures.length === 0 ? [] : await this.erasing.addressesOf(erasures, uow);
    await people.write(this.leads, uow);
    await this.nameAccounts(people, toSay, uow);
    if (erasures.length === 0) return null;
    const gone = await this.erasing.follow(erasures, addresses, uow);
    // Others know the person under the ids that they had before a merge, too.
    for (const { about, announcement, ...rest } of toSay.filter(isErasure)) {
      for (const earlier of gone.earlier.filter(({ of }) => of === about.id)) {
        const data = { ...announcement.data, leadId: earlier.id };
        toSay.push({ ...rest, about: earlier, announcement: { topic: 'lead.erased', data } });
      }
    }
    return gone;
  }

  private async nameAccounts(people: PeopleInHand, toSay: ToSay[], uow: UnitOfWork): Promise<void> {
    const ended = new Set(
      toSay.flatMap(({ announcement: { topic, data } }) =>
        topic === 'lead.erased' || topic === 'lead.merged' ? [data.leadId] : [],
      ),
    );
    const goingOn = people.changed.filter(({ id }) => !ended.has(id));
    const accounts = await this.accounts.of(goingOn, this.clock.now(), uow);
    for (const [at, said] of toSay.entries()) {
      toSay[at] = { ...said, announcement: withAccount(said.announcement, accounts.get(said.about.id)) };
    }
  }
}

function isErasure(said: ToSay): said is ToSay & { announcement: { topic: 'lead.erased' } } {
  return said.announcement.topic === 'lead.erased';
}

function spanOf(delivery: StoredDelivery): Span {
  return startSpan(spanNames.delivery, {
    kind: SpanKind.INTERNAL,
    parent: delivery.headers['traceparent'],
    attributes: { [attributeNames.messageId]: delivery.id },
  });
}

function keysIn(readable: readonly ReadDelivery[], news: News): string[] {
  return readable.flatMap(({ delivery, source, events }) =>
    events.flatMap((event) => (news.bearerOf(source.id, event) === delivery.id ? keysToLookUp(event) : [])),
  );
}

/** Of several events in one delivery, the one that matters most names its outcome. */
function endingOf(delivery: StoredDelivery, events: readonly ProviderEvent[], told: readonly Told[]): Ending {
  const [strongest = NOTHING] = told.toSorted(
    (one, other) => outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome),
  );
  const [leadId = null, ...alsoLeadIds] = new Set([...strongest.leadIds, ...told.flatMap((each) => each.leadIds)]);
  return {
    deliveryId: delivery.id,
    state: 'done',
    dedupeKey: events[0] === undefined ? null : asKey(events[0].dedupeKey),
    outcome: strongest.outcome,
    reason: strongest.reason,
    leadId,
    alsoLeadIds,
  };
}

const NOTHING: Told = { outcome: 'ignored', leadIds: [], reason: 'the body holds no event' };
