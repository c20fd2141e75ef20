import { sortAnswer } from './sort-answer.js';

describe('what a platform answers', () => {
  it.each([
    [200, 'answered'],
    [206, 'answered'],
    [401, 'token'],
    [408, 'later'],
    [425, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    [404, 'gone'],
    [410, 'gone'],
    [403, 'gone'],
    [400, 'gone'],
    [302, 'gone'],
  ])('with %d is taken as %s', (status, kind) => {
    expect(sortAnswer(status, {}).kind).toBe(kind);
  });

  it('tells how long to wait in seconds, and anything else leaves that to us', () => {
    const after = (header: string) => sortAnswer(429, { 'retry-after': header });
    expect(after('7')).toEqual({ kind: 'later', afterMs: 7_000 });
    for (const header of ['', 'soon', '-1', '1e9', '9999999', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      expect(after(header)).toEqual({ kind: 'later', afterMs: null });
    }
  });
});
