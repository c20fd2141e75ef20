import { metrics } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { DeadLetterGroup } from '../dead-letters/dead-letter.js';
import { MessagingGauges } from './messaging-gauges.js';

const never = () => new Promise<never>(() => {});
const group = (reason: DeadLetterGroup['reason'], topic: string, count: number): DeadLetterGroup => ({
  reason,
  topic,
  count,
  oldest: new Date(0),
});

/** Everything that a look shows, e.g. `baton.outbox.depth{}` → 3. */
async function shown(gauges: ConstructorParameters<typeof MessagingGauges>): Promise<Record<string, number>> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(meters);
  try {
    new MessagingGauges(...gauges).start();
    await reader.forceFlush();
    return Object.fromEntries(
      exporter.getMetrics().flatMap(({ scopeMetrics }) =>
        scopeMetrics.flatMap((scope) =>
          scope.metrics.flatMap(({ descriptor, dataPoints }) =>
            dataPoints.map(({ attributes, value }) => [
              `${descriptor.name}{${Object.values(attributes).join()}}`,
              value as number,
            ]),
          ),
        ),
      ),
    );
  } finally {
    await meters.shutdown();
    metrics.disable();
  }
}

describe('MessagingGauges', () => {
  it('shows what waits, what lags and what is dead', async () => {
    const lag = [
      { topic: 'lead.created', partition: 0, lag: 2 },
      { topic: 'lead.created', partition: 1, lag: 3 },
    ];
    expect(
      await shown([
        'scoring',
        () => ['lead.created', 'lead.updated'],
        { read: () => Promise.resolve({ depth: 3, ageMs: 1_500 }) },
        { groupOpen: () => Promise.resolve([group('SCHEMA', 'lead.created', 2), group('SCHEMA', 'lead.updated', 1)]) },
        { admin: { lag: () => Promise.resolve(lag) } as never },
      ]),
    ).toEqual({
      'baton.outbox.depth{}': 3,
      'baton.outbox.age{}': 1.5,
      'baton.dead_letters.open{UNREADABLE}': 0,
      'baton.dead_letters.open{SCHEMA}': 3,
      'baton.dead_letters.open{REFUSED}': 0,
      'baton.dead_letters.open{FAILED}': 0,
      'baton.consumer.lag{lead.created}': 5,
      'baton.consumer.lag{lead.updated}': 0,
    });
  });

  it('shows the age of the outbox while the broker that it waits for gives no answer', async () => {
    const seen = await shown([
      'scoring',
      () => ['lead.created'],
      { read: () => Promise.resolve({ depth: 9, ageMs: 120_000 }) },
      { groupOpen: () => Promise.reject(new Error('no')) },
      { admin: { lag: never } as never },
    ]);
    expect(seen).toEqual({ 'baton.outbox.depth{}': 9, 'baton.outbox.age{}': 120 });
  });
});
