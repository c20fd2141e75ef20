import { randomBytes } from 'node:crypto';
import { createLogger, createService, type Logger, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { startTestPostgres } from '@baton/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import type { IngestConfig } from '../src/ingest.config.js';
import { ingest as definition } from '../src/ingest.service.js';
import { ingestDatabase } from '../src/infrastructure/ingest.database.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the service answers, looked at field by field
export type Answered = any;

/** Nobody listens here: what is announced stays in the outbox, where a test can read it. */
const NO_BROKER = '127.0.0.1:9';

export interface RunningIngest {
  readonly app: NestFastifyApplication;
  readonly database: DataSource;
  /** Sends a request as somebody with that role. */
  call(
    role: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<{ status: number; body: Answered }>;
  stop(): Promise<void>;
}

/** The whole service on a database of its own, without a broker. */
export async function startIngest(): Promise<RunningIngest> {
  const postgres = await startTestPostgres();
  const schema = await postgres.createServiceDatabase(ingestDatabase);
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const config = {
    BATON_PORT: 0,
    BATON_HOST: '127.0.0.1',
    BATON_DATABASE_URL: schema.url,
    BATON_DATABASE_POOL: 10,
    BATON_KAFKA_BROKERS: [NO_BROKER],
    BATON_KAFKA_CLIENT: 'kafkajs',
    BATON_AUTH_PUBLIC_KEY: (await exportJWK(publicKey)) as never,
    BATON_PUBLIC_URL: 'https://baton.example/',
    BATON_LOG_LEVEL: 'silent',
    BATON_SECRETS_KEY: randomBytes(32),
  } satisfies IngestConfig;
  const silent: Logger = createLogger('ingest', 'silent');
  const app = await createService(definition, config, silent);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  return {
    app,
    database: app.get(DataSource),
    async call(role, method, url, body) {
      const token = await new SignJWT({ name: 'Test', role })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('test')
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setExpirationTime('5m')
        .sign(privateKey);
      const answer = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        payload: body,
      });
      return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) };
    },
    async stop() {
      await app.close();
      await schema.drop();
    },
  };
}
