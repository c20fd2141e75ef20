import type { UnitOfWork } from '../transactions/unit-of-work.js';
import type {
  DeadLetter,
  DeadLetterOrigin,
  DeadLetterState,
  DeadLetterSummary,
  DeadLetterToRecord,
} from './dead-letter.js';

/** Does again what a dead letter stands for, inside the transaction that marks it replayed. */
export type Replayer = (letter: DeadLetter, uow: UnitOfWork) => Promise<void>;

export type ReplayOutcome =
  | { readonly outcome: 'replayed' }
  | { readonly outcome: 'failed'; readonly message: string }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'already-settled'; readonly state: DeadLetterState };

export type CloseOutcome = Exclude<ReplayOutcome, { outcome: 'replayed' | 'failed' }> | { readonly outcome: 'closed' };

export interface DeadLetterQuery {
  readonly state?: DeadLetterState;
  readonly limit?: number;
  /** Id of the last one of the page before. */
  readonly after?: string;
}

/** The service's own store of what it could not handle. Nothing leaves it by itself: a person replays or closes. */
export class DeadLetters {
  async record(_uow: UnitOfWork, _letter: DeadLetterToRecord): Promise<string> {
    throw new Error('being written');
  }
  async list(_query: DeadLetterQuery = {}): Promise<DeadLetterSummary[]> {
    throw new Error('being written');
  }
  async show(_id: string): Promise<DeadLetter | null> {
    throw new Error('being written');
  }
  async replay(_id: string, _by: string): Promise<ReplayOutcome> {
    throw new Error('being written');
  }
  async close(_id: string, _note: string, _by: string): Promise<CloseOutcome> {
    throw new Error('being written');
  }
  async countOpen(): Promise<number> {
    throw new Error('being written');
  }
  registerReplayer(_kind: DeadLetterOrigin['kind'], _replayer: Replayer): void {
    throw new Error('being written');
  }
}
