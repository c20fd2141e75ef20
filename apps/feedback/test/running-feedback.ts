import type { AnyEventContract, DataOf } from '@baton/contracts';
import { topicsToEnsure } from '@baton/infrastructure';
import { BROKER, type Broker, UnitOfWork } from '@baton/messaging';
import {
  Clock,
  createLogger,
  createService,
  type Role,
  type ServiceConfig,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '@baton/service-kit';
import { SettableClock, startTestPostgres, testBrokers } from '@baton/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { feedback as definition } from '../src/feedback.service.js';
import { feedbackDatabase } from '../src/infrastructure/feedback.database.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the service answers, looked at field by field
export type Answered = any;

export interface Caller {
  readonly role: Role;
  readonly repId?: string;
}

export interface EventToSend<Contract extends AnyEventContract> {
  readonly contract: Contract;
  readonly subject: string;
  readonly sequence: number;
  readonly data: DataOf<Contract>;
}

export interface RunningFeedback {
  readonly app: NestFastifyApplication;
  readonly database: DataSource;
  readonly clock: SettableClock;
  readonly url: string;
  token(caller: Caller): Promise<string>;
  call(
    caller: Caller,
    method: 'GET' | 'POST',
    url: string,
    body?: object,
  ): Promise<{ status: number; body: Answered }>;
  /** Sends events as their owner does, through Kafka. */
  send<Contract extends AnyEventContract>(...events: EventToSend<Contract>[]): Promise<void>;
  stop(): Promise<void>;
}

/** The whole service on a database of its own and the run's Kafka. */
export async function startFeedback(): Promise<RunningFeedback> {
  const postgres = await startTestPostgres();
  const schema = await postgres.createServiceDatabase(feedbackDatabase);
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
  const app = await createService(definition, config, createLogger('feedback', 'silent'));
  const clock = new SettableClock('2026-03-02T09:47:00.000Z');
  app.get(Clock).now = () => clock.now();
  const broker = app.get<Broker>(BROKER);
  await broker.admin.ensureTopics(topicsToEnsure());
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');

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
    database: app.get(DataSource),
    clock,
    url: await app.getUrl(),
    token,
    async call(caller, method, url, body) {
      const headers = { authorization: `Bearer ${await token(caller)}` };
      const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
      return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) };
    },
    async send(...events) {
      const records = events.flatMap(({ contract, ...event }) => {
        const uow = new UnitOfWork(null as never, contract.owner);
        uow.publish(contract, { ...event, time: clock.now() });
        return uow.outgoing;
      });
      await broker.produce(records);
    },
    async stop() {
      await app.close();
      await schema.drop();
    },
  };
}
