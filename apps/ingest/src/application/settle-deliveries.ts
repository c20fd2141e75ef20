import { inquiryReceived, leadCreated, leadUpdated, touchRecorded } from '@baton/contracts';
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
import { v7 as newId } from 'uuid';
import type { Origin } from '../domain/fold-event.js';
import { type Announcement, hearEvent, type Outcome } from '../domain/hear-event.js';
import type { Lead } from '../domain/lead.js';
import { asKey, identityKeysOf } from '../domain/person/identity-keys.js';
import type { PersonEvent, ProviderEvent, Reading } from '../domain/providers/provider.js';
import { providers } from '../domain/providers/providers.js';
import { Deliveries, type Ending, keyOf, type StoredDelivery } from '../infrastructure/deliveries.js';
import { Leads } from '../infrastructure/leads.js';
import { type Source, Sources } from '../infrastructure/sources.js';

/** Of several events in one delivery, the one that matters most names its outcome. */
const RANK: readonly Outcome[] = ['lead', 'merged', 'inquiry', 'ignored', 'duplicate'];

interface ReadDelivery {
  readonly delivery: StoredDelivery;
  readonly source: Source;
  readonly events: readonly ProviderEvent[];
}

interface Told {
  readonly outcome: Outcome;
  readonly leadId: string | null;
  readonly reason: string | null;
}

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
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

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
      [{ deliveryId: delivery.id, state: 'dead', outcome: null, leadId: null, reason, dedupeKey: null }],
      this.clock.now(),
    );
  }

  private async hear(deliveries: readonly StoredDelivery[], uow: UnitOfWork): Promise<Refusal[]> {
    const spans = new Map(deliveries.map((delivery) => [delivery.id, spanOf(delivery)]));
    try {
      const refusals = await this.hearTraced(deliveries, spans, uow);
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
  ): Promise<Refusal[]> {
    const { readable, refusals } = await this.read(deliveries);
    const news = await this.news(readable, uow);
    const people = await this.people(readable, news, uow);
    const endings: Ending[] = [];
    const announcements: Array<{
      lead: Lead;
      announcement: Announcement;
      origin: Origin;
      traceparent: string | null;
    }> = [];

    for (const { delivery, source, events } of readable) {
      const origin: Origin = {
        sourceId: source.id,
        provider: source.provider,
        deliveryId: delivery.id,
        receivedAt: delivery.receivedAt,
      };
      const draft = people.draft();
      const said: typeof announcements = [];
      const told: Told[] = [];
      let refusal: string | null = null;
      for (const event of events) {
        const bearer = news.bearerOf(source.id, event);
        if (bearer !== delivery.id || !news.isFirst(source.id, event)) {
          told.push({ outcome: 'duplicate', leadId: null, reason: `the same as delivery ${bearer}` });
          continue;
        }
        if (event.kind === 'ignored') {
          told.push({ outcome: 'ignored', leadId: null, reason: event.reason });
          continue;
        }
        if (event.kind !== 'lead' && event.kind !== 'touch') {
          told.push({ outcome: 'ignored', leadId: null, reason: `${event.kind} events are not heard yet` });
          continue;
        }
        const heard = hearEvent(draft.find(event), event, origin, newId);
        if (heard.kind === 'refused') {
          refusal = heard.because;
          break;
        }
        if (heard.kind === 'ignored') {
          told.push({ outcome: 'ignored', leadId: null, reason: heard.reason });
          continue;
        }
        draft.put(heard.lead, event);
        told.push({ outcome: heard.outcome, leadId: heard.lead.id, reason: null });
        const traceparent = traceparentOf(spans.get(delivery.id) as Span);
        for (const announcement of heard.announcements)
          said.push({ lead: heard.lead, announcement, origin, traceparent });
      }
      if (refusal !== null) {
        refusals.push({ delivery, kind: 'REFUSED', because: refusal });
        continue;
      }
      draft.keep();
      announcements.push(...said);
      const [strongest] = told.sort((one, other) => RANK.indexOf(one.outcome) - RANK.indexOf(other.outcome));
      const dedupeKey = events[0] === undefined ? null : asKey(events[0].dedupeKey);
      endings.push({
        deliveryId: delivery.id,
        state: 'done',
        dedupeKey,
        ...(strongest ?? { outcome: 'ignored', leadId: null, reason: 'the body holds no event' }),
      });
    }

    if (people.newKeys.size > 0) await this.leads.giveKeys(uow, people.newKeys);
    if (people.changed.length > 0) await this.leads.save(uow, people.changed);
    if (endings.length > 0) await this.deliveries.end(uow, endings, this.clock.now());
    for (const { lead, announcement, origin, traceparent } of announcements) {
      this.announce(lead, announcement, { id: null, correlationId: origin.deliveryId, traceparent }, uow);
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
          : providers[source.provider].read({ headers: delivery.headers, body: delivery.body }, source);
      if (reading.ok && source !== null) readable.push({ delivery, source, events: reading.events });
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

  private async people(readable: readonly ReadDelivery[], news: News, uow: UnitOfWork): Promise<People> {
    const keys = readable.flatMap(({ delivery, source, events }) =>
      events.flatMap((event) =>
        (event.kind === 'lead' || event.kind === 'touch') && news.bearerOf(source.id, event) === delivery.id
          ? identityKeysOf(event)
          : [],
      ),
    );
    if (keys.length === 0) return new People(new Map(), new Map());
    const ids = await this.leads.idsByKey(uow, [...new Set(keys)]);
    const leads =
      ids.size === 0 ? new Map<string, Lead>() : await this.leads.hold(uow, [...new Set(ids.values())]);
    return new People(ids, leads);
  }

  private announce(
    lead: Lead,
    announcement: Announcement,
    causedBy: { id: null; correlationId: string; traceparent: string | null },
    uow: UnitOfWork,
  ): void {
    const about = { subject: lead.id, sequence: lead.version, time: this.clock.now(), causedBy };
    switch (announcement.topic) {
      case 'inquiry.received':
        return void uow.publish(inquiryReceived, { ...about, data: announcement.data });
      case 'lead.created':
        return void uow.publish(leadCreated, { ...about, data: announcement.data });
      case 'lead.updated':
        return void uow.publish(leadUpdated, { ...about, data: announcement.data });
      case 'touch.recorded':
        return void uow.publish(touchRecorded, { ...about, data: announcement.data });
    }
  }
}

function spanOf(delivery: StoredDelivery): Span {
  return startSpan(spanNames.delivery, {
    kind: SpanKind.INTERNAL,
    parent: delivery.headers['traceparent'],
    attributes: { [attributeNames.messageId]: delivery.id },
  });
}

/** Which of the events are told for the first time. */
class News {
  private readonly heard = new Set<string>();

  constructor(private readonly bearers: ReadonlyMap<string, string>) {}

  /** The delivery that brought the event first. */
  bearerOf(sourceId: string, event: ProviderEvent): string | undefined {
    return this.bearers.get(keyOf({ sourceId, dedupeKey: asKey(event.dedupeKey) }));
  }

  /** True once for each event: the same one may stand in a batch twice. */
  isFirst(sourceId: string, event: ProviderEvent): boolean {
    const key = keyOf({ sourceId, dedupeKey: asKey(event.dedupeKey) });
    if (this.heard.has(key)) return false;
    this.heard.add(key);
    return true;
  }
}

/** Who is known, as the deliveries of one transaction go by. */
class People {
  /** Keys that were learned in this transaction. */
  readonly newKeys = new Map<string, string>();
  private readonly touched = new Set<string>();

  constructor(
    private readonly ids: Map<string, string>,
    private readonly leads: Map<string, Lead>,
  ) {}

  get changed(): Lead[] {
    return [...this.touched].map((id) => this.leads.get(id) as Lead);
  }

  /** What one delivery changes; it counts only once `keep` is called, because a delivery is heard whole or not at all. */
  draft(): {
    find(event: PersonEvent): Lead | null;
    put(lead: Lead, event: PersonEvent): void;
    keep(): void;
  } {
    const ids = new Map<string, string>();
    const leads = new Map<string, Lead>();
    return {
      find: (event) => {
        const id = identityKeysOf(event)
          .map((key) => ids.get(key) ?? this.ids.get(key))
          .find((known) => known !== undefined);
        return id === undefined ? null : (leads.get(id) ?? this.leads.get(id) ?? null);
      },
      put: (lead, event) => {
        leads.set(lead.id, lead);
        for (const key of identityKeysOf(event))
          if (!this.ids.has(key) && !ids.has(key)) ids.set(key, lead.id);
      },
      keep: () => {
        for (const [key, id] of ids) {
          this.ids.set(key, id);
          this.newKeys.set(key, id);
        }
        for (const [id, lead] of leads) {
          this.leads.set(id, lead);
          this.touched.add(id);
        }
      },
    };
  }
}
