import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';
import { StubFieldMap } from './stub-field-map.fixture.js';
import { StubImport } from './stub-import.fixture.js';

interface StubSource {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly url: string;
  secretCount: number;
  readonly hasApiAccess: boolean | null;
  readonly fieldMap: null;
  pausedAt: string | null;
  readonly createdAt: string;
}

const PLATFORM = { setup: 'Settings → Webhooks', secret: 'the secret typed there', retries: 'for 10 hours' };
const platforms = [
  { id: 'standard-webhooks', title: 'Standard Webhooks and Svix', needsApiAccess: false, makesSecret: true, payloadTemplate: null },
  { id: 'hubspot-workflow', title: 'HubSpot workflow', needsApiAccess: false, makesSecret: false, payloadTemplate: null },
  { id: 'marketo', title: 'Marketo', needsApiAccess: false, makesSecret: false, payloadTemplate: '{"email": {{lead.Email Address}}}' },
  { id: 'meta-lead-ads', title: 'Meta Lead Ads', needsApiAccess: true, makesSecret: false, payloadTemplate: null },
].map((platform) => ({ ...PLATFORM, ...platform, takesFieldMap: platform.id !== 'meta-lead-ads', canBeTested: !platform.needsApiAccess }));

/** Ingest, as far as the page about sources asks it. */
export class StubSources {
  /** What has come in through any of them. */
  readonly deliveries: object[] = [];
  isSilent = false;
  replays = 0;
  readonly import = new StubImport();
  readonly fieldMap: StubFieldMap;
  private readonly sources: StubSource[];

  constructor(private readonly now: Date) {
    this.fieldMap = new StubFieldMap(now);
    this.sources = [
      this.source('0198a100-0000-7000-8000-000000000091', 'standard-webhooks', 'Website'),
      this.source('0198a100-0000-7000-8000-000000000092', 'hubspot-workflow', 'HubSpot: became marketing qualified'),
    ];
  }

  answer(request: SeenRequest, response: ServerResponse): void {
    if (this.import.answer(request, response) || this.fieldMap.answer(request, response)) return;
    const { method, url, body } = request;
    const { pathname } = new URL(url, 'http://stub');
    const [, , id, part] = pathname.split('/');
    if (pathname === '/deliveries') return asJson(response, 200, this.deliveries);
    if (pathname.startsWith('/deliveries/')) return this.answerDelivery(url, response);
    if (pathname === '/sources/platforms') return asJson(response, 200, platforms);
    if (part === 'health') {
      return asJson(response, 200, {
        since: this.now.toISOString(),
        lastReceivedAt: this.now.toISOString(),
        received: 1_204,
        waiting: 0,
        dead: 3,
        fetching: 0,
        fetchProblem: null,
        held: 12,
        refused: { count: 7, lastAt: this.now.toISOString(), because: 'the signature matches no secret of this source' },
        silence: this.isSilent ? { since: new Date(this.now.getTime() - 2 * 3_600_000).toISOString(), usually: 40 } : null,
        days: [0, 1, 2, 5].map((ago) => ({
          day: new Date(this.now.getTime() - ago * 86_400_000).toISOString().slice(0, 10),
          received: 400 - ago * 60,
          dead: ago === 1 ? 3 : 0,
        })),
      });
    }
    const known = this.sources.find((source) => source.id === id);
    if ((part === 'pause' || part === 'resume') && known) {
      known.pausedAt = part === 'pause' ? this.now.toISOString() : null;
      return asJson(response, 200, known);
    }
    if (part === 'test') {
      this.deliveries.unshift(this.delivery('0198a100-0000-7000-8000-0000000000d9', 'ignored', 'a test, which was read without a fault'));
      return asJson(response, 200, { deliveryId: '0198a100-0000-7000-8000-0000000000d9' });
    }
    if (part === 'secrets' && known) {
      known.secretCount = method === 'DELETE' ? 1 : known.secretCount + 1;
      return asJson(response, 200, known);
    }
    if (method === 'POST') {
      const { provider, name } = JSON.parse(body.toString()) as { provider: string; name: string };
      const made = this.source('0198a100-0000-7000-8000-000000000093', provider, name);
      this.sources.push(made);
      return asJson(response, 201, { ...made, generatedSecret: 'whsec_c2hvd24tdGhpcy1vbmNl' });
    }
    return asJson(response, 200, this.sources);
  }

  /** A delivery that has come to its end. */
  delivery(id: string, outcome: string, reason: string | null = null): object {
    return { id, receivedAt: new Date().toISOString(), state: 'done', outcome, leadId: null, reason };
  }

  private answerDelivery(url: string, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://stub');
    const [, , id = '', part] = pathname.split('/');
    if (part === 'replay') {
      this.replays++;
      return asJson(response, 200, this.delivery(id, 'lead'));
    }
    const masked = searchParams.get('unmasked') !== 'true';
    const body = masked
      ? { kind: 'masked', json: { email: 'n…@…', name: 'N…' } }
      : { kind: 'text', text: '{"email": "nora@fjordworks.example"}' };
    return asJson(response, 200, { ...this.delivery(id, 'ignored'), masked, body, bodyBytes: 40, views: [] });
  }

  private source(id: string, provider: string, name: string): StubSource {
    const url = `https://baton.example/webhooks/${id}`;
    return { id, provider, name, url, secretCount: 1, hasApiAccess: null, fieldMap: null, pausedAt: null, createdAt: this.now.toISOString() };
  }
}
