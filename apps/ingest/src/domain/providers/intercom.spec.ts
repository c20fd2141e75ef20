import { intercom } from './intercom.js';
import { personIn } from './person-in.fixture.js';
import { kept, SOURCE } from './signing.fixture.js';

const notice = (topic: string, item: object) => ({
  type: 'notification_event',
  id: 'notif_1',
  topic,
  created_at: 1781528440,
  delivery_attempts: 1,
  data: { type: 'notification_event_data', item },
});
const contact = (more: object = {}) => ({
  type: 'contact',
  id: '6620fa1e',
  role: 'lead',
  email: 'priya@northwind.example',
  name: 'Priya Desai',
  utm_source: null,
  custom_attributes: {},
  ...more,
});
const author = (type: string, id: string) => ({ type, id, name: `Name of ${id}`, email: `${id}@people.example` });
const conversation = (opener: object, ...repliers: object[]) => ({
  type: 'conversation',
  id: '195208945002873',
  source: { author: opener },
  contacts: { contacts: [{ type: 'contact', id: 'c0' }] },
  conversation_parts: { conversation_parts: repliers.map((each) => ({ author: each })) },
});
const read = (topic: string, item: object) => intercom.read(kept(notice(topic, item)), SOURCE);
const key = (id: string) => `intercom:${SOURCE.id}:${id}`;

describe('a contact of Intercom', () => {
  it.each(['contact.lead.created', 'contact.lead.added_email', 'contact.lead.signed_up', 'contact.user.created', 'contact.created'])(
    'of which %s tells is a lead by its address',
    (topic) => {
      const campaign = { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'spring' };
      const told = contact({ ...campaign, custom_attributes: { job_title: 'COO', plan: 'trial' } });
      expect(personIn(read(topic, told))).toMatchObject({
        kind: 'lead',
        dedupeKey: 'notif_1',
        occurredAt: new Date(1781528440_000),
        identityKeys: [key('6620fa1e')],
        person: { email: 'priya@northwind.example', fullName: 'Priya Desai', title: 'COO' },
        source: { channel: 'paid-search', campaign: 'spring' },
        attributes: { plan: 'trial' },
      });
    },
  );

  it('has no attributes but its own: Intercom’s bookkeeping is none', () => {
    expect(personIn(read('contact.created', contact({ workspace_id: 'a86', tags: { url: '/tags' } }))).attributes).toEqual({});
  });

  it('without an address only tells more about somebody who is known', () => {
    expect(personIn(read('contact.lead.created', contact({ email: null })))).toMatchObject({
      kind: 'touch',
      identityKeys: [key('6620fa1e')],
    });
  });

  it('stands beside the tag that it was given', () => {
    const tagged = { type: 'contact_tag', id: 'tag-9', tag: { name: 'VIP' }, contact: contact() };
    expect(personIn(read('contact.lead.tag.created', tagged))).toMatchObject({
      identityKeys: [key('6620fa1e')],
      person: { email: 'priya@northwind.example' },
    });
  });

  it('may have refused e-mail, and not refusing is no consent', () => {
    const consent = (refused: boolean) =>
      personIn(read('contact.unsubscribed', contact({ unsubscribed_from_emails: refused }))).consent;
    expect(consent(true)).toEqual({ email: 'denied' });
    expect(consent(false)).toEqual({});
  });

  it('that is merged into another is one person with it', () => {
    expect(read('contact.merged', { contact: { id: 'old' }, merged_contact: { id: 'new' } })).toMatchObject({
      events: [{ kind: 'merge', survivor: key('new'), losers: [key('old')] }],
    });
    expect(read('contact.merged', { id: 'new' })).toMatchObject({ events: [{ kind: 'ignored' }] });
  });

  it('that is deleted stays, and a ping is nobody', () => {
    for (const topic of ['contact.deleted', 'ping', 'company.created', '']) {
      expect(read(topic, contact())).toMatchObject({ events: [{ kind: 'ignored', dedupeKey: 'notif_1' }] });
    }
  });
});

describe('a conversation in Intercom', () => {
  it('is a touch of whoever wrote, by the id of the person and not of the conversation', () => {
    expect(personIn(read('conversation.user.created', conversation(author('lead', 'l1'))))).toMatchObject({
      kind: 'touch',
      identityKeys: [key('l1')],
      person: { email: 'l1@people.example', fullName: 'Name of l1' },
      attributes: {},
      passport: { prompted: { kind: 'contact-request' } },
      touch: { kind: 'conversation' },
    });
  });

  it.each(['admin', 'bot', 'team'])('that one of type %s began is not about them', (type) => {
    const began = author(type, 'a1');
    expect(personIn(read('conversation.user.replied', conversation(began, author('user', 'u1'), author('admin', 'a2'))))).toMatchObject({
      identityKeys: [key('u1')],
      person: { email: 'u1@people.example' },
      passport: { prompted: null },
    });
    const silent = personIn(read('conversation.user.replied', conversation(began)));
    expect([silent.identityKeys, silent.person.email]).toEqual([[key('c0')], undefined]);
  });

  it('of colleagues among themselves is nobody’s interest', () => {
    expect(read('conversation.admin.replied', conversation(author('user', 'u1')))).toMatchObject({ events: [{ kind: 'ignored' }] });
  });
});
