import type { AnyEventContract, DataOf } from '@baton/contracts';
import { type ReceivedEvent, Transactions, type UnitOfWork } from '@baton/messaging';
import {
  createLogger,
  createService,
  type Role,
  type ServiceConfig,
  type ServiceDefinition,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from '@baton/service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { type ServiceTestDatabase, startTestPostgres } from './test-servers.js';

/** Nobody listens here: what is announced stays in the outbox, where a test can read it. */
const NO_BROKER = '127.0.0.1:9';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface PublishedEvent {
  readonly topic: string;
  readonly subject: string;
  readonly sequence: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
  readonly data: any;
}

/** Somebody of that role; `repId` makes them that rep. */
export type Caller = Role | { readonly role: Role; readonly repId: string };

export interface TestService {
  readonly app: NestFastifyApplication;
  readonly database: DataSource;
  readonly schema: ServiceTestDatabase;
  /** A bearer token, for requests that `call` cannot make, such as streams. */
  token(as: Caller): Promise<string>;
  /** Sends a request as somebody. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks at it field by field
  call<Body = any>(
    as: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<Answer<Body>>;
  /** Does something in one transaction with what it publishes, as a batch of events would. */
  inTransaction<Result>(work: (uow: UnitOfWork) => Promise<Result>): Promise<Result>;
  /** What has been published so far, in order. */
  published(...topics: string[]): Promise<PublishedEvent[]>;
  stop(): Promise<void>;
}

/** A whole service on a database of its own, without a broker: events are handed to its handlers by the test. */
export async function startTestService(
  definition: ServiceDefinition,
  {
    config = {},
    schema: givenSchema,
    override = [],
  }: {
    config?: object;
    /** The database of another instance, to be shared with it. */
    schema?: ServiceTestDatabase;
    /** Objects whose fields replace those of the service's own, such as a clock that stands still. */
    override?: { token: abstract new (...args: never[]) => object; by: object }[];
  } = {},
): Promise<TestService> {
  const schema = givenSchema ?? (await (await startTestPostgres()).createServiceDatabase(definition.database));
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const app = await createService(
    definition,
    {
      BATON_PORT: 0,
      BATON_HOST: '127.0.0.1',
      BATON_DATABASE_URL: schema.url,
      BATON_DATABASE_POOL: 10,
      BATON_KAFKA_BROKERS: [NO_BROKER],
      BATON_AUTH_PUBLIC_KEY: await exportJWK(publicKey),
      BATON_PUBLIC_URL: 'https://baton.example',
      BATON_LOG_LEVEL: 'silent',
      ...config,
    } as ServiceConfig,
    createLogger(definition.name, 'silent'),
  );
  for (const { token, by } of override) replaceMethods(app.get(token), by);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(DataSource);
  const token = (as: Caller) => {
    const { role, repId } = typeof as === 'string' ? { role: as, repId: null } : as;
    return new SignJWT({ name: `A ${role}`, role, repId })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(`test-${role}`)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('5m')
      .sign(privateKey);
  };
  return {
    app,
    database,
    schema,
    token,
    async call(as, method, url, body) {
      const answer = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${await token(as)}` },
        ...(body ? { payload: body } : {}),
      });
      return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) };
    },
    inTransaction: (work) => app.get(Transactions).run(work),
    async published(...topics) {
      const rows: { topic: string; key: Buffer; payload: Buffer; headers: Record<string, string> }[] =
        await database.query(
          `SELECT topic, key, payload, headers FROM outbox_events WHERE $1::text[] = '{}' OR topic = ANY($1) ORDER BY seq`,
          [topics],
        );
      return rows.map(({ topic, key, payload, headers }) => ({
        topic,
        subject: key.toString(),
        sequence: Number(headers['ce_sequence']),
        data: JSON.parse(payload.toString()),
      }));
    },
    async stop() {
      await app.close();
      if (!givenSchema) await schema.drop();
    },
  };
}

function replaceMethods(target: object, by: object): void {
  for (let source = by; source !== Object.prototype; source = Object.getPrototypeOf(source) as object) {
    for (const name of Object.getOwnPropertyNames(source)) {
      const method = (by as Record<string, unknown>)[name];
      if (name !== 'constructor' && typeof method === 'function') {
        (target as Record<string, unknown>)[name] = method.bind(by);
      }
    }
  }
}

/** An event as the consumer would hand it to a handler. */
export function receivedEvent<Contract extends AnyEventContract>(
  contract: Contract,
  event: { subject: string; sequence: number; data: DataOf<Contract>; time?: Date },
): ReceivedEvent<Contract> {
  const id = newId();
  return {
    id,
    topic: contract.topic,
    subject: event.subject,
    sequence: event.sequence,
    time: event.time ?? new Date('2026-03-02T09:30:00.000Z'),
    correlationId: id,
    causationId: null,
    traceparent: null,
    source: `/baton/${contract.owner}`,
    data: event.data,
    origin: { topic: contract.topic, partition: 0, offset: '0' },
  };
}
