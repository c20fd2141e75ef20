import { deadLettersText, deadLetterText, type ShownDeadLetter } from './dead-letters.js';
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
  valueBytes: 321,
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
    expect(text).toContain('body      321 bytes, kept in the database of scoring');
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
});
