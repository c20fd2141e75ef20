import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { type HeardSince, partLeads } from '../domain/part-leads.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { IdentityRace, Leads } from '../infrastructure/leads.js';
import { type HeldMerge, Merges } from '../infrastructure/merges.js';
import { Reviews } from '../infrastructure/reviews.js';
import { Sources } from '../infrastructure/sources.js';
import { announce, withAccount } from './announce.js';
import { FindAccounts } from './find-accounts.js';
import { readingOf } from './reading-of.js';

export type Undone =
  | { readonly kind: 'undone'; readonly survivorId: string; readonly loserId: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'already-undone'; readonly by: string }
  /** Another merge came after it: that one first. */
  | { readonly kind: 'covered'; readonly byMergeId: string };

/** Clocks of several instances differ by less; what is heard twice does no harm. */
const CLOCK_TOLERANCE_MS = 60_000;
const PAGE = 200;
/** Others may meet the same firm first, which the leads’ accounts follow from. */
const MOST_RACES = 10;

/** Takes merges back, the latest first. */
@Injectable()
export class UndoMerge {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Merges) private readonly merges: Merges,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(FindAccounts) private readonly accounts: FindAccounts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async undo(id: string, by: string, because: string): Promise<Undone> {
    for (let races = 1; ; races++) {
      try {
        return await this.transactions.run((uow) => this.undoIn(uow, id, by, because));
      } catch (error) {
        if (!(error instanceof IdentityRace) || races === MOST_RACES) throw error;
      }
    }
  }

  private async undoIn(uow: UnitOfWork, id: string, by: string, because: string): Promise<Undone> {
    const ids = await this.merges.find(uow, id);
    if (ids === null) return { kind: 'not-found' };
    const { survivorId, loserId } = ids;
    const standing = await this.leads.holdStanding(uow, [survivorId, loserId]);
    const [survivorNow, ended] = [standing.get(survivorId), standing.get(loserId)];
    const merge = await this.merges.hold(uow, id);
    if (merge === null || survivorNow === undefined || ended === undefined) return { kind: 'not-found' };
    if (merge.undoneAt !== null) return { kind: 'already-undone', by: merge.undoneBy as string };
    const latest = await this.merges.latestOf(uow, survivorId);
    if (latest !== null && latest !== id) return { kind: 'covered', byMergeId: latest };

    const at = this.clock.now();
    const since = await this.heardSince(merge, survivorId, uow);
    const parted = partLeads(merge, survivorNow.lead, ended.lead.version, since);
    await this.leads.save(uow, [parted.survivor, parted.loser]);
    await this.leads.part(uow, { survivorId, loserId, loserKeys: parted.loserKeys });
    await this.deliveries.attribute(uow, { from: survivorId, to: loserId }, parted.loserDeliveries);
    await this.merges.undone(uow, id, { by, at, because });
    await this.reviews.settleDifferent(uow, survivorId, loserId, { by, at, note: because });
    await this.leads.compareLater(uow, [survivorId, loserId]);
    const accounts = await this.accounts.of([parted.survivor, parted.loser], at, uow);
    for (const { about, announcement } of parted.announcements) {
      announce(about, withAccount(announcement, accounts.get(about.id)), { uow, time: at });
    }
    return { kind: 'undone', survivorId, loserId };
  }

  /** Read again as their sources read them now. A delivery that has been emptied since tells nothing any more. */
  private async heardSince(merge: HeldMerge, survivorId: string, uow: UnitOfWork): Promise<HeardSince[]> {
    const from = new Date(merge.at.getTime() - CLOCK_TOLERANCE_MS);
    const heard: HeardSince[] = [];
    for (let after: string | null = null; ;) {
      const page = await this.deliveries.doneAbout(uow, { leadId: survivorId, from, after, limit: PAGE });
      for (const delivery of page) {
        const source = await this.sources.recall(delivery.sourceId);
        const reading = source && readingOf(delivery, source);
        if (!source || !reading?.ok) continue;
        const { id: deliveryId, sourceId, receivedAt } = delivery;
        const origin = { sourceId, provider: source.provider, deliveryId, receivedAt };
        for (const event of reading.events) {
          if ((event.kind === 'lead' || event.kind === 'touch') && event.ambiguous === undefined)
            heard.push({ event, origin });
        }
      }
      if (page.length < PAGE) return heard;
      after = page.at(-1)?.id ?? null;
    }
  }
}
