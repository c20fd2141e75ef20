import { platformIds, providers } from './providers.js';
import { NOW, request, SOURCE } from './signing.fixture.js';
import { canBeTested, testRequest } from './test-delivery.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const tested = platformIds.filter(canBeTested);

describe('a test delivery', () => {
  it.each(tested)('of %s is genuine, and can be read', (id) => {
    const test = testRequest(id, SECRET, NOW)!;
    expect(providers[id].verify(request(test.body, test.headers), [SECRET])).toEqual({ ok: true });
    const reading = providers[id].read({ headers: test.headers, body: Buffer.from(test.body) }, SOURCE);
    expect(reading).toMatchObject({ ok: true, events: [expect.anything()] });
  });

  it('is none where only the platform can sign', () => {
    expect(testRequest('meta-lead-ads', SECRET, NOW)).toBeNull();
    expect(testRequest('toString', SECRET, NOW)).toBeNull();
    expect(testRequest('standard-webhooks', 'whpk_x', NOW)).toBeNull();
  });
});
