import { serviceConfig } from '@baton/service-kit';
import { z } from 'zod';

const KEY_BYTES = 32;

export const ingestConfig = serviceConfig.extend({
  BATON_SECRETS_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === KEY_BYTES, { message: `must be ${KEY_BYTES} bytes in base64` })
    .describe('Encrypts the secrets of webhook sources at rest. 32 bytes, base64.'),
});
export type IngestConfig = z.output<typeof ingestConfig>;
