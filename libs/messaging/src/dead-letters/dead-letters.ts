import type { ServiceName } from '@baton/contracts';
import { v7 as uuidv7 } from 'uuid';
import { sortFailure } from '../failures/sort-failure.js';
import { MessagingMetrics } from '../telemetry/messaging-metrics.js';
import type { Transactions } from '../transactions/transactions.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import type {
  DeadLetter,
  DeadLetterFilter,
  DeadLetterGroup,
  DeadLetterOrigin,
  DeadLetterState,
  DeadLetterSummary,
  DeadLetterToRecord,
  DeadLetterView,
} from './dead-letter.js';
import { type DeadLetterChoice, ORIGIN_TOPIC, whereChosen, whereMatches } from './dead-letter-filter.js';
import { describeError } from './describe-error.js';
import { type ShownDeadLetter, showMasked, showWhole } from './shown-dead-letter.js';

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

export interface DeadLetterQuery extends DeadLetterFilter {
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
    private readonly metrics: MessagingMetrics = new MessagingMetrics(),
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
    if (!row) return null;
    uow.onCommit(() => this.metrics.deadLetter(letter.origin, letter.reason));
    return row.id;
  }

  /** The id of the open letter of this origin; null where there is none. */
  async openLetterOf(uow: UnitOfWork, origin: DeadLetterOrigin): Promise<string | null> {
    const [row] = await uow.query<{ id: string }>(
      `SELECT id FROM dead_letters WHERE consumer = $1 AND origin = $2 AND state = 'open'`,
      [this.consumer, JSON.stringify(origin)],
    );
    return row?.id ?? null;
  }

  async list({ state, limit = 100, after, ...filter }: DeadLetterQuery = {}): Promise<DeadLetterSummary[]> {
    const parameters: unknown[] = [state ?? null, after ?? null, Math.min(Math.max(limit, 1), 1000)];
    return this.transactions.run((uow) =>
      uow.query<DeadLetterSummary>(
        `SELECT ${SUMMARY} FROM dead_letters
          WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)
            AND ${whereMatches(filter, parameters)}
          ORDER BY id DESC LIMIT $3`,
        parameters,
      ),
    );
  }

  /** How many of the open ones share a reason and a place of origin, the most first. */
  async groupOpen(filter: DeadLetterFilter = {}): Promise<DeadLetterGroup[]> {
    const parameters: unknown[] = [];
    return this.transactions.run((uow) =>
      uow.query<DeadLetterGroup>(
        `SELECT reason, ${ORIGIN_TOPIC} AS topic, count(*)::int AS count, min(created_at) AS oldest
           FROM dead_letters WHERE state = 'open' AND ${whereMatches(filter, parameters)}
          GROUP BY 1, 2 ORDER BY count DESC, reason, topic`,
        parameters,
      ),
    );
  }

  /** One with its personal data hidden. */
  async show(id: string): Promise<ShownDeadLetter | null> {
    return this.transactions.run(async (uow) => {
      const letter = await readLetter(uow, id);
      return letter ? showMasked(letter, await viewsOf(uow, id)) : null;
    });
  }

  /** One as it is. Nobody sees it whose look could not be written down. @param by who looks. */
  async showUnmasked(id: string, by: string): Promise<ShownDeadLetter | null> {
    return this.transactions.run(async (uow) => {
      const letter = await readLetter(uow, id);
      if (!letter) return null;
      await uow.query(`INSERT INTO dead_letter_views (letter_id, viewed_by) VALUES ($1, $2)`, [id, by]);
      return showWhole(letter, await viewsOf(uow, id));
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
      return await this.transactions.run((uow) => this.replayIn(uow, id, by));
    } catch (error) {
      return { outcome: 'failed', message: describeError(error).message };
    }
  }

  /**
   * Replays as part of `uow`, which stands even where the replay fails.
   * @throws what passes by itself, such as a deadlock: it says nothing about the letter.
   */
  async replayIn(uow: UnitOfWork, id: string, by: string): Promise<ReplayOutcome> {
    const letter = await lockLetter(uow, id);
    if (!letter) return { outcome: 'not-found' };
    if (letter.state !== 'open') return { outcome: 'already-settled', state: letter.state };
    const replayer = this.replayers.get(letter.origin.kind);
    if (!replayer) throw new Error(`Nothing is registered yet that could replay a ${letter.origin.kind}.`);
    try {
      await uow.attempt(() => replayer(letter, uow));
    } catch (error) {
      if (sortFailure(error) === 'transient') throw error;
      const { message, stack } = describeError(error);
      await uow.query(
        `UPDATE dead_letters SET message = $2, stack = $3, attempts = attempts + 1 WHERE id = $1`,
        [id, message, stack],
      );
      return { outcome: 'failed', message };
    }
    await uow.query(
      `UPDATE dead_letters SET state = 'replayed', settled_at = now(), settled_by = $2 WHERE id = $1`,
      [id, by],
    );
    return { outcome: 'replayed' };
  }

  /** Leaves it undone for good. @param note why, for whoever reads it later. */
  async close(id: string, note: string, by: string): Promise<CloseOutcome> {
    return this.transactions.run(async (uow): Promise<CloseOutcome> => {
      const letter = await lockLetter(uow, id);
      if (!letter) return { outcome: 'not-found' };
      if (letter.state !== 'open') return { outcome: 'already-settled', state: letter.state };
      await closeWhere(uow, { ids: [id] }, note, by);
      return { outcome: 'closed' };
    });
  }

  /** Leaves all of them undone for good that are open. @returns how many they were. */
  async closeMany(choice: DeadLetterChoice, note: string, by: string): Promise<number> {
    return this.transactions.run((uow) => closeWhere(uow, choice, note, by));
  }
}

async function readLetter(uow: UnitOfWork, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await uow.query<DeadLetter>(`SELECT ${WHOLE} FROM dead_letters WHERE id = $1`, [id]);
  return letter;
}

async function lockLetter(uow: UnitOfWork, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await uow.query<DeadLetter>(`SELECT ${WHOLE} FROM dead_letters WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  return letter;
}

function viewsOf(uow: UnitOfWork, id: string): Promise<DeadLetterView[]> {
  return uow.query<DeadLetterView>(
    `SELECT viewed_by AS "by", viewed_at AS "at" FROM dead_letter_views
      WHERE letter_id = $1 ORDER BY viewed_at DESC`,
    [id],
  );
}

async function closeWhere(
  uow: UnitOfWork,
  choice: DeadLetterChoice,
  note: string,
  by: string,
): Promise<number> {
  const parameters: unknown[] = [note, by];
  const closed = await uow.query(
    `UPDATE dead_letters SET state = 'closed', settled_at = now(), settled_by = $2, note = $1
      WHERE state = 'open' AND ${whereChosen(choice, parameters)} RETURNING id`,
    parameters,
  );
  return closed.length;
}
