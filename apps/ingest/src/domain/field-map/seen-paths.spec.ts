import fc from 'fast-check';
import { plainJson } from '../providers/plain-json.js';
import type { PersonEvent, ProviderEvent } from '../providers/provider.js';
import { kept, SOURCE } from '../providers/signing.fixture.js';
import { standardWebhooks } from '../providers/standard-webhooks.js';
import type { FieldMap } from './field-map.js';
import { keysOf, pathOf } from './path.js';
import { foundIn } from './rules-in.js';
import { seenPaths } from './seen-paths.js';

const read = (body: object, fieldMap: FieldMap | null, provider = standardWebhooks): readonly ProviderEvent[] => {
  const reading = provider.read(kept(body), { ...SOURCE, fieldMap });
  if (!reading.ok) throw new Error(reading.because);
  return reading.events;
};
const useOf = (events: readonly ProviderEvent[]) =>
  Object.fromEntries(seenPaths(events).map(({ path, use }) => [path, use]));

describe('the paths of a body', () => {
  it('are used by a rule, kept as an attribute, or neither', () => {
    const body = {
      type: 'lead',
      data: {
        'E-Mail': 'ada@example.com',
        'Do Not Call': 'No',
        Start: '03.04.2026',
        'v1.2': 'x',
        nested: { deep: 1 },
        empty: '',
      },
    };
    const map: FieldMap = {
      person: { email: ['data.Mail', 'data.E-Mail'] },
      consent: { phone: { path: 'data.Do Not Call', deniedBy: ['Yes'] } },
      dates: ['data.Start'],
      dateFormat: 'dd.MM.yyyy',
    };
    expect(useOf(read(body, map))).toEqual({
      type: 'none',
      'data.E-Mail': 'rule',
      'data.Do Not Call': 'rule',
      'data.Start': 'rule',
      'data.v1\\.2': 'attribute',
      'data.nested.deep': 'attribute',
    });
  });

  it('are counted over all deliveries, and used where one of them uses them', () => {
    const events = [
      { email: 'ada@example.com', Tel: '1' },
      { email: 'bea@example.com', mobile: '2' },
    ].flatMap((body) => read(body, { person: { phone: ['mobile', 'Tel'] } }, plainJson));
    expect(seenPaths(events)).toEqual([
      { path: 'email', times: 2, example: 'ada@example.com', use: 'rule' },
      { path: 'Tel', times: 1, example: '1', use: 'rule' },
      { path: 'mobile', times: 1, example: '2', use: 'rule' },
    ]);
  });

  it('lead back to where they were found, whatever the keys are called', () => {
    const key = fc.string({ minLength: 1 }).filter((text) => !text.includes('\\'));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), (keys) => {
        expect(keysOf(pathOf(keys))).toEqual(keys);
      }),
    );
  });
});

describe('of a map with every usual name', () => {
  it('that is left which is found, a deal by its id alone', () => {
    const body = { data: { email: 'ada@example.com', utm_source: 'google', currency: 'EUR' } };
    const [event] = read(body, { currency: 'EUR' });
    const { map } = (event as PersonEvent).readBy![0]!;
    expect(foundIn(map, [body])).toEqual({
      root: 'data',
      person: { email: 'data.email' },
      passport: { whereFrom: { path: 'data.utm_source' } },
      currency: 'EUR',
    });
  });
});

describe('a field that another took the place of', () => {
  it('is kept as an attribute', () => {
    const body = { email: 'ada@example.com', title: 'Dr', job: 'COO', submitted_at: 'soon' };
    const [event] = read(body, { person: { title: 'job' } }, plainJson);
    expect(event).toMatchObject({ person: { title: 'COO' } });
    expect((event as PersonEvent).attributes).toEqual({ title: 'Dr', submitted_at: 'soon' });
  });

  it('loses nothing that was said, whatever the body and the map', () => {
    const name = fc.constantFrom('email', 'title', 'job', 'phone', 'utm_source', 'company', 'other', 'submitted_at');
    const word = fc.stringMatching(/^[a-z]{6}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, word, { minKeys: 1 }),
        fc.dictionary(fc.constantFrom('title', 'phone', 'city'), name),
        (body, person) => {
          const [event] = read(body, { person }, plainJson);
          const told = JSON.stringify({ ...event, readBy: [] });
          for (const said of Object.values(body)) expect(told).toContain(said);
        },
      ),
    );
  });
});
