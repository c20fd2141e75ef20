import { topicsToEnsure } from '@baton/infrastructure';
import { BROKER, type Broker } from '@baton/messaging';
import {
  createLogger,
  createService,
  type Role,
  type ServiceConfig,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '@baton/service-kit';
import { startTestPostgres, testBrokers } from '@baton/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { DataSource } from 'typeorm';
import { reportingDatabase } from '../src/infrastructure/reporting.database.js';
import { reporting as definition } from '../src/reporting.service.js';
import { type EventToSend, recordOf } from './sent-event.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the service answers, looked at field by field
export type Answered = any;

export interface Caller {
  readonly role: Role;
  readonly repId?: string;
}

export interface RunningReporting {
  /** The first instance. */
  app(): NestFastifyApplication;
  readonly database: DataSource;
  token(caller: Caller): Promise<string>;
  call(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
  ): Promise<{ status: number; body: Answered }>;
  /** Sends events as their owners do, through Kafka. */
  send(...events: EventToSend[]): Promise<void>;
  /** Boots another instance of the service on the same database. */
  boot(): Promise<NestFastifyApplication>;
  /** Ends all instances, and boots one after `meanwhile`. */
  restart(meanwhile: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** The whole service on a database of its own and the run's Kafka. */
export async function startReporting(): Promise<RunningReporting> {
  const postgres = await startTestPostgres();
  const schema = await postgres.createServiceDatabase(reportingDatabase);
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const config = {
    BATON_PORT: 0,
    BATON_HOST: '127.0.0.1',
    BATON_DATABASE_URL: schema.url,
    BATON_DATABASE_POOL: 10,
    BATON_KAFKA_BROKERS: testBrokers(),
    BATON_AUTH_PUBLIC_KEY: (await exportJWK(publicKey)) as never,
    BATON_PUBLIC_URL: 'https://baton.example',
    BATON_LOG_LEVEL: 'silent',
  } satisfies ServiceConfig;
  const booted: NestFastifyApplication[] = [];
  const boot = async () => {
    const app = await createService(definition, config, createLogger('reporting', 'silent'));
    booted.push(app);
    await app.get<Broker>(BROKER).admin.ensureTopics(topicsToEnsure());
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    return app;
  };
  await boot();
  const app = () => booted[0]!;
  const database = await schema.dataSource();
  const token = ({ role, repId }: Caller) =>
    new SignJWT({ name: `A ${role}`, role, repId: repId ?? null })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('test')
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('5m')
      .sign(privateKey);
  return {
    app,
    database,
    token,
    boot,
    async call(caller, method, url, body) {
      const headers = { authorization: `Bearer ${await token(caller)}` };
      const answer = await app().inject({ method, url, headers, ...(body ? { payload: body } : {}) });
      return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) };
    },
    send: (...events) => app().get<Broker>(BROKER).produce(events.map(recordOf)),
    async restart(meanwhile) {
      for (const one of booted.splice(0)) await one.close();
      await meanwhile();
      await boot();
    },
    async stop() {
      for (const one of booted) await one.close();
      await database.destroy();
      await schema.drop();
    },
  };
}
