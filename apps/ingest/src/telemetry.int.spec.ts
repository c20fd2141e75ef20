import { randomBytes, randomUUID } from 'node:crypto';
import { eventually, startTestService, type TestService } from '@baton/testing';
import { seconds, standardSignature } from './domain/providers/signing.fixture.js';
import { ingest as definition } from './ingest.service.js';

describe('the metrics of a service whose broker is away', () => {
  let ingest: TestService;
  beforeAll(async () => {
    ingest = await startTestService(definition, { config: { BATON_SECRETS_KEY: randomBytes(32) } });
  }, 60_000);
  afterAll(() => ingest.stop());

  /** The value of each series, e.g. `baton_outbox_depth` → 2, without the labels that every series has. */
  async function metrics(): Promise<Map<string, number>> {
    const answer = await ingest.app.inject({ method: 'GET', url: '/metrics' });
    expect(answer.statusCode).toBe(200);
    const lines = answer.body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const [, series, value] = /^(.*) (\S+)$/.exec(line)!;
        return [series!.replace(/,?otel_scope_\w+="[^"]*"/g, '').replace('{}', ''), Number(value)];
      }),
    );
  }

  it('say what waits and what was put aside, for whoever asks, without a token', async () => {
    const { body: source } = await ingest.call('operator', 'POST', '/sources', {
      provider: 'standard-webhooks',
      name: 'Site',
    });
    for (const body of ['no JSON', JSON.stringify({ type: 'lead.submitted', data: { Email: 'nora@people.example' } })]) {
      const id = randomUUID();
      const timestamp = seconds(new Date());
      const { statusCode } = await ingest.app.inject({
        method: 'POST',
        url: `/webhooks/${source.id}`,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': standardSignature(source.generatedSecret, id, timestamp, body),
        },
        payload: body,
      });
      expect(statusCode).toBe(200);
    }
    await eventually(async () => {
      const { body } = await ingest.call('operator', 'GET', '/deliveries/summary');
      return body.stored === 0;
    });

    const seen = await metrics();
    const ofMetric = (name: string) => [...seen].filter(([series]) => series.startsWith(`${name}{`));
    expect(seen.get('baton_outbox_depth')).toBeGreaterThan(0);
    expect(seen.get('baton_outbox_age')).toBeGreaterThan(0);
    expect(ofMetric('baton_dead_letters_recorded_total')).toEqual([
      ['baton_dead_letters_recorded_total{messaging_destination_name="delivery",baton_reason="UNREADABLE"}', 1],
    ]);
    expect(ofMetric('baton_dead_letters_open')).toEqual(
      [
        ['UNREADABLE', 1],
        ['SCHEMA', 0],
        ['REFUSED', 0],
        ['FAILED', 0],
      ].map(([reason, count]) => [`baton_dead_letters_open{baton_reason="${reason}"}`, count]),
    );
    expect(
      seen.get(
        'http_server_request_duration_count{http_request_method="POST",http_response_status_code="200",http_route="/webhooks/:sourceId"}',
      ),
    ).toBe(2);
  });
});
