import { contractOf } from '@baton/contracts';
import { eventOf, ORIGIN } from './event.fixture.js';
import { type Announcement, hearEvent } from './hear-event.js';
import type { Lead } from './lead.js';
import type { PersonEvent } from './providers/provider.js';

let ids = 0;
const newId = () => `019a2b4e-7c10-7a31-9d52-${String(++ids).padStart(12, '0')}`;

function hear(known: Lead | null, event: PersonEvent) {
  const heard = hearEvent(known, event, ORIGIN, newId);
  if (heard.kind !== 'heard') throw new Error(heard.kind);
  for (const { topic, data } of heard.announcements) contractOf(topic)!.schema.parse(data);
  return { ...heard, topics: heard.announcements.map(({ topic }: Announcement) => topic) };
}

const sent = { kind: 'form-submission', says: 'Sent the form' };
const named = { email: 'ada@example.com', fullName: 'Ada Lovelace' };

describe('hearing of a person', () => {
  it('an address alone is an inquiry, and says what is missing', () => {
    const { outcome, announcements } = hear(null, eventOf());
    expect(outcome).toBe('inquiry');
    expect(announcements).toMatchObject([
      { topic: 'inquiry.received', data: { missing: ['who', 'whereFrom', 'content', 'prompted'] } },
    ]);
  });

  it.each([
    ['a name', { person: named }],
    ['a title', { person: { email: 'a@b.example', title: 'COO' } }],
    ['a phone number', { person: { email: 'a@b.example', phone: '+47 22' } }],
    ['a firm', { company: { name: 'Fjordworks' } }],
  ])('with %s it is a lead', (_what, parts) => {
    expect(hear(null, eventOf(parts))).toMatchObject({
      outcome: 'lead',
      topics: ['lead.created'],
      lead: { version: 1 },
    });
  });

  it('an inquiry keeps its id when it becomes a lead', () => {
    const inquiry = hear(null, eventOf()).lead;
    const { lead, announcements, outcome } = hear(inquiry, eventOf({ person: named }));
    expect(outcome).toBe('lead');
    expect(lead).toMatchObject({ id: inquiry.id, version: 2 });
    expect(announcements).toMatchObject([
      { topic: 'lead.created', data: { leadId: inquiry.id, fromInquiry: true } },
    ]);
  });

  it('more about a known person is an update that names the changes', () => {
    const { lead } = hear(null, eventOf({ person: named, touch: sent }));
    const more = hear(lead, eventOf({ person: { ...named, title: 'COO' } }));
    expect(more).toMatchObject({ outcome: 'merged', topics: ['lead.updated'], lead: { version: 2 } });
    expect(more.announcements[0]).toMatchObject({
      data: { changes: [{ field: 'person.title', sourceId: ORIGIN.sourceId }] },
    });
  });

  it('nothing new about a known person announces nothing but the touch', () => {
    const { lead, topics } = hear(null, eventOf({ person: named, touch: sent }));
    expect(topics).toEqual(['lead.created', 'touch.recorded']);
    expect(hear(lead, eventOf({ person: named }))).toMatchObject({
      outcome: 'merged',
      topics: [],
      lead: { version: 1 },
    });
    expect(hear(lead, eventOf({ person: named, touch: sent }))).toMatchObject({
      topics: ['touch.recorded'],
      lead: { version: 2 },
    });
  });

  it('nobody to be found is refused with what to do, an act of nobody is ignored', () => {
    const nobody = { person: {} };
    expect(hearEvent(null, eventOf(nobody), ORIGIN, newId)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('person.email'),
    });
    expect(hearEvent(null, eventOf({ ...nobody, kind: 'touch' }), ORIGIN, newId)).toMatchObject({
      kind: 'ignored',
    });
  });

  it('shows the half of a name that is known where no more is', () => {
    const { announcements } = hear(null, eventOf({ person: { email: 'a@b.example', givenName: 'Ada' } }));
    expect(announcements[0]).toMatchObject({ data: { person: { fullName: 'Ada' } } });
  });

  it('an answer removes its question from what is missing', () => {
    const page = { kind: 'page', says: 'Guide', field: 'data.content' };
    const { announcements } = hear(
      null,
      eventOf({ person: named, passport: { whereFrom: page, content: [page], prompted: null } }),
    );
    expect(announcements[0]).toMatchObject({ data: { passport: { missing: ['prompted'] } } });
  });
});
