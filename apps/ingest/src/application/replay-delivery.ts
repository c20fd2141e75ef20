import { DeadLetters, Transactions } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { Deliveries, type DeliveryStatus } from '../infrastructure/deliveries.js';
import { ProcessDeliveries } from './process-deliveries.js';

export type Replayed =
  | { readonly kind: 'replayed'; readonly delivery: DeliveryStatus }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly because: string };

/** Reads a delivery again, by the field map that its source has now. */
@Injectable()
export class ReplayDelivery {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(ProcessDeliveries) private readonly processing: ProcessDeliveries,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
  ) {}

  /** @param by who asked for it, as it is written to the dead letter. */
  async replay(id: string, by: string): Promise<Replayed> {
    const [before] = await this.deliveries.statuses([id]);
    if (before === undefined) return { kind: 'unknown' };
    const failure = await this.again(before, by);
    if (failure !== null) return { kind: 'refused', because: failure };
    const [after = before] = await this.deliveries.statuses([id]);
    return { kind: 'replayed', delivery: after };
  }

  /** @returns why it came to nothing; null where it did not. */
  private async again({ id, state }: DeliveryStatus, by: string): Promise<string | null> {
    switch (state) {
      case 'stored':
        return 'It waits to be read for the first time.';
      case 'held':
        return 'Its source is paused: it is read once the source goes on.';
      case 'done':
        return this.processing.hearAgain(id);
      case 'dead': {
        const letterId = await this.transactions.run((uow) => this.deadLetters.openLetterOf(uow, { kind: 'delivery', deliveryId: id }));
        if (letterId === null) return 'Its dead letter is closed.';
        const outcome = await this.deadLetters.replay(letterId, by);
        return outcome.outcome === 'failed' ? outcome.message : null;
      }
    }
  }
}
