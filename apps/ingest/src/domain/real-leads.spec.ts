import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leadCreated } from '@baton/contracts';
import { parse } from 'csv-parse/sync';
import { applyFieldMap } from './field-map/apply-field-map.js';
import { ORIGIN } from './event.fixture.js';
import { hearEvent } from './hear-event.js';

/** Real leads from outside, as their platform would post them; they are not part of the repository. */
const LEADS = process.env['BATON_REAL_LEADS'] ?? join(process.cwd(), '../shared/data/x-education/Leads.csv');
const onLeads = existsSync(LEADS) ? describe : describe.skip;

const fieldMap = {
  root: 'data',
  person: { email: 'data.Email', fullName: 'data.Name', country: 'data.Country', city: 'data.City' },
  source: { channel: 'data.Lead Source', selfReported: 'data.How did you hear about X Education' },
  consent: { email: { path: 'data.Do Not Email', deniedBy: ['Yes'] } },
  passport: { whereFrom: 'data.Lead Source', content: 'data.Last Activity', prompted: 'data.Lead Origin' },
  externalId: 'data.Prospect ID',
  treatAsBlank: ['Select'],
};

onLeads('real leads', () => {
  it('all become leads whose events keep the contract, and lose no column', () => {
    const rows = parse(readFileSync(LEADS), { columns: true, bom: true }) as Array<Record<string, string>>;
    expect(rows.length).toBeGreaterThan(9_000);
    for (const row of rows) {
      const data = { ...row, Email: `${row['Prospect ID']}@leads.example`, Name: 'Somebody' };
      const event = applyFieldMap({ type: 'lead.submitted', data }, fieldMap, { dedupeKey: 'd', owner: 'o' });
      const heard = hearEvent(null, event, ORIGIN, () => '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01');
      if (heard.kind !== 'heard' || heard.announcements[0]?.topic !== 'lead.created')
        throw new Error(heard.kind);
      const created = leadCreated.schema.parse(heard.announcements[0].data);
      const moved = [
        'Email',
        'Name',
        'Prospect ID',
        'Country',
        'City',
        'Lead Source',
        'How did you hear about X Education',
      ];
      for (const column of Object.keys(row)) {
        if (!moved.includes(column)) expect(created.attributes).toHaveProperty([column]);
      }
      const isKnown = [row['Lead Source'], row['How did you hear about X Education']].some(
        (word) => word && word !== 'Select',
      );
      expect(created.passport.missing.includes('whereFrom')).toBe(!isKnown);
    }
  });
});
