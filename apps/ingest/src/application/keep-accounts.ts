import { type AccountMatch, leadUpdated } from '@baton/contracts';
import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { domainKey } from '../domain/accounts/firm.js';
import type { Account } from '../domain/accounts/match-account.js';
import { stateOf } from '../domain/hear-event.js';
import { registrableDomainOf } from '../domain/person/address-knowledge.js';
import { Accounts } from '../infrastructure/accounts.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { Leads } from '../infrastructure/leads.js';

export type AccountChange =
  | { readonly kind: 'changed'; readonly accountId: string; readonly people: number }
  | { readonly kind: 'unknown'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string };

/** What people say of accounts, where rules could not tell. */
@Injectable()
export class KeepAccounts {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The two are one firm: whatever finds `loserId` finds `winnerId` from now on, and its people are told of as such. */
  join(winnerId: string, loserId: string): Promise<AccountChange> {
    return this.transactions.run(async (uow) => {
      const held = await this.accounts.hold(uow, [winnerId, loserId]);
      const winner = held.get(winnerId);
      if (winner === undefined || !held.has(loserId)) return UNKNOWN_ACCOUNT;
      if (winnerId === loserId) return { kind: 'refused', because: 'An account cannot be joined with itself.' };
      const moved = await this.accounts.join(uow, winnerId, loserId);
      await this.tell(moved, { id: winnerId, name: winner.name, matchedBy: 'alias', confidence: 0.98 }, uow);
      return { kind: 'changed', accountId: winnerId, people: moved.length };
    });
  }

  /** Another domain of the same firm, of a subsidiary or of another country. Leads that come with it belong here. */
  addDomain(accountId: string, host: string): Promise<AccountChange> {
    return this.transactions.run(async (uow): Promise<AccountChange> => {
      const domain = registrableDomainOf(host);
      if (domain === undefined) return { kind: 'refused', because: `“${host}” is no domain that can be registered.` };
      const account = (await this.accounts.hold(uow, [accountId])).get(accountId);
      if (account === undefined) return UNKNOWN_ACCOUNT;
      const owner = (await this.accounts.byKeys(uow, [domainKey(domain)])).get(domainKey(domain));
      if (owner !== undefined && owner.id !== accountId) {
        return { kind: 'refused', because: `${domain} belongs to the account ${owner.name} (${owner.id}): join the two instead.` };
      }
      if (owner === undefined) await this.accounts.giveKeys(uow, new Map([[domainKey(domain), accountId]]));
      await this.accounts.learnDomain(uow, accountId, domain);
      return { kind: 'changed', accountId, people: 0 };
    });
  }

  /** Where this person works, said by somebody who knows: no rule changes it again. */
  assign(leadId: string, accountId: string): Promise<AccountChange> {
    return this.transactions.run(async (uow): Promise<AccountChange> => {
      const account = (await this.accounts.hold(uow, [accountId])).get(accountId);
      if (account === undefined) return UNKNOWN_ACCOUNT;
      if (!(await this.leads.isThere(uow, leadId))) {
        return { kind: 'unknown', because: 'No lead has this id; one that was merged goes by the id of the other.' };
      }
      await this.accounts.assign(uow, [{ leadId, accountId, matchedBy: 'person', candidates: [] }]);
      await this.tell([leadId], saidOf(account), uow);
      return { kind: 'changed', accountId, people: 1 };
    });
  }

  private async tell(leadIds: readonly string[], account: AccountMatch, uow: UnitOfWork): Promise<void> {
    if (leadIds.length === 0) return;
    const at = this.clock.now();
    const held = [...(await this.leads.hold(uow, leadIds)).values()].filter(({ stage }) => stage === 'lead');
    const changed = held.map((lead) => ({ ...lead, version: lead.version + 1 }));
    if (changed.length === 0) return;
    await this.leads.save(uow, changed);
    const lastDeliveries = await this.deliveries.lastAbout(uow, leadIds);
    for (const lead of changed) {
      const deliveryId = lastDeliveries.get(lead.id);
      if (deliveryId === undefined) continue;
      const changes = [{ field: 'account', at: at.toISOString(), sourceId: lead.source.sourceId }];
      uow.publish(leadUpdated, {
        subject: lead.id,
        sequence: lead.version,
        time: at,
        data: { ...stateOf(lead), account, changes, deliveryId },
      });
    }
  }
}

const UNKNOWN_ACCOUNT: AccountChange = { kind: 'unknown', because: 'No account has this id: GET /accounts lists them.' };

function saidOf({ id, name }: Account): AccountMatch {
  return { id, name, matchedBy: 'person', confidence: 1 };
}
