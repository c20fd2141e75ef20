import type { AccountMatch } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BEGINNING } from '../domain/accounts/firm.js';
import type { Account, Candidate } from '../domain/accounts/match-account.js';
import { IdentityRace } from './leads.js';

/** Of very many that begin alike, whoever is much like another is so by chance; and comparing them takes time. */
const MOST_ALIKE = 50;
const COLUMNS = `accounts.id, accounts.name, accounts.folded_name AS "foldedName", accounts.domain, accounts.country`;

/** Which account a lead belongs to, and which it was not given to. */
export interface LeadAccount {
  readonly leadId: string;
  readonly accountId: string | null;
  readonly matchedBy: AccountMatch['matchedBy'] | null;
  readonly candidates: readonly Candidate[];
}

export interface AccountSummary extends Account {
  readonly people: number;
}

/** A lead's link to its account, with what an event about it needs. */
export interface AccountPerson {
  readonly leadId: string;
  readonly matchedBy: AccountMatch['matchedBy'];
  readonly candidates: readonly Candidate[];
}

@Injectable()
export class Accounts {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async byKeys(uow: UnitOfWork, keys: readonly string[]): Promise<Map<string, Account>> {
    const rows = await uow.query<Account & { key: string }>(
      `SELECT key, ${COLUMNS} FROM account_keys JOIN accounts ON accounts.id = account_id WHERE key = ANY($1::text[])`,
      [keys],
    );
    return new Map(rows.map(({ key, ...account }) => [key, account]));
  }

  /** Those whose names have one of these beginnings, a bounded number of each. */
  beginningAs(uow: UnitOfWork, beginnings: readonly string[]): Promise<Account[]> {
    return uow.query<Account>(
      `SELECT accounts.* FROM unnest($1::text[]) AS asked (beginning) CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM accounts
         WHERE left(folded_name, ${BEGINNING}) = beginning AND folded_name <> '' AND joined_into IS NULL LIMIT ${MOST_ALIKE}
       ) AS accounts`,
      [beginnings],
    );
  }

  /** What somebody here said of these leads, which no rule overrules. */
  async saidByPeople(uow: UnitOfWork, leadIds: readonly string[]): Promise<Map<string, Account>> {
    const rows = await uow.query<Account & { leadId: string }>(
      `SELECT leads.id AS "leadId", ${COLUMNS} FROM leads JOIN accounts ON accounts.id = account_id
       WHERE leads.id = ANY($1::uuid[]) AND account_matched_by = 'person'`,
      [leadIds],
    );
    return new Map(rows.map(({ leadId, ...account }) => [leadId, account]));
  }

  async add(uow: UnitOfWork, accounts: readonly Account[], at: Date): Promise<void> {
    await uow.query(
      `INSERT INTO accounts (id, name, folded_name, domain, country, created_at)
       SELECT id, name, folded_name, domain, country, $6 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
         AS account (id, name, folded_name, domain, country)`,
      [
        accounts.map(({ id }) => id),
        accounts.map(({ name }) => name),
        accounts.map(({ foldedName }) => foldedName),
        accounts.map(({ domain }) => domain),
        accounts.map(({ country }) => country),
        at,
      ],
    );
  }

  /**
   * Gives keys to accounts. The unique key decides between two transactions that meet the same new firm.
   * @throws IdentityRace if another transaction was first.
   */
  async giveKeys(uow: UnitOfWork, keys: ReadonlyMap<string, string>): Promise<void> {
    const sorted = [...keys].sort(([one], [other]) => (one < other ? -1 : 1));
    const given = await uow.query(
      `INSERT INTO account_keys (key, account_id) SELECT * FROM unnest($1::text[], $2::uuid[]) ON CONFLICT DO NOTHING RETURNING key`,
      [sorted.map(([key]) => key), sorted.map(([, accountId]) => accountId)],
    );
    if (given.length < sorted.length) throw new IdentityRace('another transaction met the same firm first');
  }

  /** An account that was known by its name alone has been heard to have this domain. */
  async learnDomain(uow: UnitOfWork, accountId: string, domain: string): Promise<void> {
    await uow.query('UPDATE accounts SET domain = $2 WHERE id = $1 AND domain IS NULL', [accountId, domain]);
  }

  async assign(uow: UnitOfWork, assigned: readonly LeadAccount[]): Promise<void> {
    await uow.query(
      `UPDATE leads SET account_id = said.account_id, account_matched_by = said.matched_by, account_candidates = said.candidates
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[]) AS said (lead_id, account_id, matched_by, candidates)
       WHERE leads.id = said.lead_id
         AND (leads.account_id, leads.account_matched_by, leads.account_candidates)
             IS DISTINCT FROM (said.account_id, said.matched_by, said.candidates)`,
      [
        assigned.map(({ leadId }) => leadId),
        assigned.map(({ accountId }) => accountId),
        assigned.map(({ matchedBy }) => matchedBy),
        assigned.map(({ candidates }) => (candidates.length === 0 ? null : JSON.stringify(candidates))),
      ],
    );
  }

  /** Locked until the transaction ends; those that were joined into another are not among them. */
  async hold(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, Account>> {
    const rows = await uow.query<Account>(
      `SELECT ${COLUMNS} FROM accounts WHERE id = ANY($1::uuid[]) AND joined_into IS NULL ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(rows.map((account) => [account.id, account]));
  }

  /** Gives all that finds `loserId` to `winnerId`, and its people. @returns their lead ids. */
  async join(uow: UnitOfWork, winnerId: string, loserId: string): Promise<string[]> {
    await uow.query('UPDATE account_keys SET account_id = $1 WHERE account_id = $2', [winnerId, loserId]);
    await uow.query('UPDATE accounts SET joined_into = $1 WHERE id = $2 OR joined_into = $2', [winnerId, loserId]);
    await uow.query(
      `UPDATE accounts SET domain = coalesce(accounts.domain, loser.domain), country = coalesce(accounts.country, loser.country)
       FROM accounts AS loser WHERE accounts.id = $1 AND loser.id = $2`,
      [winnerId, loserId],
    );
    const moved = await uow.query<{ id: string }>(
      'UPDATE leads SET account_id = $1 WHERE account_id = $2 AND ended IS NULL RETURNING id',
      [winnerId, loserId],
    );
    return moved.map(({ id }) => id);
  }

  /** Largest first. */
  async list(search: string | undefined, limit: number): Promise<AccountSummary[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS}, (SELECT count(*)::int FROM leads WHERE account_id = accounts.id AND ended IS NULL) AS people
       FROM accounts WHERE joined_into IS NULL AND ($1::text IS NULL OR name ILIKE $1 OR domain ILIKE $1)
       ORDER BY people DESC, id LIMIT $2`,
      [search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`, limit],
    );
  }

  /** Null for one that is not there; of one that was joined into another, the other. */
  async find(id: string): Promise<(Account & { keys: string[]; people: AccountPerson[] }) | null> {
    const [account] = await this.dataSource.query<Array<Account & { keys: string[]; people: AccountPerson[] }>>(
      `SELECT ${COLUMNS},
         (SELECT coalesce(json_agg(key ORDER BY key), '[]') FROM account_keys WHERE account_id = accounts.id) AS keys,
         (SELECT coalesce(json_agg(json_build_object('leadId', leads.id, 'matchedBy', account_matched_by,
                   'candidates', coalesce(account_candidates, '[]')) ORDER BY leads.id), '[]')
            FROM leads WHERE account_id = accounts.id AND ended IS NULL) AS people
       FROM accounts JOIN accounts AS asked ON accounts.id = coalesce(asked.joined_into, asked.id) WHERE asked.id = $1`,
      [id],
    );
    return account ?? null;
  }
}
