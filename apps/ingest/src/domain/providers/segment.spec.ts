import { personIn } from './person-in.fixture.js';
import { segment } from './segment.js';
import { hexSha1, kept, request, SOURCE } from './signing.fixture.js';

const KEY = 'test-secret-0123456789';
const BODY = '{"email":"ada@example.com"}';

describe('a Segment signature', () => {
  it('agrees with the known answer', () => {
    const headers = { 'x-signature': '8d2fb7a84530032d375916289209de9be61bedee' };
    expect(segment.verify(request(BODY, headers), ['old', KEY])).toEqual({ ok: true });
  });

  it('of a batch covers the first event alone', () => {
    const batch = [{ type: 'identify', userId: 'u' }, { type: 'track' }];
    const headers = { 'x-signature': hexSha1(KEY, JSON.stringify(batch[0])) };
    expect(segment.verify(request(JSON.stringify(batch, null, 1), headers), [KEY]).ok).toBe(true);
  });

  it.each([
    ['missing', BODY, {}],
    ['of another secret', BODY, { 'x-signature': hexSha1('other', BODY) }],
    ['too short', BODY, { 'x-signature': '8d2f' }],
    ['over a batch that does not parse', '[', { 'x-signature': hexSha1(KEY, '{}') }],
  ])('is refused when %s', (_what, body, headers) => {
    expect(segment.verify(request(body, headers as Record<string, string>), [KEY]).ok).toBe(false);
  });
});

describe('a Segment event', () => {
  const identify = {
    type: 'identify',
    messageId: 'm1',
    userId: 'u1',
    timestamp: '2026-03-02T09:29:58Z',
    traits: {
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: { name: 'Fjordworks', employee_count: 240 },
      plan: 'pro',
      address: { city: 'Oslo' },
    },
    context: {
      campaign: { name: 'spring', source: 'google', medium: 'cpc' },
      page: { url: 'https://x.example' },
    },
  };

  it('of type identify says who it is', () => {
    expect(personIn(segment.read(kept(identify), SOURCE))).toMatchObject({
      kind: 'lead',
      dedupeKey: 'm1',
      identityKeys: [`segment-user:${SOURCE.id}:u1`],
      person: { email: 'ada@example.com', givenName: 'Ada', city: 'Oslo' },
      company: { name: 'Fjordworks', employees: 240 },
      source: { channel: 'paid-search', campaign: 'spring' },
      attributes: { plan: 'pro' },
      touch: null,
    });
  });

  it('of type identify may have snake-case keys, or no address yet', () => {
    const event = personIn(
      segment.read(
        kept({ type: 'identify', user_id: 'u1', message_id: 'm', traits: { name: 'Ada' } }),
        SOURCE,
      ),
    );
    expect(event).toMatchObject({
      kind: 'touch',
      identityKeys: [`segment-user:${SOURCE.id}:u1`],
      dedupeKey: 'm',
    });
  });

  it('of type track is content, or what prompted where it asks for something', () => {
    const read = personIn(
      segment.read(
        kept({
          type: 'track',
          messageId: 'm2',
          userId: 'u1',
          event: 'Article Read',
          properties: { title: 'Docks' },
        }),
        SOURCE,
      ),
    );
    expect(read.passport).toMatchObject({
      content: [{ kind: 'article-read', says: 'Article Read: Docks' }],
      prompted: null,
    });
    const asked = personIn(
      segment.read(kept({ type: 'track', messageId: 'm3', userId: 'u1', event: 'Demo Requested' }), SOURCE),
    );
    expect(asked.passport).toMatchObject({ content: [], prompted: { kind: 'demo-request' } });
  });

  it('of another type is ignored, and a batch is read one by one', () => {
    const reading = segment.read(kept([identify, { type: 'page', messageId: 'p' }, null, 7]), SOURCE);
    expect(reading).toMatchObject({
      ok: true,
      events: [
        { kind: 'lead' },
        { kind: 'ignored', dedupeKey: 'p' },
        { kind: 'ignored' },
        { kind: 'ignored' },
      ],
    });
  });
});
