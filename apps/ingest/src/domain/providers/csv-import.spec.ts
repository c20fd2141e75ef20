import { csvImport, IMPORT_HEADER, rowKey } from './csv-import.js';
import { personIn } from './person-in.fixture.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const headers = { [IMPORT_HEADER]: rowKey('file', 2) };

describe('a row of a file', () => {
  it('is read by the usual names, however the columns are spelt', () => {
    const row = {
      'E-Mail': 'Nora Vik <nora@fjord.example>',
      'First Name': 'Nora',
      LAST_NAME: 'Vik',
      'Company name': 'Fjordworks',
      'Lead Source': 'Trade fair',
      'v1.2 user': 'yes',
    };
    expect(personIn(csvImport.read(kept(row, headers), SOURCE))).toMatchObject({
      kind: 'lead',
      dedupeKey: rowKey('file', 2),
      person: { email: 'nora@fjord.example', givenName: 'Nora', familyName: 'Vik' },
      company: { name: 'Fjordworks' },
      passport: { whereFrom: { kind: 'trade-fair', field: 'Lead Source' } },
      touch: { kind: 'import', says: 'Came in with a file' },
      attributes: { 'v1.2 user': 'yes' },
    });
  });

  it('is read by the map of the source where it has one', () => {
    const fieldMap = {
      person: { email: 'Kontakt' },
      passport: { prompted: { path: 'Skjema', says: 'Sent “{value}”' } },
    };
    const row = { Kontakt: 'nora@fjord.example', email: 'other@fjord.example', Skjema: 'Demo' };
    const event = personIn(csvImport.read(kept(row, headers), { ...SOURCE, fieldMap }));
    expect(event).toMatchObject({ person: { email: 'nora@fjord.example' }, touch: { says: 'Sent “Demo”' } });
  });

  it('is known again by its file and line', () => {
    expect(rowKey('file', 2)).toBe(rowKey('file', 2));
    expect(new Set([rowKey('file', 2), rowKey('file', 3), rowKey('other', 2)]).size).toBe(3);
  });

  it('is never posted as a webhook', () => {
    expect(csvImport.verify(request('{"email":"nora@fjord.example"}', headers), [])).toMatchObject({ ok: false });
  });
});
