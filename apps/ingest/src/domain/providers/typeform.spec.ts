import { personIn } from './person-in.fixture.js';
import { base64Sha256, kept, request, SOURCE } from './signing.fixture.js';
import { typeform } from './typeform.js';

const BODY = '{"email":"ada@example.com"}';
const KEY = 'test-secret-0123456789';

describe('a Typeform signature', () => {
  it('agrees with the known answer', () => {
    const headers = { 'typeform-signature': 'sha256=BBw21Gf+AjBDljbII0TuHfGeHE7mDx1VbGteSDOKCV4=' };
    expect(typeform.verify(request(BODY, headers), ['old', KEY])).toEqual({ ok: true });
  });

  it.each([
    ['missing', {}],
    ['without its prefix', { 'typeform-signature': base64Sha256(KEY, BODY) }],
    ['of another secret', { 'typeform-signature': `sha256=${base64Sha256('other', BODY)}` }],
    [
      'hexadecimal',
      { 'typeform-signature': `sha256=${Buffer.from(base64Sha256(KEY, BODY), 'base64').toString('hex')}` },
    ],
  ])('is refused when %s', (_what, headers) => {
    expect(typeform.verify(request(BODY, headers as Record<string, string>), [KEY]).ok).toBe(false);
  });
});

const field = (id: string, ref: string, type: string, title: string) => ({ id, ref, type, title });
const response = {
  event_id: 'evt',
  event_type: 'form_response',
  form_response: {
    form_id: 'f1',
    token: 'tok1',
    submitted_at: '2026-03-02T09:29:58Z',
    hidden: {
      utm_source: 'linkedin',
      utm_medium: 'paid-social',
      utm_campaign: 'spring',
      last_content: 'Guide',
      plan: 'pro',
    },
    calculated: { score: 9 },
    definition: {
      title: 'Book a demo',
      fields: [
        field('1', 'q-name', 'short_text', "What's your full name?"),
        field('2', 'skipped', 'short_text', 'Which tool do you use?'),
        field('3', 'q-mail', 'email', 'Where do we write to?'),
        field('4', 'q-size', 'dropdown', 'Company size'),
        field('5', 'q-heard', 'multiple_choice', 'How did you hear about us?'),
        field('6', 'q-needs', 'multiple_choice', 'What do you need?'),
        field('7', 'q-ok', 'legal', 'I agree'),
      ],
    },
    answers: [
      { type: 'text', text: 'Ada Lovelace', field: { id: '1', type: 'short_text', ref: 'q-name' } },
      { type: 'email', email: 'ada@example.com', field: { id: '3', type: 'email', ref: 'q-mail' } },
      { type: 'choice', choice: { label: '11-50' }, field: { id: '4', type: 'dropdown', ref: 'q-size' } },
      { type: 'choice', choice: { label: 'A friend' }, field: { id: '5', type: 'multiple_choice' } },
      {
        type: 'choices',
        choices: { labels: ['A', 'B'] },
        field: { id: '6', type: 'multiple_choice', ref: 'q-needs' },
      },
      { type: 'boolean', boolean: true, field: { id: '7', type: 'legal', ref: 'q-ok' } },
    ],
  },
};

describe('a Typeform response', () => {
  it('joins answers to questions by id, whatever was skipped', () => {
    const event = personIn(typeform.read(kept(response), SOURCE));
    expect(event).toMatchObject({
      dedupeKey: 'tok1',
      occurredAt: new Date('2026-03-02T09:29:58Z'),
      person: { email: 'ada@example.com', fullName: 'Ada Lovelace' },
      source: { channel: 'paid-social', campaign: 'spring', selfReported: 'A friend' },
      attributes: {
        'Company size': '11-50',
        'What do you need?': 'A, B',
        'I agree': true,
        plan: 'pro',
        'Form score': 9,
      },
      passport: {
        whereFrom: { kind: 'paid-social', field: 'form_response.hidden.utm_source' },
        content: [{ says: 'Guide' }],
        prompted: {
          kind: 'demo-request',
          says: 'Sent the form “Book a demo”',
          field: 'form_response.definition.title',
        },
      },
    });
  });

  it('lets the field map of the source name questions by their references', () => {
    const fieldMap = { company: { industry: 'answers.q-needs' }, passport: { whereFrom: 'answers.q-heard' } };
    const event = personIn(typeform.read(kept(response), { ...SOURCE, fieldMap }));
    expect(event.company.industry).toBe('A, B');
    expect(event.person.fullName).toBe('Ada Lovelace');
  });

  it('that is not finished is ignored, with the reason', () => {
    const partial = typeform.read(kept({ ...response, event_type: 'form_response_partial' }), SOURCE);
    expect(partial).toMatchObject({ ok: true, events: [{ kind: 'ignored', dedupeKey: 'tok1' }] });
  });
});
