import { providerFacts } from './provider-facts.js';
import { platforms } from './provider-matrix.fixture.js';
import { platformIds, providers } from './providers.js';
import { kept, NOW, request, SOURCE } from './signing.fixture.js';

const OTHER_SECRET = 'whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldA==';
const MINUTE_MS = 60_000;

describe.each(platformIds)('%s', (id) => {
  const provider = providers[id];
  const platform = platforms[id];
  const facts = providerFacts[id];
  const asked = (body: string, { secret = platform.secret, at = NOW, now = NOW } = {}) => {
    const { headers = {}, query = {} } = platform.prove(body, secret, at);
    return { ...request(body, headers, now), query };
  };
  const verified = (body: string, how?: Parameters<typeof asked>[1], secrets = [platform.secret]) =>
    provider.verify(asked(body, how), secrets).ok;
  const read = (body: string) => {
    const reading = provider.read(kept(body, asked(body).headers as Record<string, string>), SOURCE);
    if (!reading.ok) throw new Error(reading.because);
    return reading.events;
  };
  const delivery = platform.delivery(NOW);

  it('accepts what it sends', () => {
    expect(provider.verify(asked(delivery), [platform.secret])).toEqual({ ok: true });
    expect(read(delivery).map(({ kind }) => kind)).not.toContain('ignored');
  });

  it('is refused with the secret of somebody else, with none, and with an empty one', () => {
    expect(verified(delivery, {}, [OTHER_SECRET])).toBe(false);
    expect(verified(delivery, {}, [])).toBe(false);
    expect(verified(delivery, {}, [''])).toBe(false);
  });

  if (facts.proof === 'signature') {
    it('is refused when a byte of the body was changed, or nothing is signed', () => {
      const genuine = asked(delivery);
      expect(provider.verify({ ...genuine, raw: Buffer.from(`${delivery} `) }, [platform.secret]).ok).toBe(false);
      expect(provider.verify({ ...genuine, headers: {}, query: {} }, [platform.secret]).ok).toBe(false);
    });
  }

  it(`is ${facts.refusesStale ? 'refused' : 'taken'} when it comes again six minutes later`, () => {
    const late = { at: new Date(NOW.getTime() - 6 * MINUTE_MS) };
    expect(verified(delivery, late)).toBe(!facts.refusesStale);
    expect(verified(delivery, { at: new Date(NOW.getTime() - 4 * MINUTE_MS) })).toBe(true);
  });

  it('is taken with the old and with the new secret while it is changed', () => {
    expect(verified(delivery, {}, [OTHER_SECRET, platform.secret])).toBe(true);
    expect(verified(delivery, {}, [platform.secret, OTHER_SECRET])).toBe(true);
  });

  it('has the same key when it is delivered again, and another for another happening', () => {
    const key = (body: string) => read(body)[0]!.dedupeKey;
    expect(key(delivery)).toBe(key(platform.delivery(NOW)));
    expect(key(platform.delivery(new Date(NOW.getTime() + 86_400_000), 'another'))).not.toBe(key(delivery));
  });

  it('says when it happened, so that the order of arrival does not matter', () => {
    const [event] = read(delivery);
    expect(event!.kind === 'ignored' ? null : event!.occurredAt).toEqual(facts.tellsTime ? NOW : null);
  });

  it(`${facts.testDelivery === null ? 'has no' : 'marks its'} test deliveries`, () => {
    expect(platform.test === undefined).toBe(facts.testDelivery === null);
    if (platform.test !== undefined) expect(read(platform.test)).toMatchObject([{ kind: 'ignored' }]);
  });

  it(`of a deletion: ${facts.deletion}`, () => {
    const kind = platform.deletion === undefined ? undefined : read(platform.deletion)[0]!.kind;
    expect(kind).toBe({ erases: 'erasure', 'is noted': 'ignored', 'is not told': undefined }[facts.deletion]);
  });

  it(`is asked ${facts.handshake === null ? 'nothing' : 'whether the address is right'}`, () => {
    const ask = (secrets: string[]) =>
      provider.handshake?.({ ...request(''), method: 'GET', query: platform.handshake?.query ?? {} }, secrets) ?? null;
    expect(ask([platform.secret]) === null).toBe(facts.handshake === null);
    if (platform.handshake) expect(ask([platform.secret])).toMatchObject({ status: 200, body: expect.stringMatching(platform.handshake.answer) });
    // A delivery is never taken for the question.
    expect(provider.handshake?.(asked(delivery), [platform.secret]) ?? null).toBeNull();
  });
});
