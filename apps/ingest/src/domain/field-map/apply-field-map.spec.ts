import { applyFieldMap } from './apply-field-map.js';
import type { FieldMap } from './field-map.js';
import { keysOf } from './path.js';

const body = {
  type: 'lead.submitted',
  timestamp: '2026-03-02T09:29:58Z',
  data: {
    'Prospect ID': '7927b2df',
    'Lead Origin': 'Landing Page Submission',
    'Lead Source': 'Olark Chat',
    'Do Not Email': 'Yes',
    'Do Not Call': 'No',
    'Total Time Spent on Website': '674',
    TotalVisits: 5,
    Specialization: 'Select',
    'Last Activity': 'Email Opened',
    'What matters most to you in choosing a course': 'Better Career Prospects',
    Email: 'ada@example.com',
    Name: 'Ada Lovelace',
    Company: 'Fjordworks',
    Size: '11-50',
    'a.b': 'dotted',
    nested: { deep: [{ x: 1 }, { x: 2 }] },
  },
};

const map: FieldMap = {
  root: 'data',
  person: { email: 'data.Email', fullName: ['data.Full Name', 'data.Name'], title: 'data.Specialization' },
  company: { name: 'data.Company', employees: 'data.Size', industry: 'data.a\\.b' },
  source: { channel: 'data.Lead Source' },
  consent: {
    email: { path: 'data.Do Not Email', deniedBy: ['Yes'] },
    phone: { path: 'data.Do Not Call', deniedBy: ['Yes'] },
  },
  passport: {
    whereFrom: { path: 'data.Lead Source', says: 'Came by {value}' },
    content: [
      {
        path: 'data.Total Time Spent on Website',
        kind: 'website',
        says: 'Spent {value} seconds on the website',
        unless: ['0'],
      },
      { path: 'data.Last Activity', when: ['Page Visited on Website'] },
    ],
    prompted: { path: 'data.Lead Origin' },
  },
  occurredAt: 'timestamp',
  externalId: 'data.Prospect ID',
  treatAsBlank: ['Select'],
};

const read = (value: typeof body = body, by = map) =>
  applyFieldMap(value, by, { dedupeKey: 'd', owner: 'standard-webhooks:s' });

describe('a field map', () => {
  it('moves fields to their places', () => {
    expect(read()).toMatchObject({
      occurredAt: new Date('2026-03-02T09:29:58Z'),
      identityKeys: ['standard-webhooks:s:7927b2df'],
      person: { email: 'ada@example.com', fullName: 'Ada Lovelace', title: undefined },
      company: { name: 'Fjordworks', employees: undefined, industry: 'dotted' },
      source: { channel: 'olark-chat' },
    });
  });

  it('answers the passport, with the place of each answer', () => {
    expect(read().passport).toEqual({
      whereFrom: { kind: 'olark-chat', says: 'Came by Olark Chat', field: 'data.Lead Source' },
      content: [
        {
          kind: 'website',
          says: 'Spent 674 seconds on the website',
          field: 'data.Total Time Spent on Website',
        },
      ],
      prompted: {
        kind: 'landing-page-submission',
        says: 'Landing Page Submission',
        field: 'data.Lead Origin',
      },
    });
  });

  it('keeps what it does not move as attributes, under its own names', () => {
    const { attributes } = read();
    expect(attributes).toMatchObject({
      'Lead Origin': 'Landing Page Submission',
      'Total Time Spent on Website': '674',
      TotalVisits: 5,
      Specialization: null,
      Size: '11-50',
      'nested.deep.0.x': 1,
      'nested.deep.1.x': 2,
    });
    expect(attributes).not.toHaveProperty('Email');
    expect(attributes).not.toHaveProperty(['a.b']);
  });

  it('reads consent from the word that refuses: its absence grants nothing', () => {
    expect(read().consent).toEqual({ email: 'denied' });
  });

  it('takes an answer only where it is one', () => {
    const visited = {
      ...body,
      data: { ...body.data, 'Total Time Spent on Website': '0', 'Last Activity': 'Page Visited on Website' },
    };
    expect(read(visited).passport.content).toEqual([
      { kind: 'page-visited-on-website', says: 'Page Visited on Website', field: 'data.Last Activity' },
    ]);
  });

  it('leaves an address that is none among the attributes', () => {
    const bad = { ...body, data: { ...body.data, Email: 'none' } };
    expect(read(bad)).toMatchObject({ person: { email: undefined }, attributes: { Email: 'none' } });
  });

  it('writes a dot within a key as \\.', () => expect(keysOf('a.b\\.c.d e')).toEqual(['a', 'b.c', 'd e']));
});
