import { v7 as uuidv7 } from 'uuid';
import { DueWork } from '../due-work.js';
import type { Logger } from '../logger.js';
import type { Transactions } from '../transactions/transactions.js';
import { type DeadLetterChoice, whereChosen } from './dead-letter-filter.js';
import type { DeadLetters } from './dead-letters.js';

/** Many dead letters that are replayed one after the other. */
export interface ReplayRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'stopped';
  readonly perSecond: number;
  /** Those that were open when it began. */
  readonly total: number;
  readonly done: number;
  readonly replayed: number;
  /** They stay open, each with its new message. */
  readonly failed: number;
  /** Somebody else settled them meanwhile. */
  readonly skipped: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export type BeginOutcome =
  | { readonly outcome: 'begun'; readonly run: ReplayRun }
  | { readonly outcome: 'busy'; readonly run: ReplayRun };

export const DEFAULT_REPLAYS_PER_SECOND = 50;
export const MOST_REPLAYS_PER_SECOND = 200;

/** How often the table is asked for a run that another instance began, or left behind. */
const POLL_MS = 1_000;
/** While a run goes on, it is worked in portions of this length. */
const PORTION_MS = 100;
const MOST_IN_PORTION = (MOST_REPLAYS_PER_SECOND * PORTION_MS) / 1000;
/** What was missed by being slow is made up for, up to this. */
const LATENESS_MS = 2 * PORTION_MS;

/**
 * Replays many dead letters at a bearable pace. A run is a row with the letters it covers, so it survives whoever works
 * on it: any instance takes it up, one at a time. Each letter, its outcome and the pace change in one transaction, so
 * none is tried twice in a run. A service has one run at a time: two would only break each other's pace.
 */
export class ReplayRuns {
  private readonly work: DueWork;

  constructor(
    private readonly transactions: Transactions,
    private readonly deadLetters: DeadLetters,
    logger: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.work = new DueWork({
      name: 'dead letter replays',
      pollMs: POLL_MS,
      everyMs: PORTION_MS,
      run: () => this.workPortion(),
      logger,
    });
  }

  start(): void {
    this.work.start();
  }

  /** Ends once the letter in work is settled; the run goes on with the next instance. */
  stop(): Promise<void> {
    return this.work.stop();
  }

  /** Begins to replay those of the choice that are open now, the oldest first. @param by who asked for it. */
  async begin(
    choice: DeadLetterChoice,
    by: string,
    perSecond = DEFAULT_REPLAYS_PER_SECOND,
  ): Promise<BeginOutcome> {
    for (;;) {
      const id = await this.insert(choice, by, perSecond);
      if (id) {
        this.work.wake();
        return { outcome: 'begun', run: (await this.read(id))! };
      }
      const [running] = await this.select(`WHERE run.state = 'running'`, []);
      // Or it has ended since: then there is room for ours.
      if (running) return { outcome: 'busy', run: running };
    }
  }

  async read(id: string): Promise<ReplayRun | null> {
    return (await this.select('WHERE run.id = $1', [id]))[0] ?? null;
  }

  /** The newest first. */
  latest(limit: number): Promise<ReplayRun[]> {
    return this.select('', [limit], 'LIMIT $1');
  }

  /** Ends a run early; what it has not come to stays open. @returns the run as it is now, or null where there is none. */
  async halt(id: string): Promise<ReplayRun | null> {
    await this.transactions.run((uow) =>
      uow.query(
        `UPDATE replay_runs SET state = 'stopped', ended_at = $2 WHERE id = $1 AND state = 'running'`,
        [id, this.now()],
      ),
    );
    return this.read(id);
  }

  /**
   * Replays what is due now.
   * @returns none where there is nothing to do, or another instance does it.
   */
  async workPortion(): Promise<number> {
    for (let worked = 0; worked < MOST_IN_PORTION; worked++) {
      const step = await this.step();
      if (step === 'idle') return worked;
      if (step === 'early') break;
    }
    return 1;
  }

  /** @returns the new run's id, or null while another runs. */
  private insert(choice: DeadLetterChoice, by: string, perSecond: number): Promise<string | null> {
    return this.transactions.run(async (uow) => {
      const id = uuidv7();
      const [inserted] = await uow.query(
        `INSERT INTO replay_runs (id, per_second, due_at, started_by, started_at) VALUES ($1, $2, $3, $4, $3)
         ON CONFLICT DO NOTHING RETURNING id`,
        [id, perSecond, this.now(), by],
      );
      if (!inserted) return null;
      const parameters: unknown[] = [id];
      await uow.query(
        `INSERT INTO replay_run_letters (run_id, letter_id)
         SELECT $1, id FROM dead_letters WHERE state = 'open' AND ${whereChosen(choice, parameters)}`,
        parameters,
      );
      return id;
    });
  }

  private step(): Promise<'idle' | 'early' | 'worked'> {
    return this.transactions.run(async (uow) => {
      const [run] = await uow.query<{ id: string; perSecond: number; dueAt: Date; startedBy: string }>(
        `SELECT id, per_second AS "perSecond", due_at AS "dueAt", started_by AS "startedBy"
           FROM replay_runs WHERE state = 'running' FOR UPDATE SKIP LOCKED`,
      );
      if (!run) return 'idle';
      const now = this.now();
      if (run.dueAt > now) return 'early';
      const [next] = await uow.query<{ letterId: string }>(
        `SELECT letter_id AS "letterId" FROM replay_run_letters
          WHERE run_id = $1 AND outcome IS NULL ORDER BY letter_id LIMIT 1`,
        [run.id],
      );
      if (!next) {
        await uow.query(`UPDATE replay_runs SET state = 'done', ended_at = $2 WHERE id = $1`, [run.id, now]);
        return 'idle';
      }
      const { outcome } = await this.deadLetters.replayIn(uow, next.letterId, run.startedBy);
      await uow.query(`UPDATE replay_run_letters SET outcome = $3 WHERE run_id = $1 AND letter_id = $2`, [
        run.id,
        next.letterId,
        outcome === 'replayed' || outcome === 'failed' ? outcome : 'skipped',
      ]);
      const earliest = Math.max(run.dueAt.getTime(), now.getTime() - LATENESS_MS);
      await uow.query(`UPDATE replay_runs SET due_at = $2 WHERE id = $1`, [
        run.id,
        new Date(earliest + Math.ceil(1000 / run.perSecond)),
      ]);
      return 'worked';
    });
  }

  private select(where: string, parameters: unknown[], limit = ''): Promise<ReplayRun[]> {
    return this.transactions.run((uow) =>
      uow.query<ReplayRun>(
        `SELECT run.id, run.state, run.per_second AS "perSecond", run.started_by AS "startedBy",
                run.started_at AS "startedAt", run.ended_at AS "endedAt", letters.*
           FROM replay_runs AS run CROSS JOIN LATERAL (
             SELECT count(*)::int AS total, count(outcome)::int AS done,
                    count(*) FILTER (WHERE outcome = 'replayed')::int AS replayed,
                    count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
                    count(*) FILTER (WHERE outcome = 'skipped')::int AS skipped
               FROM replay_run_letters WHERE run_id = run.id
           ) AS letters
          ${where} ORDER BY run.id DESC ${limit}`,
        parameters,
      ),
    );
  }
}
