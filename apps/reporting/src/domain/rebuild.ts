/**
 * `emptying`: nothing is consumed, the projections are thrown away and the group goes back to the oldest record.
 * `reading`: the log is read again.
 */
export type RebuildPhase = 'idle' | 'emptying' | 'reading';

export interface Rebuild {
  readonly phase: RebuildPhase;
  /** Records that there were to read when the reading began. */
  readonly total: number;
  readonly done: number;
  readonly startedAt: Date | null;
  readonly startedBy: string | null;
  readonly finishedAt: Date | null;
  /** Why it does not get on; it keeps trying. */
  readonly error: string | null;
}

/** How far behind a partition of a topic is, in records. */
export interface Behind {
  readonly topic: string;
  readonly partition: number;
  readonly lag: number;
}

/**
 * What is left of the log as it was when the reading began. A partition that was read to its end once is through: what
 * arrives later is no part of the rebuild, however busy the day.
 */
export class ReadingProgress {
  private readonly through = new Set<string>();

  /** @returns how many records are left; 0 when every partition has been through. */
  left(behind: readonly Behind[]): number {
    let left = 0;
    for (const { topic, partition, lag } of behind) {
      const name = `${topic}/${partition}`;
      if (lag === 0) this.through.add(name);
      if (!this.through.has(name)) left += lag;
    }
    return left;
  }
}
