import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@baton/service-kit';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Account } from '../domain/account.js';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly repId: string | null;
  readonly passwordHash: string;
}

/** Who may sign in. */
@Injectable()
export class Accounts {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async find(email: string): Promise<{ account: Account; passwordHash: string } | null> {
    const [row]: Row[] = await this.dataSource.query(
      `SELECT id, email, name, role, rep_id AS "repId", password_hash AS "passwordHash" FROM accounts WHERE email = $1`,
      [email],
    );
    if (!row) return null;
    const { passwordHash, ...account } = row;
    return { account, passwordHash };
  }

  /** Creates the account of this address, or changes it and keeps its id. */
  async put(
    { email, name, role, repId, passwordHash }: Omit<Account, 'id'> & { passwordHash: string },
    now: Date,
  ): Promise<Account> {
    const [row]: { id: string }[] = await this.dataSource.query(
      `INSERT INTO accounts (id, email, name, role, rep_id, password_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = excluded.role, rep_id = excluded.rep_id,
         password_hash = excluded.password_hash
       RETURNING id`,
      [newId(), email, name, role, repId, passwordHash, now],
    );
    return { id: row!.id, email, name, role, repId };
  }
}
