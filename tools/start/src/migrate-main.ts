import { givenInfrastructure, InfrastructureError } from '@baton/infrastructure';
import { createLogger } from '@baton/service-kit';
import { apps } from './apps.js';
import { migrateEverything } from './migrate.js';

/** Migrates given servers: roles, schemas, tables, topics. A Job on Kubernetes, a step by hand elsewhere. */
const passwordKey = (app: string) => `BATON_${app.toUpperCase()}_DATABASE_PASSWORD`;

try {
  const given = givenInfrastructure(process.env);
  const missing = apps.map(passwordKey).filter((key) => !process.env[key]);
  if (!given) missing.unshift('BATON_POSTGRES_ADMIN_URL', 'BATON_KAFKA_BROKERS');
  if (!given || missing.length > 0) throw new InfrastructureError(`Set ${missing.join(', ')} and try again.`);
  const ran = await migrateEverything({
    ...given,
    rolePasswords: Object.fromEntries(apps.map((app) => [app, process.env[passwordKey(app)] ?? ''])),
    logger: createLogger('migrate', 'warn'),
  });
  console.log(`${ran} migrations ran; every schema and topic is up to date.`);
} catch (error) {
  console.error(error instanceof InfrastructureError ? error.message : error);
  process.exitCode = 1;
}
