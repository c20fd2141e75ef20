import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@baton/contracts';
import { KafkaBatchServer, MessagingHealth, MessagingModule } from '@baton/messaging';
import type { FastifyInstance } from 'fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { CONFIG, type ServiceConfig } from './config/service-config.js';
import { DatabaseModule } from './database/database.module.js';
import type { ServiceDatabase } from './database/service-database.js';
import { Readiness } from './health/readiness.js';
import { serverOptions } from './http/server-options.js';
import { KitModule } from './kit.module.js';
import { createLogger, LOGGER, type Logger, NestLogger, withCorrelationId } from './logging/logger.js';
import { DeadLettersController } from './operations/dead-letters.controller.js';
import { ReplayRunsController } from './operations/replay-runs.controller.js';
import { StatusController } from './operations/status.controller.js';
import { runProcess } from './run-process.js';
import { SERVICE_NAME } from './service-name.js';
import { measureRequests } from './telemetry/measure-requests.js';
import { MetricsController } from './telemetry/metrics.controller.js';
import { startTelemetry, TELEMETRY } from './telemetry/start-telemetry.js';

export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
  readonly database: ServiceDatabase;
  /** Extends `serviceConfig` with the service's own keys. */
  readonly config: z.ZodObject;
  /** How often the service reads from Kafka at most, in milliseconds, where it need not be at once. */
  readonly fetchEveryMs?: number;
  /** The last word on the HTTP server before it listens, e.g. a content type of its own. */
  readonly prepare?: (app: NestFastifyApplication) => void;
}

const LARGEST_BODY_BYTES = 1024 * 1024;

@Module({})
class ServiceModule {}

/** The whole of a service, not listening yet: what `runService` runs and what a test boots. */
export async function createService(
  definition: ServiceDefinition,
  config: ServiceConfig,
  logger: Logger = createLogger(definition.name, config.BATON_LOG_LEVEL),
): Promise<NestFastifyApplication> {
  const telemetry = await startTelemetry(definition.name, process.env);
  const root: DynamicModule = {
    module: ServiceModule,
    global: true,
    imports: [
      KitModule.forService(config, logger),
      DatabaseModule.forService(definition.database),
      MessagingModule.forService({
        service: definition.name,
        inject: [CONFIG, LOGGER],
        useFactory: ({ BATON_KAFKA_BROKERS, BATON_KAFKA_CLIENT }: ServiceConfig, log: Logger) => ({
          client: BATON_KAFKA_CLIENT,
          brokers: BATON_KAFKA_BROKERS,
          logger: log,
          ...(definition.fetchEveryMs ? { fetchEveryMs: definition.fetchEveryMs } : {}),
          onFatal: (error: Error) => {
            // A consumer that has given up for good would idle in silence: end, and be started anew.
            log.fatal({ err: error }, 'the consumer has given up');
            process.exit(1);
          },
        }),
      }),
      definition.module,
    ],
    controllers: [StatusController, ReplayRunsController, DeadLettersController, MetricsController],
    providers: [
      { provide: SERVICE_NAME, useValue: definition.name },
      { provide: TELEMETRY, useValue: telemetry },
    ],
    exports: [SERVICE_NAME],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    new FastifyAdapter({ ...serverOptions, bodyLimit: LARGEST_BODY_BYTES, forceCloseConnections: 'idle' }),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      const given = request.headers['x-correlation-id'];
      withCorrelationId(typeof given === 'string' && given.length <= 64 ? given : randomUUID(), done);
    });
  measureRequests(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  definition.prepare?.(app);

  const readiness = app.get(Readiness);
  const dataSource = app.get(DataSource);
  const messaging = app.get(MessagingHealth);
  readiness.add('database', async () => {
    await dataSource.query('SELECT 1');
    return null;
  });
  readiness.add('messaging', () => (messaging.ready ? null : messaging.reasons.join('; ')));

  app.connectMicroservice({ strategy: app.get(KafkaBatchServer) });
  return app;
}

/** Boots a service from the environment and keeps it running: all that a `main.ts` does. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  await runProcess(definition.name, definition.config, async (parsed, logger) => {
    const config = parsed as unknown as ServiceConfig;
    const app = await createService(definition, config, logger);
    return { app, port: config.BATON_PORT, host: config.BATON_HOST };
  });
}
