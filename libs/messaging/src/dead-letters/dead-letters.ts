import type { ServiceName } from '@baton/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Transactions } from '../transactions/transactions.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import type {
  DeadLetter,
  DeadLetterOrigin,
  DeadLetterState,
  DeadLetterSummary,
  DeadLetterToRecord,
} from './dead-letter.js';
import { describeError } from './describe-error.js';

/** Does again what a dead letter stands for, inside the transaction that marks it replayed. */
export type Replayer = (letter: DeadLetter, uow: UnitOfWork) => Promise<void>;

export type ReplayOutcome =
  | { readonly outcome: 'replayed' }
  /** It stays open, with the new message. */
  | { readonly outcome: 'failed'; readonly message: string }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'already-settled'; readonly state: DeadLetterState };

export type CloseOutcome =
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'already-settled'; readonly state: DeadLetterState };

export interface DeadLetterQuery {
  readonly state?: DeadLetterState;
  /** 100 unless told, 1000 at most. */
  readonly limit?: number;
  /** Id of the last one of the page before. The newest come first. */
  readonly after?: string;
}

const SUMMARY = `id, origin, event_id AS "eventId", subject, reason, message, attempts, state, note,
  created_at AS "createdAt", settled_at AS "settledAt", settled_by AS "settledBy"`;
const WHOLE = `${SUMMARY}, key, value, headers, stack`;

/** The service's own store of what it could not handle. Nothing leaves it by itself: a person replays or closes. */
export class DeadLetters {
  private readonly replayers = new Map<DeadLetterOrigin['kind'], Replayer>();

  constructor(
    private readonly transactions: Transactions,
    private readonly consumer: ServiceName,
  ) {}

  /**
   * Keeps what could not be handled, as part of `uow`.
   * @returns the dead letter's id, or null where this origin has an open one already.
   *   One that was settled is opened again, under its old id: it failed anew.
   */
  async record(uow: UnitOfWork, letter: DeadLetterToRecord): Promise<string | null> {
    const { message, stack } = describeError(letter.error);
    const [row] = await uow.query<{ id: string }>(
      `INSERT INTO dead_letters AS letter
         (id, consumer, origin, key, value, headers, event_id, subject, reason, message, stack, attempts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (consumer, origin) DO UPDATE
         SET state = 'open', reason = excluded.reason, message = excluded.message, stack = excluded.stack,
             attempts = letter.attempts + excluded.attempts, settled_at = NULL, settled_by = NULL
       WHERE letter.state <> 'open'
       RETURNING id`,
      [
        uuidv7(),
        this.consumer,
        JSON.stringify(letter.origin),
        letter.key ?? null,
        letter.value,
        JSON.stringify(letter.headers ?? {}),
        letter.eventId ?? null,
        letter.subject ?? null,
        letter.reason,
        message,
        stack,
        letter.attempts,
      ],
    );
    return row?.id ?? null;
  }

  async list({ state, limit = 100, after }: DeadLetterQuery = {}): Promise<DeadLetterSummary[]> {
    return this.transactions.run((uow) =>
      uow.query<DeadLetterSummary>(
        `SELECT ${SUMMARY} FROM dead_letters
          WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)
          ORDER BY id DESC LIMIT $3`,
        [state ?? null, after ?? null, Math.min(Math.max(limit, 1), 1000)],
      ),
    );
  }

  async show(id: string): Promise<DeadLetter | null> {
    return this.transactions.run(async (uow) => {
      const [letter] = await uow.query<DeadLetter>(`SELECT ${WHOLE} FROM dead_letters WHERE id = $1`, [id]);
      return letter ?? null;
    });
  }

  async countOpen(): Promise<number> {
    return this.transactions.run(async (uow) => {
      const [row] = await uow.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM dead_letters WHERE state = 'open'`,
      );
      return row?.open ?? 0;
    });
  }

  /** Says how dead letters of a kind are done again. Records from Kafka go to the topic's handler by themselves. */
  registerReplayer(kind: DeadLetterOrigin['kind'], replayer: Replayer): void {
    this.replayers.set(kind, replayer);
  }

  /**
   * Does the work again, in one transaction with marking it replayed. Two people at once replay it once.
   * @param by who asked for it, as the log of the deed.
   */
  async replay(id: string, by: string): Promise<ReplayOutcome> {
    try {
      return await this.transactions.run(async (uow): Promise<ReplayOutcome> => {
        const letter = await lockLetter(uow, id);
        if (!letter) return { outcome: 'not-found' };
        if (letter.state !== 'open') return { outcome: 'already-settled', state: letter.state };
        const replayer = this.replayers.get(letter.origin.kind);
        if (!replayer) throw new Error(`Nothing is registered that could replay a ${letter.origin.kind}.`);
        await replayer(letter, uow);
        await settle(uow, id, 'replayed', by, null);
        return { outcome: 'replayed' };
      });
    } catch (error) {
      const { message, stack } = describeError(error);
      await this.transactions.run((uow) =>
        uow.query(
          `UPDATE dead_letters SET message = $2, stack = $3, attempts = attempts + 1 WHERE id = $1 AND state = 'open'`,
          [id, message, stack],
        ),
      );
      return { outcome: 'failed', message };
    }
  }

  /** Leaves it undone for good. @param note why, for whoever reads it later. */
  async close(id: string, note: string, by: string): Promise<CloseOutcome> {
    return this.transactions.run(async (uow): Promise<CloseOutcome> => {
      const letter = await lockLetter(uow, id);
      if (!letter) return { outcome: 'not-found' };
      if (letter.state !== 'open') return { outcome: 'already-settled', state: letter.state };
      await settle(uow, id, 'closed', by, note);
      return { outcome: 'closed' };
    });
  }
}

async function lockLetter(uow: UnitOfWork, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await uow.query<DeadLetter>(`SELECT ${WHOLE} FROM dead_letters WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  return letter;
}

async function settle(uow: UnitOfWork, id: string, state: DeadLetterState, by: string, note: string | null) {
  await uow.query(
    `UPDATE dead_letters SET state = $2, settled_at = now(), settled_by = $3, note = coalesce($4, note) WHERE id = $1`,
    [id, state, by, note],
  );
}
