import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadSample } from './load-sample.js';
import { signDelivery } from './deliveries/sign-delivery.js';
import type { SampleProvider } from './deliveries/planned-delivery.js';

const NOW = new Date('2026-03-02T09:30:00.000Z');

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A front door that remembers what it was asked, and answers as if all went well. */
class StubFrontDoor {
  readonly asked: Asked[] = [];
  existingSources: object[] = [];
  busyOnce = false;
  #server!: Server;

  async open(): Promise<string> {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const asked = { method, path, headers, body: Buffer.concat(chunks).toString() };
        this.asked.push(asked);
        if (path.startsWith('/webhooks/') && this.busyOnce) {
          this.busyOnce = false;
          response.writeHead(503, { 'retry-after': '0' }).end();
          return;
        }
        if (path === '/auth/sign-in') response.setHeader('set-cookie', 'baton=token; HttpOnly; Path=/');
        response.end(JSON.stringify(this.answer(asked)));
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  private answer({ method, path, body }: Asked): unknown {
    if (path === '/api/ingest/sources' && method === 'GET') return this.existingSources;
    if (path === '/api/ingest/sources') {
      return { url: `https://baton.example/webhooks/${(JSON.parse(body) as { provider: string }).provider}` };
    }
    if (path === '/api/ingest/deliveries/summary') return { stored: 0 };
    if (path.startsWith('/api/reporting/funnel')) return { totals: { undecided: 0, qualified: 6, routed: 6 } };
    if (path.startsWith('/api/feedback/leads?')) {
      return { counts: { open: 6 }, leads: Array.from({ length: 6 }, (_, n) => ({ leadId: `lead-${n}`, person: { email: `${9 - n}@firm.example` } })) };
    }
    return {};
  }
}

describe('loading the sample', () => {
  let door: StubFrontDoor;
  let url: string;
  let told: string[];
  const load = () =>
    loadSample({ url, operatorToken: 'op', password: 'pass phrase', now: NOW, tell: (line) => told.push(line) });
  beforeEach(async () => {
    door = new StubFrontDoor();
    told = [];
    url = await door.open();
  });
  afterEach(() => door.close());

  it('changes nothing where a source exists', async () => {
    door.existingSources = [{}];
    await load();
    expect(door.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/ingest/sources']);
    expect(told.join()).toContain('nothing was changed');
  });

  it('creates sources after everything else, as the mark of a whole workspace', async () => {
    await load();
    const written = door.asked.filter(({ method, path }) => method !== 'GET' && /^\/(api\/(?!feedback)|auth\/accounts)/.test(path));
    const sources = written.filter(({ path }) => path === '/api/ingest/sources');
    expect(sources).toHaveLength(4);
    expect(written.slice(-4)).toEqual(sources);
    expect(written.every(({ headers }) => headers['authorization'] === 'Bearer op')).toBe(true);
  });

  it('posts every webhook signed with the secret of its source, and again when the door is busy', async () => {
    door.busyOnce = true;
    await load();
    const secrets = new Map(
      door.asked
        .filter(({ method, path }) => method === 'POST' && path === '/api/ingest/sources')
        .map(({ body }) => JSON.parse(body) as { provider: SampleProvider; secrets: [string] })
        .map(({ provider, secrets: [secret] }) => [provider, secret]),
    );
    const webhooks = door.asked.filter(({ path }) => path.startsWith('/webhooks/'));
    expect(webhooks[0]!.body).toBe(webhooks[1]!.body);
    for (const { path, headers, body } of webhooks) {
      const provider = path.replace('/webhooks/', '') as SampleProvider;
      const sentAt = Number(headers['webhook-timestamp'] ?? 0) * 1000 || Number(headers['x-hubspot-request-timestamp'] ?? 0);
      const delivery = { provider, id: String(headers['webhook-id']), body };
      const source = { provider, url: `https://baton.example${path}`, secret: secrets.get(provider)! };
      expect(headers).toMatchObject(signDelivery(delivery, source, new Date(sentAt)));
    }
  });

  it('lets reps answer as themselves, the same leads each time', async () => {
    await load();
    const acts = door.asked.filter(({ method, path }) => method === 'POST' && path.startsWith('/api/feedback/'));
    expect(acts.length).toBeGreaterThan(10);
    expect(acts.every(({ headers }) => headers['cookie'] === 'baton=token' && headers['origin'] === url)).toBe(true);
    // The first by address, not by the order of the list.
    expect(acts[0]!.path).toContain('/lead-5/');
  });
});
