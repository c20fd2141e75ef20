import type { AccountMatch } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { beginningOf, domainKey, type Firm, firmKeys, firmOf } from '../domain/accounts/firm.js';
import { type Account, matchAccount } from '../domain/accounts/match-account.js';
import type { Lead } from '../domain/lead.js';
import { Accounts, type LeadAccount } from '../infrastructure/accounts.js';

/** Finds the account that each lead belongs to, and makes those that nobody knows yet. */
@Injectable()
export class FindAccounts {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {}

  /**
   * @param leads as they now stand, and saved.
   * @returns lead id → its account, for those that have one.
   * @throws IdentityRace if another transaction met one of the firms first.
   */
  async of(leads: readonly Lead[], at: Date, uow: UnitOfWork): Promise<Map<string, AccountMatch>> {
    const found = new Map<string, AccountMatch>();
    const people = leads.filter(({ stage }) => stage === 'lead');
    const firms = new Map(people.flatMap((lead): Array<[string, Firm]> => {
      const firm = firmOf(lead);
      return firm === null ? [] : [[lead.id, firm]];
    }));
    if (firms.size === 0) return found;

    const known = await this.accounts.byKeys(uow, [...new Set([...firms.values()].flatMap(firmKeys))]);
    const said = await this.accounts.saidByPeople(uow, [...firms.keys()]);
    const unknown = [...firms.values()].filter((firm) => firm.foldedName !== '' && !firmKeys(firm).some((key) => known.has(key)));
    const beginnings = [...new Set(unknown.map(({ foldedName }) => beginningOf(foldedName)))];
    const alike = beginnings.length === 0 ? [] : await this.accounts.beginningAs(uow, beginnings);

    const books = new AccountBooks(known, alike);
    const assigned: LeadAccount[] = [];
    for (const [leadId, firm] of firms) {
      const told = said.get(leadId);
      if (told !== undefined) {
        found.set(leadId, { id: told.id, name: told.name, matchedBy: 'person', confidence: 1 });
        continue;
      }
      const { match, candidates } = books.enter(firm);
      if (match !== null) found.set(leadId, match);
      assigned.push({ leadId, accountId: match?.id ?? null, matchedBy: match?.matchedBy ?? null, candidates });
    }
    if (books.opened.length > 0) await this.accounts.add(uow, books.opened, at);
    if (books.newKeys.size > 0) await this.accounts.giveKeys(uow, books.newKeys);
    for (const [accountId, domain] of books.learned) await this.accounts.learnDomain(uow, accountId, domain);
    if (assigned.length > 0) await this.accounts.assign(uow, assigned);
    return found;
  }
}

/** To be compared with each other, in one transaction. */
const MOST_ON_A_SHELF = 50;

/** The accounts as the leads of one transaction go by. */
class AccountBooks {
  readonly opened: Account[] = [];
  readonly newKeys = new Map<string, string>();
  readonly learned = new Map<string, string>();
  private readonly byBeginning = new Map<string, Account[]>();

  constructor(
    private readonly byKey: Map<string, Account>,
    alike: readonly Account[],
  ) {
    for (const account of alike) this.shelve(account);
  }

  enter(firm: Firm): { match: AccountMatch | null; candidates: LeadAccount['candidates'] } {
    const finding = matchAccount(firm, this.byKey, this.byBeginning.get(beginningOf(firm.foldedName)) ?? []);
    if (finding.kind === 'none') return { match: null, candidates: finding.candidates };
    const account = finding.kind === 'known' ? finding.account : this.open(firm);
    this.giveKeys(account, firm);
    return { match: finding.kind === 'known' ? finding.match : matchOfNew(account), candidates: finding.candidates };
  }

  private open({ name, foldedName, domain, country }: Firm): Account {
    const account = { id: newId(), name, foldedName, domain: domain ?? null, country: country ?? null };
    this.opened.push(account);
    if (foldedName !== '') this.shelve(account);
    return account;
  }

  private shelve(account: Account): void {
    const beginning = beginningOf(account.foldedName);
    const shelf = this.byBeginning.get(beginning);
    if (shelf === undefined) this.byBeginning.set(beginning, [account]);
    else if (shelf.length < MOST_ON_A_SHELF) shelf.push(account);
  }

  /** What is heard of a firm finds it from now on, as far as it does not find another. */
  private giveKeys(account: Account, firm: Firm): void {
    for (const key of firmKeys(firm)) {
      if (this.byKey.has(key)) continue;
      this.byKey.set(key, account);
      this.newKeys.set(key, account.id);
      if (account.domain === null && firm.domain !== undefined && key === domainKey(firm.domain)) {
        this.learned.set(account.id, firm.domain);
      }
    }
  }
}

function matchOfNew({ id, name, domain }: Account): AccountMatch {
  return { id, name, matchedBy: domain === null ? 'name' : 'domain', confidence: domain === null ? 0.9 : 1 };
}
