import { scrubLetters, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Deliveries } from '../infrastructure/deliveries.js';
import { type Erasure, Erasures } from '../infrastructure/erasures.js';
import { Fetches } from '../infrastructure/fetches.js';
import { Leads } from '../infrastructure/leads.js';

/** People who are being erased. */
export interface ErasedPeople {
  /** All ids that they have had. */
  readonly leadIds: readonly string[];
  /** Those from before a merge, each with its last version: others know the person under them, too. */
  readonly earlier: readonly { readonly id: string; readonly version: number; readonly of: string }[];
  readonly addresses: readonly string[];
}

/** Deletes what ingest keeps of people besides the leads themselves, within the transaction that erases those. */
@Injectable()
export class ErasePeople {
  constructor(
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Fetches) private readonly fetches: Fetches,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What the people are found by where nobody knows whom something is about. To be called before they are erased. */
  addressesOf(erasures: readonly Erasure[], uow: UnitOfWork): Promise<string[]> {
    return this.leads.addressesOf(uow, erasures.map(({ leadId }) => leadId));
  }

  /** To be called when the leads are erased: erases who they were before merges, and remembers who asked. */
  async follow(erasures: readonly Erasure[], addresses: readonly string[], uow: UnitOfWork): Promise<ErasedPeople> {
    const earlier: ErasedPeople['earlier'][number][] = [];
    for (const erasure of erasures) {
      const ended = await this.leads.eraseMerged(uow, erasure.leadId);
      earlier.push(...ended.map((lead) => ({ ...lead, of: erasure.leadId })));
      await this.erasures.add(uow, [erasure, ...ended.map(({ id }) => ({ ...erasure, leadId: id }))]);
    }
    const leadIds = [...erasures.map(({ leadId }) => leadId), ...earlier.map(({ id }) => id)];
    await this.leads.forgetMerges(uow, leadIds);
    return { leadIds, earlier, addresses };
  }

  /** To be called when the deliveries of this transaction have their ends: the one that asked is emptied with the rest. */
  async finish({ leadIds, addresses }: ErasedPeople, uow: UnitOfWork): Promise<void> {
    const notices = await this.fetches.forget(uow, leadIds, this.clock.now());
    const theirs = await this.deliveries.forget(uow, leadIds);
    await scrubLetters(uow, { deliveryIds: [...notices, ...theirs] });
    // Nobody knows whom an unreadable delivery is about, but for the address that it may hold, as it is or in a form.
    const words = addresses.flatMap((address) => [address, encodeURIComponent(address)]);
    const naming = await scrubLetters(uow, { words });
    await this.deliveries.empty(uow, [...notices, ...naming]);
  }
}
