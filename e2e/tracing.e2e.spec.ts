import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningSystem, startSystem } from '@baton/testing';
import { services } from '@baton/start';
import { Webhook } from 'standardwebhooks';
import { parse } from 'yaml';
import { createWorkspace } from './workspace.js';

interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string }[];
}

interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<CollectedSpan, 'service'>[] }[];
  }[];
}

/** An OpenTelemetry collector, as far as a test needs one. */
async function startCollector(): Promise<{ server: Server; url: string; spans: CollectedSpan[] }> {
  const spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as Otlp;
      for (const { resource, scopeSpans } of resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        for (const scope of scopeSpans) for (const span of scope.spans) spans.push({ ...span, service });
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans };
}

const registry = parse(readFileSync(join(import.meta.dirname, '..', 'telemetry', 'registry.yaml'), 'utf8')) as {
  readonly spans: readonly { readonly name: string; readonly attributes: readonly string[] }[];
  readonly metrics: readonly { readonly name: string }[];
};
const TRACING = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_BSP_SCHEDULE_DELAY: '200',
};

describe('telemetry of a whole Baton', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let system: RunningSystem;

  beforeAll(async () => {
    collector = await startCollector();
    Object.assign(process.env, TRACING, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    system = await startSystem();
    const { sourceId, secret } = await createWorkspace(system);
    const body = JSON.stringify({
      type: 'lead.submitted',
      timestamp: new Date().toISOString(),
      data: {
        Email: 'nora@people.example',
        Name: 'Nora Lindqvist',
        Company: 'Fjordworks',
        'Lead Origin': 'Lead Add Form',
        'Lead Source': 'Reference',
        'Last Activity': 'Email Opened',
      },
    });
    const now = new Date();
    const answer = await fetch(`${system.url}/webhooks/${sourceId}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_traced',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign('msg_traced', now, body),
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      body,
    });
    expect(answer.status).toBe(200);
    expect((await fetch(`${system.url}/webhooks/${sourceId}`, { method: 'POST', body })).status).toBe(401);
  }, 180_000);
  afterAll(async () => {
    await system.stop();
    for (const name of [...Object.keys(TRACING), 'OTEL_EXPORTER_OTLP_ENDPOINT']) delete process.env[name];
    await new Promise((resolve) => collector.server.close(resolve));
  }, 60_000);

  it('shows one trace from the webhook to the owner, through both hops', async () => {
    const named = (service: string, name: string) =>
      collector.spans.find((span) => span.service === `baton-${service}` && span.name === name);
    await system.eventually('the whole trace is collected', async () =>
      Boolean(named('feedback', 'process lead.routed') && named('routing', 'send lead.routed')),
    );
    const path = [
      named('ingest', 'POST /webhooks/{sourceId}'),
      named('ingest', 'process delivery'),
      named('scoring', 'process lead.created'),
      named('routing', 'process lead.qualified'),
      named('feedback', 'process lead.routed'),
    ];
    for (const [place, span] of path.entries()) {
      expect(span).toBeDefined();
      expect(span!.parentSpanId || null).toBe(place === 0 ? null : path[place - 1]!.spanId);
      expect(span!.traceId).toBe(path[0]!.traceId);
    }
    // A platform's trace is its own affair.
    expect(path[0]!.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c');
    for (const [service, name, parent] of [
      ['ingest', 'send lead.created', path[1]],
      ['scoring', 'send lead.qualified', path[2]],
      ['routing', 'send lead.routed', path[3]],
    ] as const) {
      expect(named(service, name)).toMatchObject({ traceId: path[0]!.traceId, parentSpanId: parent!.spanId });
    }
  }, 60_000);

  it('finds the trace of what is logged', async () => {
    const log = readFileSync(system.system.apps.get('ingest')!.app.logFile, 'utf8');
    const [refusal] = log.split('\n').filter((line) => line.includes('a webhook was refused'));
    const { trace_id: traceId, span_id: spanId } = JSON.parse(refusal!) as Record<string, string>;
    await system.eventually('the refused webhook is collected', async () =>
      collector.spans.some((span) => span.traceId === traceId && span.spanId === spanId),
    );
  });

  it('emits only names that are registered', async () => {
    for (const { name, attributes } of collector.spans) {
      const registered = registry.spans.find((span) => span.name.replace('{topic}', name.split(' ')[1]!) === name);
      expect([name, registered?.name]).toEqual([name, expect.any(String)]);
      const strange = attributes.map(({ key }) => key).filter((key) => !registered!.attributes.includes(key));
      expect([name, strange]).toEqual([name, []]);
    }

    const known = registry.metrics.map(({ name }) => name.replaceAll('.', '_'));
    const seen = new Set<string>();
    for (const service of services) {
      const port = system.system.apps.get(service)!.app.env['BATON_PORT'];
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      for (const [, metric] of text.matchAll(/^# TYPE (\S+) /gm)) {
        if (metric === 'target_info') continue;
        const registered = known.find((name) => metric === name || metric!.startsWith(`${name}_`));
        expect([metric, registered]).toEqual([metric, expect.any(String)]);
        seen.add(registered!);
      }
      expect((await fetch(`${system.url}/api/${service}/metrics`)).status).toBe(404);
    }
    // Nothing went wrong, so nothing was put aside and nobody fell silent; all others have something to say.
    const ofTrouble = ['baton_dead_letters_recorded', 'baton_source_silent'];
    expect([...seen].sort()).toEqual(known.filter((name) => !ofTrouble.includes(name)).sort());
  }, 60_000);
});
