import { marketo, MARKETO_TEMPLATE } from './marketo.js';
import { personIn } from './person-in.fixture.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const read = (body: unknown, source = SOURCE) => personIn(marketo.read(kept(body), source));

/** As Marketo fills the template in: texts get quotes, and fields without a value are null. */
const filled = (tokens: Record<string, unknown>) =>
  MARKETO_TEMPLATE.replace(/\{\{(.+?)\}\}/g, (_token, name: string) => JSON.stringify(tokens[name] ?? null));

const ADA = {
  'lead.Id': 1042,
  'lead.Email Address': 'ada@example.com',
  'lead.First Name': 'Ada',
  'lead.Job Title': 'COO "EMEA"',
  'lead.Lead Score': 42,
  'company.Company Name': 'Fjordworks',
  'program.Name': 'Spring webinar',
  'campaign.Name': 'Contact us',
  'system.dateTime': '2026-07-02 09:30:00',
};

describe('a webhook of Marketo', () => {
  const verify = (headers: Record<string, string>) => marketo.verify(request('{}', headers), ['old', 'key']).ok;

  it('is proved by a header of its own', () => {
    expect(verify({ 'x-baton-key': 'key' })).toBe(true);
    expect(verify({ authorization: 'Bearer key' })).toBe(true);
    expect(verify({ 'x-baton-key': 'kei' })).toBe(false);
    expect(verify({})).toBe(false);
  });

  it('is read by the template that Baton offers', () => {
    expect(read(filled(ADA))).toMatchObject({
      kind: 'lead',
      identityKeys: [`marketo:${SOURCE.id}:1042`],
      person: { email: 'ada@example.com', givenName: 'Ada', familyName: undefined, title: 'COO "EMEA"' },
      company: { name: 'Fjordworks' },
      source: { campaign: 'Spring webinar' },
      attributes: { marketo_score: 42 },
      passport: { prompted: { kind: 'contact-request', says: 'Sent the form “Contact us”' } },
    });
  });

  it('with names in a group each is read as well', () => {
    const body = { lead: { id: 7, email: 'ada@example.com', first_name: 'Ada' }, company: { name: 'Iron' }, campaign: { name: 'Spring' } };
    expect(read(body)).toMatchObject({
      identityKeys: [`marketo:${SOURCE.id}:7`],
      person: { email: 'ada@example.com', givenName: 'Ada' },
      company: { name: 'Iron' },
      source: { campaign: 'Spring' },
    });
  });

  it('may be a form', () => {
    expect(read('lead_id=7&email=ada%40example.com')).toMatchObject({ person: { email: 'ada@example.com' } });
  });

  it('happened when nobody knows, unless its times or the source name a zone', () => {
    expect(read(filled(ADA)).occurredAt).toBeNull();
    const inBerlin = { ...SOURCE, fieldMap: { timeZone: 'Europe/Berlin' } };
    expect(read(filled(ADA), inBerlin).occurredAt).toEqual(new Date('2026-07-02T07:30:00Z'));
    expect(read(filled({ ...ADA, 'system.dateTime': '2026-07-02T09:30:00-07:00' })).occurredAt).toEqual(
      new Date('2026-07-02T16:30:00Z'),
    );
    const byAnother = { ...SOURCE, fieldMap: { occurredAt: 'made_at', timeZone: 'America/Chicago' } };
    expect(read({ made_at: '2018-03-07 14:28:16' }, byAnother).occurredAt).toEqual(new Date('2018-03-07T20:28:16Z'));
  });

  it('is answered with something that response mappings can read: nothing would be error 1001', () => {
    expect(marketo.accepted).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(JSON.parse(marketo.accepted?.body ?? '')).toEqual({ status: expect.stringMatching(/\w/) });
  });

  it.each(['', '{}', '[]', '7', 'hello', '{"email": {{lead.Email Address}}}', '<lead/>'])('that says nothing is refused: %s', (body) => {
    expect(marketo.read(kept(body), SOURCE).ok).toBe(false);
  });
});
