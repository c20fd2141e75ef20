import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Finding, joinLeads } from '../domain/hear-merge.js';
import type { Lead } from '../domain/lead.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { IdentityRace, Leads, type StandingLead } from '../infrastructure/leads.js';
import { type Review, Reviews } from '../infrastructure/reviews.js';
import { announce, withAccount } from './announce.js';
import { FindAccounts } from './find-accounts.js';

/** Who decides, and why the two are one in the words of the event. */
export interface Decider {
  readonly name: string;
  readonly because: Finding['because'];
  readonly says: string;
}

export type Decided =
  | { readonly kind: 'joined'; readonly survivorId: string; readonly loserId: string; readonly mergeId: string }
  | { readonly kind: 'different' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-of-the-two' }
  | { readonly kind: 'already-decided'; readonly review: Review }
  | { readonly kind: 'ended'; readonly leadId: string; readonly mergedInto: string | null };

/** Others may meet the same firm first, which the lead’s account follows from; each race lost is one that somebody won. */
const MOST_RACES = 10;

/** Answers the question whether two leads are one person. Of several who answer at once, the first counts. */
@Injectable()
export class DecideReviews {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(FindAccounts) private readonly accounts: FindAccounts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param survivorId the lead that goes on; without it, the one that was heard of first. */
  async join(id: string, by: Decider, survivorId?: string): Promise<Decided> {
    const asked = await this.reviews.find(id);
    if (asked === null) return { kind: 'not-found' };
    if (survivorId !== undefined && ![asked.oneId, asked.otherId].includes(survivorId))
      return { kind: 'not-of-the-two' };
    return this.untilNoRace(async (uow) => {
      const standing = await this.leads.holdStanding(uow, [asked.oneId, asked.otherId]);
      const refusal = await this.refusalOf(id, standing, uow);
      if (refusal !== null) return refusal;
      const [older, newer] = [...standing.values()].map(({ lead }) => lead).sort(byAge) as [Lead, Lead];
      return newer.id === survivorId ? this.joinInto(newer, older, by, uow) : this.joinInto(older, newer, by, uow);
    });
  }

  async different(id: string, by: string, note: string | null): Promise<Decided> {
    return this.transactions.run(async (uow) => {
      const review = await this.reviews.hold(uow, id);
      if (review === null) return { kind: 'not-found' };
      if (review.state !== 'open') return { kind: 'already-decided', review };
      await this.reviews.findDifferent(uow, id, { by, at: this.clock.now(), note });
      return { kind: 'different' };
    });
  }

  private async untilNoRace(work: (uow: UnitOfWork) => Promise<Decided>): Promise<Decided> {
    for (let races = 1; ; races++) {
      try {
        return await this.transactions.run(work);
      } catch (error) {
        if (!(error instanceof IdentityRace) || races === MOST_RACES) throw error;
      }
    }
  }

  private async refusalOf(
    id: string,
    standing: ReadonlyMap<string, StandingLead>,
    uow: UnitOfWork,
  ): Promise<Decided | null> {
    const review = await this.reviews.hold(uow, id);
    if (review === null) return { kind: 'not-found' };
    if (review.state !== 'open') return { kind: 'already-decided', review };
    const ended = [...standing.values()].find((each) => each.ended !== null);
    return ended === undefined ? null : { kind: 'ended', leadId: ended.lead.id, mergedInto: ended.mergedInto };
  }

  private async joinInto(before: Lead, ended: Lead, by: Decider, uow: UnitOfWork): Promise<Decided> {
    const at = this.clock.now();
    const { because, says } = by;
    // What is new about the survivor was learned from what was heard of the loser.
    const deliveryId = (await this.deliveries.lastAbout(uow, [ended.id])).get(ended.id);
    if (deliveryId === undefined) throw new Error(`no delivery was about the lead ${ended.id}`);
    const joined = joinLeads(before, ended, { because, says, at, sourceId: ended.source.sourceId, deliveryId });
    const { survivor, loser } = joined;
    const mergeId = newId();
    await this.leads.save(uow, [survivor, loser]);
    await this.leads.join(uow, [
      {
        id: mergeId,
        survivorBefore: before,
        survivorAfter: survivor,
        loser,
        because,
        says,
        deliveryId,
        by: by.name,
        at,
      },
    ]);
    await this.leads.compareLater(uow, [survivor.id]);
    const accounts = await this.accounts.of([survivor], at, uow);
    for (const { about, announcement } of joined.announcements) {
      announce(about, withAccount(announcement, accounts.get(about.id)), { uow, time: at });
    }
    return { kind: 'joined', survivorId: survivor.id, loserId: loser.id, mergeId };
  }
}

function byAge(one: Lead, other: Lead): number {
  return one.receivedAt < other.receivedAt || (one.receivedAt === other.receivedAt && one.id < other.id) ? -1 : 1;
}
