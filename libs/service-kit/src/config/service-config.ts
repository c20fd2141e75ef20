import { kafkaClients } from '@baton/messaging';
import { z } from 'zod';

/** The public half of the front door's signing key: services check who calls, they never sign. */
const ed25519PublicJwk = z
  .string()
  .transform((text, context): { kty: 'OKP'; crv: 'Ed25519'; x: string } => {
    const parsed = publicJwk.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'must be an Ed25519 public key as JSON Web Key' });
    return z.NEVER;
  });

const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().min(40) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What every service needs from its environment. A service extends it with its own keys. */
export const serviceConfig = z.object({
  BATON_PORT: z.coerce.number().int().min(0).max(65_535).describe('Port of the HTTP interface.'),
  BATON_HOST: z.string().default('127.0.0.1').describe('Address that the HTTP interface listens on.'),
  BATON_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("Postgres, as this service's own role."),
  BATON_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10).describe('Connections at most.'),
  BATON_KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/, 'must be host:port, several separated by commas')
    .transform((list) => list.split(','))
    .describe('Kafka bootstrap addresses, host:port, separated by commas.'),
  BATON_KAFKA_CLIENT: z
    .enum(kafkaClients)
    .default('kafkajs')
    .describe('The library that speaks to Kafka. Both pass the same tests; they may be mixed.'),
  BATON_AUTH_PUBLIC_KEY: ed25519PublicJwk.describe("The front door's public key, a JWK."),
  BATON_PUBLIC_URL: z
    .url()
    .default('http://127.0.0.1:8080')
    .describe('Where the world reaches the front door, without a trailing slash.'),
  BATON_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
});
export type ServiceConfig = z.output<typeof serviceConfig>;

/** Nest's injection token of the service's parsed config. */
export const CONFIG = Symbol('CONFIG');
