import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { SentDelivery } from '@baton/testing';
import type { SeededRandom } from '../seeded-random.js';
import { DeliveryPlan, type PlannedDelivery } from './deliveries.js';

export interface AcceptedDelivery extends SentDelivery {
  readonly acceptedAt: number;
  readonly poison: boolean;
}

export interface PlatformCounts {
  posts: number;
  /** Answers that asked to come again, and connections that broke. */
  turnedAway: number;
}

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 3_000;
const ANSWER_WITHIN_MS = 20_000;

/** A marketing platform: posts at a steady rate, and each delivery again until somebody has accepted it. */
export class Platform {
  readonly accepted: AcceptedDelivery[] = [];
  readonly counts: PlatformCounts = { posts: 0, turnedAway: 0 };
  /** Answers that no platform should ever get. */
  readonly refusals: string[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private running: Promise<void> | null = null;
  private stopping = false;
  private readonly plan: DeliveryPlan;
  private readonly webhook: Webhook;

  constructor(
    private readonly url: string,
    secret: string,
    random: SeededRandom,
    name: string,
    private readonly perSecond: number,
  ) {
    this.webhook = new Webhook(secret);
    this.plan = new DeliveryPlan(random, name);
  }

  start(): void {
    this.stopping = false;
    this.running = this.keepPosting();
  }

  /** Resolves once all that was begun has been accepted. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    await Promise.all(this.underWay);
  }

  private async keepPosting(): Promise<void> {
    const startedAt = performance.now();
    for (let count = 0; !this.stopping; count++) {
      const early = startedAt + (count * 1_000) / this.perSecond - performance.now();
      if (early > 0) await pause(early);
      const delivery = this.plan.next();
      for (const after of delivery.after) this.send(delivery, after);
    }
  }

  private send(delivery: PlannedDelivery, afterMs: number): void {
    const sending = pause(afterMs)
      .then(() => this.postUntilAccepted(delivery))
      .finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  private async postUntilAccepted({ id, body, poison }: PlannedDelivery): Promise<void> {
    for (let retry = FIRST_RETRY_MS; ; retry = Math.min(retry * 2, LONGEST_RETRY_MS)) {
      this.counts.posts++;
      try {
        const now = new Date();
        const answer = await fetch(this.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
            'webhook-signature': this.webhook.sign(id, now, body),
          },
          body,
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        });
        if (answer.ok) {
          const { deliveryId } = (await answer.json()) as { deliveryId: string };
          this.accepted.push({ deliveryId, dedupeKey: id, acceptedAt: Date.now(), poison });
          return;
        }
        if (answer.status < 500) {
          this.refusals.push(`${id}: ${answer.status} ${await answer.text()}`);
          return;
        }
      } catch {
        // Nobody there, or cut off in the middle: the platform cannot know whether it was stored.
      }
      this.counts.turnedAway++;
      await pause(retry);
    }
  }
}
