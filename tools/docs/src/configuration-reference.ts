import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const APPS = ['ingest', 'scoring', 'routing', 'feedback', 'reporting', 'web'] as const;

const LAUNCHER = `
## npm start, npm test, npm run db:migrate

| key | default | says |
|---|---|---|
| \`BATON_HTTP_PORT\` | 8080 | Port of the front door. |
| \`BATON_KAFKA_PORT\` | 19092 | Port of the embedded Kafka. |
| \`BATON_POSTGRES_ADMIN_URL\` | embedded | A given Postgres, as a role that may create roles and schemas. |
| \`BATON_KAFKA_BROKERS\` | embedded | A given Kafka, host:port, several separated by commas. Goes together with the one above. |
| \`BATON_DATA_DIR\` | \`.baton\` | Where data, secrets and logs of an embedded Baton are kept. |
| \`BATON_CACHE_DIR\` | \`~/.cache/baton\` | Where Kafka's jars are kept, for all checkouts. |
| \`BATON_<SERVICE>_DATABASE_PASSWORD\` | | \`npm run db:migrate\` only: the password of each service's role. |

## Every service

| key | default | says |
|---|---|---|
| \`OTEL_EXPORTER_OTLP_ENDPOINT\` | no traces | Where spans go, e.g. \`http://collector:4318\`. See [metrics and traces](../operations/metrics-and-traces.md). |
| \`OTEL_*\` | | Whatever else OpenTelemetry's SDK for Node.js reads, \`OTEL_TRACES_SAMPLER\` for one. |
`.trim();

/** Every environment variable of every process, from the schemas that check them at boot. */
export async function configurationReference(): Promise<GeneratedFile> {
  const sections = await Promise.all(APPS.map(async (app) => [`## ${app}`, '', ...table(await configOf(app)), '']));
  const content = [
    BY_PROGRAM,
    '# Configuration',
    '',
    'Environment variables, checked at boot: all that is wrong is listed at once, without values. An empty variable counts as missing.',
    '',
    LAUNCHER,
    '',
    ...sections.flat(),
  ].join('\n');
  return { path: 'docs/reference/configuration.md', content: `${content.trimEnd()}\n` };
}

async function configOf(app: string): Promise<z.ZodObject> {
  const file = join(ROOT, 'apps', app, 'dist', `${app}.config.js`);
  if (!existsSync(file)) throw new Error(`${app} is not built: run npx nx run-many -t build first.`);
  const declared = (await import(pathToFileURL(file).href)) as Record<string, z.ZodObject>;
  const schema = declared[`${app}Config`];
  if (!schema) throw new Error(`${app}.config.js does not export ${app}Config`);
  return schema;
}

function table(schema: z.ZodObject): string[] {
  const rows = Object.entries(schema.shape).map(([key, field]) => {
    const type = field as z.ZodType;
    const missing = type.safeParse(undefined);
    const otherwise = missing.success ? `\`${String(missing.data)}\`` : 'required';
    return `| \`${key}\` | ${otherwise} | ${type.description ?? ''} |`;
  });
  return ['| key | default | says |', '|---|---|---|', ...rows];
}
