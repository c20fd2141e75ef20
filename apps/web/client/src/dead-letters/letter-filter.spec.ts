import { apiFilter, filterIn } from './letter-filter.js';

const filterOf = (query: string) => filterIn(new URLSearchParams(query));

describe('the filter in the address', () => {
  it('means all that are open where nothing is said', () => {
    expect(filterOf('')).toMatchObject({ service: null, state: 'open' });
    expect(apiFilter(filterOf(''))).toEqual({});
  });

  it('is taken for what it can be', () => {
    expect(filterOf('service=nobody&state=lost')).toMatchObject({ service: null, state: 'open' });
    expect(filterOf('service=routing&state=closed')).toMatchObject({ service: 'routing', state: 'closed' });
    expect(apiFilter(filterOf('from=soon'))).toEqual({});
  });

  it('asks for words, and for a lead where the words are its id', () => {
    expect(apiFilter(filterOf('words=no room&reason=SCHEMA'))).toEqual({ reason: 'SCHEMA', text: 'no room' });
    const id = '019a2b4e-7d22-7b64-8e0f-6c5b4a392804';
    expect(apiFilter(filterOf(`words= ${id} `))).toEqual({ subject: id });
  });

  it('takes whole days of the viewer', () => {
    const { since, until } = apiFilter(filterOf('from=2026-03-02&to=2026-03-02'));
    expect(new Date(since!)).toEqual(new Date(2026, 2, 2));
    expect(new Date(until!)).toEqual(new Date(2026, 2, 3));
  });
});
