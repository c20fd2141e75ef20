import { metaLeadAds } from './meta-lead-ads.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const VERIFY_TOKEN = 'a-token-of-ours';

const read = (body: unknown) => {
  const reading = metaLeadAds.read(kept(body), SOURCE);
  if (!reading.ok) throw new Error(reading.because);
  return reading.events;
};
const change = (id: string | number) => ({
  field: 'leadgen',
  value: { leadgen_id: id, page_id: '561', form_id: 624049654589, ad_id: '0', created_time: 1476740844 },
});
const page = (...changes: object[]) => ({ object: 'page', entry: [{ id: '561', time: 1476740844, changes }] });

describe('a notice of Meta', () => {
  it('names a lead, which is fetched, whether its ids are numbers or text', () => {
    const [reference] = read(page(change('6276465415920')));
    expect(reference).toEqual({
      kind: 'reference',
      dedupeKey: '6276465415920',
      occurredAt: new Date(1476740844_000),
      type: 'leadgen',
      id: '6276465415920',
      details: { page_id: '561', form_id: '624049654589', ad_id: '0' },
    });
    expect(read(page(change(6276465415920)))).toEqual([reference]);
  });

  it('keeps every digit of an id that is longer than a double', () => {
    const text = JSON.stringify(page(change('@'))).replace('"@"', '9007199254740993');
    expect(read(text)).toMatchObject([{ id: '9007199254740993' }]);
  });

  it('may tell of many leads of many pages', () => {
    const body = { object: 'page', entry: [page(change(1), change(2)).entry[0], page(change(3)).entry[0]] };
    expect(read(body).map((event) => event.dedupeKey)).toEqual(['1', '2', '3']);
    const many = Array.from({ length: 1_000 }, (_, at) => change(at + 1));
    expect(read(page(...many))).toHaveLength(1_000);
  });

  it('of anything else is ignored', () => {
    const others = [{ field: 'feed', value: { item: 'post' } }, { field: 'leadgen', value: {} }, { field: 'leadgen' }, {}];
    for (const event of read(page(...others))) expect(event.kind).toBe('ignored');
    for (const body of [{}, [], null, { entry: 7 }, { entry: [{ changes: {} }] }]) expect(read(body)).toEqual([]);
  });
});

describe('the question of Meta whether the address is right', () => {
  const ask = (query: Record<string, string>, method = 'GET') =>
    metaLeadAds.handshake!({ ...request(''), method, query }, ['the-app-secret', VERIFY_TOKEN]);
  const question = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' };

  it('is answered with its challenge and nothing else', () => {
    expect(ask(question)).toEqual({ status: 200, contentType: 'text/plain', body: '1158201444' });
  });

  it('is refused with another token, and its answer never repeats what was asked', () => {
    for (const wrong of [{ 'hub.verify_token': 'x' }, { 'hub.verify_token': '' }, { 'hub.challenge': '<script>' }, { 'hub.challenge': '' }]) {
      const answer = ask({ ...question, ...wrong });
      expect(answer?.status).toBe(403);
      expect(answer?.body).not.toMatch(/script|1158/);
    }
  });

  it('is none where Meta asks nothing', () => {
    expect(ask({})).toBeNull();
    expect(ask({ ...question, 'hub.mode': 'unsubscribe' })).toBeNull();
    expect(ask(question, 'POST')).toBeNull();
  });
});
