import fc from 'fast-check';
import { Ambiguous } from './ambiguous.js';
import { writtenTime } from './written-time.js';

const written = (text: string, notation = {}) => {
  const time = writtenTime(text, notation);
  return time instanceof Date ? time.toISOString() : time;
};

describe('a time as people write it', () => {
  it.each([
    ['2026-04-03T10:00:00Z', '2026-04-03T10:00:00.000Z'],
    ['2026-04-03', '2026-04-03T00:00:00.000Z'],
    ['25/04/2026', '2026-04-25T00:00:00.000Z'],
    ['04/25/2026 9:30 PM', '2026-04-25T21:30:00.000Z'],
    ['25.4.2026 14:05', '2026-04-25T14:05:00.000Z'],
    ['04/04/2026', '2026-04-04T00:00:00.000Z'],
    ['3 April 2026', '2026-04-03T00:00:00.000Z'],
    ['Apr 3, 2026 14:05', '2026-04-03T14:05:00.000Z'],
    ['Fri, 03 Apr 2026 10:00:00 +0200', '2026-04-03T08:00:00.000Z'],
    ['1775210400', '2026-04-03T10:00:00.000Z'],
  ])('%s is understood', (text, instant) => expect(written(text)).toBe(instant));

  it.each(['03/04/2026', '3.4.2026', '03-04-2026 10:00', '25/04/26', '01/02/03'])(
    '%s can be two dates, and which one has to be said',
    (text) => {
      const time = writtenTime(text, {});
      expect(time).toBeInstanceOf(Ambiguous);
      expect((time as Ambiguous).because).toContain('dateFormat');
    },
  );

  it('is what the source says it is', () => {
    expect(written('03/04/2026', { format: 'dd/MM/yyyy' })).toBe('2026-04-03T00:00:00.000Z');
    expect(written('03/04/2026', { format: 'MM/dd/yyyy' })).toBe('2026-03-04T00:00:00.000Z');
    expect(written('03/04/2026 10:00', { format: 'dd/MM/yyyy' })).toBe('2026-04-03T10:00:00.000Z');
    expect(written('03.04.26 10:00', { format: 'dd.MM.yy HH:mm', zone: 'Europe/Berlin' })).toBe('2026-04-03T08:00:00.000Z');
  });

  it('without a zone is none where the zone is not known', () => {
    expect(written('25/04/2026', { zone: null })).toBeNull();
    expect(written('Fri, 03 Apr 2026 10:00:00 +0200', { zone: null })).toBe('2026-04-03T08:00:00.000Z');
  });

  it.each(['soon', '45/45/2026', '31/02/2026', '', '12/2026'])('%j is none', (text) => expect(written(text)).toBeNull());

  it('throws at nothing that is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,3}[./-]\d{1,3}[./-]\d{1,5}[ T]?.{0,9}$/)), (text) => {
        writtenTime(text, { format: 'dd/MM/yyyy' });
      }),
    );
  });
});
