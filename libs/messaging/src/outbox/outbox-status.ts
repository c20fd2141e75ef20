export interface OutboxReading {
  /** Events that wait to be sent. */
  readonly depth: number;
  /** How long the oldest of them has waited, in milliseconds; 0 when none waits. */
  readonly ageMs: number;
}

/** How far the relay is behind. */
export class OutboxStatus {
  async read(): Promise<OutboxReading> {
    throw new Error('being written');
  }
}
