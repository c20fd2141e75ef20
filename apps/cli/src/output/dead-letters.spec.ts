import { deadLettersText, deadLetterText, groupsText, runsText, type ShownDeadLetter } from './dead-letters.js';
import { plain } from './paint.js';

const letter: ShownDeadLetter = {
  id: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
  origin: { kind: 'record', topic: 'lead.created', partition: 2, offset: '17' },
  eventId: '019a2b4e-7d22-7b64-8e0f-000000000001',
  subject: null,
  reason: 'SCHEMA',
  message: `person.email: expected text,\n${'x'.repeat(100)}`,
  attempts: 1,
  state: 'open',
  note: null,
  createdAt: '2026-03-02T09:30:00.000Z',
  settledAt: null,
  settledBy: null,
  headers: { ce_type: 'lead.created' },
  stack: 'Error: no\n    at somewhere',
  masked: true,
  key: null,
  bodyBytes: 321,
  body: { kind: 'masked', json: { email: 'm…@…' } },
  views: [],
};

describe('dead letters as text', () => {
  it('are one line each', () => {
    const lines = deadLettersText([{ service: 'scoring', letter }], plain, 'UTC').split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^scoring {2}019a2b4e-7d22-7b64-8e0f-6c5b4a392804 {2}2026-03-02 09:30:00 {2}open {3}SCHEMA {2}lead\.created, partition 2, offset 17 {2}person\.email: expected text, x+…$/);
  });

  it('say so when there are none', () => {
    expect(deadLettersText([], plain)).toBe('There are none.');
  });

  it('are shown whole, without what is not known', () => {
    const text = deadLetterText({ service: 'scoring', letter }, plain, 'UTC');
    expect(text).toContain('state     open');
    expect(text).toContain('Body, 321 bytes, personal data hidden\n{\n  "email": "m…@…"\n}');
    expect(text).toContain('ce_type  lead.created');
    expect(text).toContain('    at somewhere');
    expect(text).not.toContain('about');
  });

  it('tell who settled them', () => {
    const settled = { ...letter, state: 'closed', settledBy: 'Sam', settledAt: '2026-03-03T08:00:00.000Z', note: 'a test' };
    const text = deadLetterText({ service: 'scoring', letter: settled }, plain, 'UTC');
    expect(text).toContain('state     closed by Sam, 2026-03-03 08:00:00');
    expect(text).toContain('note      a test');
  });

  it('tell who has looked at them unmasked, and show then what they hold', () => {
    const views = [{ by: 'Sam', at: '2026-03-03T08:00:00.000Z' }];
    const whole = { ...letter, masked: false, body: { kind: 'text', text: 'email=x' } as const, views };
    const text = deadLetterText({ service: 'scoring', letter: whole }, plain, 'UTC');
    expect(text).toContain('seen      unmasked by Sam, 2026-03-03 08:00:00');
    expect(text).toContain('Body, 321 bytes\nemail=x');
    const hidden = deadLetterText({ service: 'scoring', letter: { ...letter, body: { kind: 'hidden' } } }, plain, 'UTC');
    expect(hidden).toContain('--unmasked shows it');
  });

  it('are summed up by reason and topic', () => {
    const group = { service: 'scoring', reason: 'SCHEMA', topic: 'lead.created', count: 12, oldest: letter.createdAt };
    expect(groupsText([group], plain, 'UTC').split('\n')[1]).toBe('scoring  SCHEMA  lead.created    12  2026-03-02 09:30:00');
    expect(groupsText([], plain)).toBe('There are none.');
  });

  it('are replayed in runs', () => {
    const run = {
      service: 'scoring',
      id: 'an-id',
      state: 'done',
      perSecond: 50,
      total: 3,
      done: 3,
      replayed: 2,
      failed: 1,
      skipped: 0,
      startedBy: 'Sam',
      startedAt: letter.createdAt,
      endedAt: null,
    } as const;
    expect(runsText([run], plain, 'UTC').split('\n')[1]).toBe('scoring  an-id  2026-03-02 09:30:00  Sam  done       3         2       1        0');
    expect(runsText([], plain)).toBe('There are none.');
  });
});
