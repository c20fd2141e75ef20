import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Telemetry {
  /** Answers with all metrics in Prometheus' text format. */
  readonly answerMetrics: (request: IncomingMessage, response: ServerResponse) => void;
  /** Sends what has not been sent yet. */
  readonly stop: () => Promise<void>;
}

/** Nest's injection token of the process's `Telemetry`. */
export const TELEMETRY = Symbol('TELEMETRY');

/**
 * Metrics always, for they cost little; spans where `OTEL_EXPORTER_OTLP_ENDPOINT` says who collects them (all other
 * OTEL_* variables count as OpenTelemetry documents them). To be called before anything makes instruments.
 */
export async function startTelemetry(service: string, environment: NodeJS.ProcessEnv): Promise<Telemetry> {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const meters = new MeterProvider({ readers: [exporter] });
  metrics.setGlobalMeterProvider(meters);
  const stopTracing = hasCollector(environment) ? await startTracing(service) : () => Promise.resolve();
  return {
    answerMetrics: (request, response) => exporter.getMetricsRequestHandler(request, response),
    stop: async () => {
      await Promise.allSettled([stopTracing(), meters.shutdown()]);
      metrics.disable();
    },
  };
}

function hasCollector(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(
    environment['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
  );
}

async function startTracing(service: string): Promise<() => Promise<void>> {
  // Loaded late: it brings every exporter there is, and mostly nobody collects.
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({
    serviceName: `baton-${service}`,
    metricReaders: [],
    logRecordProcessors: [],
    // Whoever posts a webhook is not to decide about our traces; what we hand on we read ourselves.
    textMapPropagator: null,
  });
  sdk.start();
  return () => sdk.shutdown();
}
