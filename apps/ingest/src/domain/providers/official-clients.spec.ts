import { createHmac } from 'node:crypto';
import { Signature } from '@hubspot/api-client';
import { Analytics } from '@segment/analytics-node';
import { providers } from './providers.js';
import { NOW, request, SOURCE } from './signing.fixture.js';

const SECRET = 'the-secret-of-the-app';

describe('what HubSpot’s own client signs is accepted', () => {
  const body = JSON.stringify([{ eventId: 1, portalId: 2, subscriptionType: 'contact.creation', objectId: 3, occurredAt: NOW.getTime() }]);
  const url = request(body).url;

  it.each(['v1', 'v2', 'v3'] as const)('%s', (version) => {
    const timestamp = NOW.getTime();
    const signature = Signature.getSignature('POST', version, {
      signature: '',
      clientSecret: SECRET,
      requestBody: body,
      url,
      timestamp,
    });
    const headers: Record<string, string> =
      version === 'v3'
        ? { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(timestamp) }
        : { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': version };
    expect(providers['hubspot-api'].verify(request(body, headers), [SECRET])).toEqual({ ok: true });
    expect(providers['hubspot-api'].verify(request(`${body} `, headers), [SECRET])).toMatchObject({ ok: false });
  });
});

describe('what Segment’s own client sends is understood', () => {
  /** The events that reach Segment, which it hands on as they are, several in a list. */
  async function sent(act: (analytics: Analytics) => void): Promise<object[]> {
    const events: object[] = [];
    const analytics = new Analytics({
      writeKey: 'key',
      flushAt: 2,
      httpClient: (_url: unknown, init?: { body?: unknown }) => {
        events.push(...(JSON.parse(String(init?.body)) as { batch: object[] }).batch);
        return Promise.resolve(new Response('{}'));
      },
    } as ConstructorParameters<typeof Analytics>[0]);
    act(analytics);
    await analytics.closeAndFlush();
    return events;
  }

  it('an identify and a track, one by one and together', async () => {
    const [identify, track] = await sent((analytics) => {
      analytics.identify({ userId: 'u1', traits: { email: 'ada@fjord.example', name: 'Ada Lovelace', company: { name: 'Fjord' } } });
      analytics.track({ userId: 'u1', event: 'Demo Requested', properties: { page: 'Pricing' } });
    });
    const lead = { kind: 'lead', person: { email: 'ada@fjord.example', fullName: 'Ada Lovelace' }, company: { name: 'Fjord' } };
    const touch = { kind: 'touch', touch: { says: expect.stringContaining('Demo Requested') } };
    for (const [body, signed, events] of [
      [identify, identify, [lead]],
      [track, track, [touch]],
      [[identify, track], identify, [lead, touch]],
    ]) {
      const text = JSON.stringify(body);
      const signature = createHmac('sha1', SECRET).update(JSON.stringify(signed)).digest('hex');
      expect(providers.segment.verify(request(text, { 'x-signature': signature }), [SECRET])).toEqual({ ok: true });
      expect(providers.segment.read({ headers: {}, body: Buffer.from(text) }, SOURCE)).toMatchObject({ ok: true, events });
    }
  });
});
