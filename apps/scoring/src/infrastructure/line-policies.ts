import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type LinePolicy, linePolicy } from '../domain/line-policy.js';

export interface StoredLinePolicy {
  readonly version: number;
  readonly policy: LinePolicy;
  readonly author: string;
  readonly reason: string;
  readonly setAt: Date;
  /** Before, it is tried without effect. */
  readonly rulesFrom: Date;
  /** Then the policy before it rules again. */
  readonly until: Date | null;
}

interface Row {
  version: number;
  policy: unknown;
  author: string;
  reason: string;
  set_at: Date;
  rules_from: Date;
  until: Date | null;
}

const POLICY_LOCK = 4_242_102;

@Injectable()
export class LinePolicies {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest that rules and has not run out. There is always one: a migration brings the first. */
  async inForce(now: Date, manager: EntityManager = this.dataSource.manager): Promise<StoredLinePolicy> {
    const [row]: Row[] = await manager.query(
      `SELECT * FROM line_policies WHERE rules_from <= $1 AND (until IS NULL OR until > $1) ORDER BY version DESC LIMIT 1`,
      [now],
    );
    if (!row) throw new Error('There is no line policy: has the schema been migrated?');
    return policyOf(row);
  }

  /** The newest that waits to rule after the one that does; `null` where none is tried. */
  async dryRun(ruling: number, now: Date): Promise<StoredLinePolicy | null> {
    const [row]: Row[] = await this.dataSource.query(
      'SELECT * FROM line_policies WHERE version > $1 AND rules_from > $2 ORDER BY version DESC LIMIT 1',
      [ruling, now],
    );
    return row ? policyOf(row) : null;
  }

  /** When somebody first said how many leads sales is to get; `null` while nobody has. */
  async firstChosen(): Promise<Date | null> {
    const [row]: { at: Date | null }[] = await this.dataSource.query(
      `SELECT min(rules_from) AS at FROM line_policies WHERE policy->>'kind' <> 'points' AND coalesce((policy->>'share')::double precision, 0) < 1`,
    );
    return row?.at ?? null;
  }

  /** Versions follow one another: of two that are set at once the other waits. */
  async add(policy: Omit<StoredLinePolicy, 'version'>, manager: EntityManager): Promise<StoredLinePolicy> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [POLICY_LOCK]);
    const [row]: Row[] = await manager.query(
      `INSERT INTO line_policies (version, policy, author, reason, set_at, rules_from, until)
       SELECT max(version) + 1, $1, $2, $3, $4, $5, $6 FROM line_policies RETURNING *`,
      [JSON.stringify(policy.policy), policy.author, policy.reason, policy.setAt, policy.rulesFrom, policy.until],
    );
    return policyOf(row!);
  }
}

function policyOf({ version, policy, author, reason, set_at, rules_from, until }: Row): StoredLinePolicy {
  return { version, policy: linePolicy.parse(policy), author, reason, setAt: set_at, rulesFrom: rules_from, until };
}
