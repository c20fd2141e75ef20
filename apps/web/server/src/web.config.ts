import { serviceConfig } from '@baton/service-kit';
import { z } from 'zod';

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(40),
  d: z.string().min(40),
});

const ed25519PrivateJwk = z.string().transform((text, context): z.output<typeof privateJwk> => {
  const parsed = privateJwk.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'must be an Ed25519 private key as JSON Web Key' });
  return z.NEVER;
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const upstream = z
  .url({ protocol: /^https?$/ })
  .describe('Where the service listens, without a trailing slash.');

/** The front door's environment. It reads no Kafka, and what it signs with also says what to verify with. */
export const webConfig = serviceConfig
  .omit({ BATON_PORT: true, BATON_KAFKA_BROKERS: true, BATON_KAFKA_CLIENT: true, BATON_AUTH_PUBLIC_KEY: true })
  .extend({
    BATON_HTTP_PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(8080)
      .describe('The one port that the world sees.'),
    BATON_AUTH_PRIVATE_KEY: ed25519PrivateJwk.describe('Signs sessions: a JWK. Only the front door has it.'),
    BATON_UPSTREAM_INGEST: upstream,
    BATON_UPSTREAM_SCORING: upstream,
    BATON_UPSTREAM_ROUTING: upstream,
    BATON_UPSTREAM_FEEDBACK: upstream,
    BATON_UPSTREAM_REPORTING: upstream,
  });
export type WebConfig = z.output<typeof webConfig>;
