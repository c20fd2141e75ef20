import { calendly } from './calendly.js';
import { personIn } from './person-in.fixture.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const INVITEE = 'https://api.calendly.com/scheduled_events/E1/invitees/I1';
const OTHER = 'https://api.calendly.com/scheduled_events/E2/invitees/I2';

const told = (event: string, payload: object = {}) => ({
  event,
  created_at: '2026-06-05T18:41:07.000000Z',
  payload: {
    uri: INVITEE,
    email: 'morgan.blake@people.example',
    name: 'Morgan Blake',
    first_name: null,
    status: 'active',
    questions_and_answers: [],
    tracking: { utm_source: null, utm_medium: null, utm_campaign: null },
    rescheduled: false,
    old_invitee: null,
    new_invitee: null,
    scheduled_event: { name: '15 Minute Meeting' },
    ...payload,
  },
});
const read = (body: object) => calendly.read(kept(body), SOURCE);
const answer = (question: string, said: unknown) => ({ question, answer: said, position: 0 });

describe('a meeting that was booked', () => {
  it('is a lead, prompted by the meeting, from where its link was tagged', () => {
    const tracking = { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'summer' };
    const answers = [answer('Company name?', 'Fjordworks'), answer('How many docks?', 'Six')];
    expect(personIn(read(told('invitee.created', { tracking, questions_and_answers: answers })))).toMatchObject({
      kind: 'lead',
      dedupeKey: `${INVITEE}|invitee.created`,
      occurredAt: new Date('2026-06-05T18:41:07Z'),
      person: { email: 'morgan.blake@people.example', fullName: 'Morgan Blake' },
      company: { name: 'Fjordworks' },
      source: { channel: 'email', campaign: 'summer', medium: 'email' },
      attributes: { 'How many docks?': 'Six' },
      passport: { whereFrom: { kind: 'newsletter' }, prompted: { kind: 'meeting', says: 'Booked “15 Minute Meeting”' } },
      touch: { kind: 'meeting-booked' },
    });
  });

  it('is another happening than the same meeting cancelled', () => {
    const keys = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created'].map(
      (event) => personIn(read(told(event))).dedupeKey,
    );
    expect(new Set(keys).size).toBe(3);
  });
});

describe('a meeting that was moved', () => {
  const away = told('invitee.canceled', { rescheduled: true, new_invitee: OTHER, status: 'canceled' });
  const here = told('invitee.created', { uri: OTHER, old_invitee: INVITEE });

  it('is told as a move, and never as interest that was lost or won anew', () => {
    expect(read(away)).toMatchObject({ events: [{ kind: 'ignored' }] });
    expect(personIn(read(here))).toMatchObject({
      kind: 'touch',
      passport: { prompted: null },
      touch: { kind: 'meeting-moved', says: 'Moved “15 Minute Meeting”' },
    });
  });

  it('can be cancelled all the same', () => {
    const cancelled = told('invitee.canceled', { uri: OTHER, old_invitee: INVITEE, status: 'canceled' });
    expect(personIn(read(cancelled)).touch).toMatchObject({ kind: 'meeting-cancelled' });
  });
});

describe('a meeting that did not take place', () => {
  it('says who cancelled it', () => {
    const says = (type: string) =>
      personIn(read(told('invitee.canceled', { cancellation: { canceler_type: type } }))).touch?.says;
    expect(says('invitee')).toBe('Cancelled “15 Minute Meeting”');
    expect(says('host')).toBe('The host cancelled “15 Minute Meeting”');
  });

  it('is a touch where nobody came, and nothing where that is taken back', () => {
    expect(personIn(read(told('invitee_no_show.created'))).touch).toMatchObject({ kind: 'meeting-missed' });
    expect(read(told('invitee_no_show.deleted'))).toMatchObject({ events: [{ kind: 'ignored' }] });
  });
});

describe('a routing form', () => {
  const form = (...answers: object[]) => ({
    event: 'routing_form_submission.created',
    created_at: '2026-06-05T18:41:07.000000Z',
    payload: { uri: 'https://api.calendly.com/routing_form_submissions/R1', questions_and_answers: answers, result: null },
  });

  it('is a lead by what was answered, whether a meeting follows or not', () => {
    const sent = form(
      { question_uuid: 'q1', ...answer('May we e-mail you?', 'yes') },
      answer('Work e-mail.', 'ada@fjordworks.example'),
      answer('First name', 'Ada'),
      answer('Your job title', 'COO'),
      answer('How did you hear about us?', 'A friend'),
    );
    expect(personIn(read(sent))).toMatchObject({
      kind: 'lead',
      person: { email: 'ada@fjordworks.example', givenName: 'Ada', title: 'COO' },
      source: { selfReported: 'A friend' },
      attributes: { 'May we e-mail you?': 'yes' },
      passport: { prompted: { says: 'Sent a routing form' } },
    });
  });
});

describe('a signature of Calendly', () => {
  it.each(['', 'v1=00', 't=1700000000', 't=NaN,v1=00', 't=1700000000,v1=', 't=,v1=,', ',,,='])('of the form %j is refused', (header) => {
    expect(calendly.verify(request('{}', { 'calendly-webhook-signature': header }), ['secret']).ok).toBe(false);
  });
});
