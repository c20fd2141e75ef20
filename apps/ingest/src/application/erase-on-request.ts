import { leadErased } from '@baton/contracts';
import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { emailKey } from '../domain/person/email-address.js';
import { IdentityRace, Leads } from '../infrastructure/leads.js';
import { ErasePeople } from './erase-people.js';

/** Who is to be forgotten, and who wants it. */
export interface ErasureRequest {
  readonly whom: { readonly email: string } | { readonly leadId: string };
  readonly askedBy: string;
}

export type RequestOutcome =
  | { readonly kind: 'erased'; readonly leadId: string; readonly earlierIds: readonly string[] }
  /** It was done before. */
  | { readonly kind: 'already'; readonly leadId: string }
  /** Nothing is kept of anybody who goes by this. */
  | { readonly kind: 'unknown' };

/** Somebody else may meet the person in the same moment, and change or end them: then look anew. */
const MOST_TRIES = 10;

/** Erases somebody because they, or somebody on their behalf, asked us to. */
@Injectable()
export class EraseOnRequest {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(ErasePeople) private readonly erasing: ErasePeople,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws IdentityRace if others keep changing the person. */
  async erase(request: ErasureRequest): Promise<RequestOutcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transactions.run((uow) => this.eraseIn(uow, request));
      } catch (error) {
        if (!(error instanceof IdentityRace) || tries === MOST_TRIES) throw error;
      }
    }
  }

  private async eraseIn(uow: UnitOfWork, { whom, askedBy }: ErasureRequest): Promise<RequestOutcome> {
    const found = 'email' in whom ? await this.byAddress(uow, whom.email) : await this.byId(uow, whom.leadId);
    if (found.kind !== 'found') return found;
    const lead = (await this.leads.hold(uow, [found.leadId])).get(found.leadId);
    if (!lead) return { kind: 'unknown' };
    const at = this.clock.now();
    const erasures = [{ leadId: lead.id, because: 'person', askedBy, at } as const];
    const addresses = await this.erasing.addressesOf(erasures, uow);
    await this.leads.erase(uow, [lead.id]);
    const gone = await this.erasing.follow(erasures, addresses, uow);
    await this.erasing.finish(gone, uow);
    // Others know the person under the ids that they had before a merge, too.
    for (const { id, version } of [{ id: lead.id, version: lead.version + 1 }, ...gone.earlier]) {
      uow.publish(leadErased, {
        subject: id,
        sequence: version,
        time: at,
        data: { leadId: id, because: 'person', at: at.toISOString() },
      });
    }
    return { kind: 'erased', leadId: lead.id, earlierIds: gone.earlier.map(({ id }) => id) };
  }

  private async byAddress(uow: UnitOfWork, email: string): Promise<Found> {
    const key = emailKey(email);
    const leadId = key === null ? undefined : (await this.leads.idsByKey(uow, [key])).get(key);
    return leadId === undefined ? { kind: 'unknown' } : { kind: 'found', leadId };
  }

  private async byId(uow: UnitOfWork, leadId: string): Promise<Found> {
    const standing = await this.leads.standing(uow, leadId);
    if (!standing) return { kind: 'unknown' };
    if (standing.ended === 'erased') return { kind: 'already', leadId };
    return { kind: 'found', leadId: standing.mergedInto ?? leadId };
  }
}

type Found = { readonly kind: 'found'; readonly leadId: string } | Exclude<RequestOutcome, { readonly kind: 'erased' }>;
