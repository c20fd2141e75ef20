import { columnOf, targets, withColumn } from './column-choice.js';

const target = (field: string) => targets.find((each) => each.field === field)!;

describe('the columns of a file', () => {
  it('are found in whatever way a map names them', () => {
    const map = {
      person: { email: ['E\\.mail', 'Other'], fullName: 'Name' },
      passport: { whereFrom: { path: ['Source'] }, content: [{ path: 'Page', says: 'Read {value}' }] },
    };
    const found = ['email', 'fullName', 'whereFrom', 'content', 'prompted'].map((field) =>
      columnOf(map, target(field)),
    );
    expect(found).toEqual(['E.mail', 'Name', 'Source', 'Page', null]);
  });

  it('are changed without losing what else a rule says', () => {
    const map = {
      person: { email: ['Email'] },
      passport: { prompted: { path: ['Form'], says: 'Sent “{value}”' } },
    };
    expect(withColumn(map, target('prompted'), 'v1.2 form').passport).toEqual({
      prompted: { path: 'v1\\.2 form', says: 'Sent “{value}”' },
    });
    expect(withColumn(map, target('email'), null).person).toEqual({});
    expect(withColumn({}, target('name'), 'Firm')).toEqual({ company: { name: 'Firm' } });
  });
});
