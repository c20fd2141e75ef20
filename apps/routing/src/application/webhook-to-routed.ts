import { metricNames } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { validate, version } from 'uuid';

const MS_DIGITS = 12;

/** How long leads take from the webhook that made them to their owner: what the product is measured by. */
@Injectable()
export class WebhookToRouted {
  private readonly seconds = metrics.getMeter('@baton/routing').createHistogram(metricNames.webhookToRouted, {
    description: 'From the accepted webhook to the owner.',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600] },
  });

  /** @param correlationId of the chain that a delivery began: the delivery's id, a UUIDv7, which holds its time. */
  routed(correlationId: string, at: Date): void {
    if (!validate(correlationId) || version(correlationId) !== 7) return;
    const acceptedAt = Number.parseInt(correlationId.replaceAll('-', '').slice(0, MS_DIGITS), 16);
    this.seconds.record(Math.max(0, at.getTime() - acceptedAt) / 1_000);
  }
}
