import { z } from 'zod';
import { ConfigError, loadConfig } from './load-config.js';
import { serviceConfig } from './service-config.js';

const good = {
  BATON_PORT: '8081',
  BATON_DATABASE_URL: 'postgres://baton_ingest:pw@127.0.0.1:5432/baton',
  BATON_KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  BATON_AUTH_PUBLIC_KEY: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'a'.repeat(43) }),
};

describe('loadConfig', () => {
  it('reads keys, parses them and fills in defaults', () => {
    const config = loadConfig(serviceConfig, { ...good, UNRELATED: 'x' });
    expect(config.BATON_PORT).toBe(8081);
    expect(config.BATON_KAFKA_BROKERS).toEqual(['127.0.0.1:9092', '127.0.0.1:9093']);
    expect(config.BATON_LOG_LEVEL).toBe('info');
    expect(config).not.toHaveProperty('UNRELATED');
  });

  it('lists all bad keys at once', () => {
    const failure = catchError(() =>
      loadConfig(serviceConfig, { ...good, BATON_PORT: 'eighty', BATON_DATABASE_URL: '', BATON_LOG_LEVEL: 'loud' }),
    );
    expect(failure.problems).toHaveLength(3);
    expect(failure.message).toContain('BATON_DATABASE_URL is missing');
    expect(failure.message).toContain('BATON_LOG_LEVEL must be one of trace');
  });

  it('never repeats a value, which may be a secret', () => {
    const schema = z.object({
      A: z.enum(['x']),
      B: z.url(),
      C: z.coerce.number(),
      D: z.string().regex(/^k$/),
      BATON_AUTH_PUBLIC_KEY: serviceConfig.shape.BATON_AUTH_PUBLIC_KEY,
    });
    const secret = 'hunter2-hunter2';
    const failure = catchError(() =>
      loadConfig(schema, { A: secret, B: secret, C: secret, D: secret, BATON_AUTH_PUBLIC_KEY: secret }),
    );
    expect(failure.problems).toHaveLength(5);
    expect(failure.message).not.toContain(secret);
  });
});

function catchError(act: () => unknown): ConfigError {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
