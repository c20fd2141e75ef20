import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import { ConfigError, loadConfig } from './config/load-config.js';
import { Readiness } from './health/readiness.js';
import { createLogger, type Logger } from './logging/logger.js';
import { shutDownInOrder } from './shutdown.js';

/** A process that cannot start because of its configuration must not be restarted in a loop (sysexits EX_CONFIG). */
const EXIT_CONFIG = 78;

/** Boots an application from the environment, listens, and ends in order when it is told to. */
export async function runProcess<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
  boot: (config: z.output<Schema>, logger: Logger) => Promise<{ app: NestFastifyApplication; port: number; host: string }>,
): Promise<void> {
  const config = configOrExit(name, schema);
  const logger = createLogger(name, String(config['BATON_LOG_LEVEL' as keyof typeof config] ?? 'info'));
  process.on('unhandledRejection', (error) => {
    // Nobody awaited it, so nobody knows what state it left: end, and be started anew.
    logger.fatal({ err: error }, 'an error was left unhandled');
    process.exit(1);
  });
  try {
    const { app, port, host } = await boot(config, logger);
    shutDownInOrder(app, app.get(Readiness), logger);
    await app.startAllMicroservices();
    await app.listen(port, host);
    logger.info({ url: await app.getUrl() }, 'up');
  } catch (error) {
    logger.fatal({ err: error }, 'it could not start');
    process.exit(1);
  }
}

function configOrExit<Schema extends z.ZodObject>(name: string, schema: Schema): z.output<Schema> {
  try {
    return loadConfig(schema, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
}
