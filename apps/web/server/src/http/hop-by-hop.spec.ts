import { withoutHopByHop } from './hop-by-hop.js';

describe('headers on their way through', () => {
  it('lose what speaks about the connection, and what it names', () => {
    expect(
      withoutHopByHop({
        connection: 'close, X-Secret-Hop',
        'keep-alive': 'timeout=5',
        te: 'trailers',
        'transfer-encoding': 'chunked',
        upgrade: 'h2c',
        'x-secret-hop': '1',
        'webhook-signature': 'v1,abc',
        'content-type': 'application/json',
      }),
    ).toEqual({ 'webhook-signature': 'v1,abc', 'content-type': 'application/json' });
  });
});
