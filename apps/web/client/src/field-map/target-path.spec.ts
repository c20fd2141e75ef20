import { furtherPaths, pathOf, type Target, withPath } from './target-path.js';

const email: Target = { group: 'person', field: 'email', label: '' };
const content: Target = { group: 'passport', field: 'content', label: '' };
const occurredAt: Target = { group: null, field: 'occurredAt', label: '' };

describe('the path of a target', () => {
  it('is found in whatever way a map writes it', () => {
    const map = {
      person: { email: ['data.Mail', 'data.E-Mail'] },
      passport: { content: [{ path: 'data.Page', says: 'Read {value}' }, 'data.Other'] },
      occurredAt: 'timestamp',
    };
    expect([email, content, occurredAt].map((target) => pathOf(map, target))).toEqual([
      'data.Mail',
      'data.Page',
      'timestamp',
    ]);
    expect(furtherPaths(map, email)).toEqual(['data.E-Mail']);
    expect(pathOf({}, email)).toBeNull();
  });

  it('is changed without losing what else the map says', () => {
    const map = {
      root: 'data',
      person: { title: 'data.Job' },
      passport: { prompted: { path: 'data.Form', says: 'Sent “{value}”' } },
    };
    const prompted: Target = { group: 'passport', field: 'prompted', label: '' };
    expect(withPath(map, prompted, 'data.v1\\.2')).toEqual({
      ...map,
      passport: { prompted: { path: 'data.v1\\.2', says: 'Sent “{value}”' } },
    });
    expect(withPath(map, email, 'data.Mail').person).toEqual({ title: 'data.Job', email: 'data.Mail' });
    expect(withPath({ ...map, occurredAt: 'timestamp' }, occurredAt, null)).toEqual(map);
  });
});
