import type { DeadLetter } from './dead-letter.js';
import { showMasked, showWhole } from './shown-dead-letter.js';

const letter: DeadLetter = {
  id: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
  origin: { kind: 'record', topic: 'lead.created', partition: 2, offset: '17' },
  eventId: null,
  subject: 'maya@fjord.example',
  reason: 'FAILED',
  message: 'nobody is called maya@fjord.example',
  attempts: 1,
  state: 'open',
  note: null,
  createdAt: new Date('2026-03-02T09:30:00.000Z'),
  settledAt: null,
  settledBy: null,
  key: Buffer.from('maya@fjord.example'),
  value: Buffer.from('{"email":"maya@fjord.example"}'),
  headers: { ce_type: 'lead.created', 'X-From': 'Maya Okafor', 'maya@fjord.example': 'x' },
  stack: 'Error: nobody is called maya@fjord.example\n    at somewhere (file.js:1:2)',
};
const bodyOf = (value: Buffer | null) => showMasked({ ...letter, value }, []).body;

describe('a dead letter that is shown', () => {
  it('names nobody, wherever a name may stand', () => {
    const shown = showMasked(letter, []);
    expect(JSON.stringify(shown)).not.toMatch(/maya|okafor|fjord/i);
    expect(shown).toMatchObject({
      key: 'm…@…',
      subject: '…@…',
      headers: { ce_type: 'lead.created', 'X-From': 'M…' },
      stack: 'Error: nobody is called …@…\n    at somewhere (file.js:1:2)',
      bodyBytes: 30,
    });
  });

  it('shows nothing of what is no JSON', () => {
    expect(bodyOf(Buffer.from('email=maya%40fjord.example'))).toEqual({ kind: 'hidden' });
    expect(bodyOf(Buffer.from([0xff, 0x00]))).toEqual({ kind: 'hidden' });
    expect(bodyOf(null)).toEqual({ kind: 'none' });
  });

  it('is whole when unmasked, byte for byte', () => {
    expect(showWhole(letter, [])).toMatchObject({
      masked: false,
      key: 'maya@fjord.example',
      subject: 'maya@fjord.example',
      body: { kind: 'text', text: '{"email":"maya@fjord.example"}' },
    });
    expect(showWhole({ ...letter, value: Buffer.from([0xff, 0x00]) }, []).body).toEqual({
      kind: 'base64',
      base64: '/wA=',
    });
  });
});
