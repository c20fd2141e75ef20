import fc from 'fast-check';
import { addBusinessTime, businessMinutesBetween, isOpen } from './business-time.js';
import { calendarContent, type WorkingHours } from './calendar.js';

const weekdays = (from: string, to: string) => [1, 2, 3, 4, 5].map((day) => ({ day, from, to }));
const berlin: WorkingHours = { zone: 'Europe/Berlin', weekly: weekdays('09:00', '17:00'), holidays: ['2026-04-06'] };
const at = (text: string) => new Date(text);

describe('adding business time', () => {
  it.each<[what: string, from: string, minutes: number, due: string]>([
    ['within one day', '2026-03-02T09:30:00+01:00', 60, '2026-03-02T10:30:00+01:00'],
    ['from late on Friday', '2026-03-06T23:00:00+01:00', 60, '2026-03-09T10:00:00+01:00'],
    ['from a minute before close', '2026-03-06T16:59:00+01:00', 60, '2026-03-09T09:59:00+01:00'],
    ['exactly to the end of the day', '2026-03-02T16:00:00+01:00', 60, '2026-03-02T17:00:00+01:00'],
    ['over a holiday on Monday', '2026-04-03T16:30:00+02:00', 60, '2026-04-07T09:30:00+02:00'],
    ['over the start of summer time', '2026-03-27T16:00:00+01:00', 120, '2026-03-30T10:00:00+02:00'],
    ['over the end of summer time', '2026-10-23T16:00:00+02:00', 120, '2026-10-26T10:00:00+01:00'],
    ['of several days', '2026-03-02T09:00:00+01:00', 3 * 480, '2026-03-04T17:00:00+01:00'],
    ['of nothing, within hours', '2026-03-02T09:30:00+01:00', 0, '2026-03-02T09:30:00+01:00'],
    ['of nothing, at night', '2026-03-02T03:00:00+01:00', 0, '2026-03-02T09:00:00+01:00'],
  ])('%s', (_, from, minutes, due) => {
    expect(addBusinessTime(at(from), minutes, berlin)).toEqual(at(due));
  });

  it('knows an hour that the clocks skip', () => {
    const night: WorkingHours = { zone: 'Europe/Berlin', weekly: [{ day: 7, from: '00:00', to: '06:00' }], holidays: [] };
    // 02:00 to 03:00 does not exist on that Sunday: six hours on the wall are five.
    expect(addBusinessTime(at('2026-03-29T00:00:00+01:00'), 300, night)).toEqual(at('2026-03-29T06:00:00+02:00'));
    const within: WorkingHours = { ...night, weekly: [{ day: 7, from: '02:30', to: '04:00' }] };
    expect(businessMinutesBetween(at('2026-03-29T00:00:00+01:00'), at('2026-03-29T12:00:00+02:00'), within)).toBe(60);
  });

  it('counts an hour that the clocks repeat twice', () => {
    const night: WorkingHours = { zone: 'Europe/Berlin', weekly: [{ day: 7, from: '00:00', to: '06:00' }], holidays: [] };
    expect(businessMinutesBetween(at('2026-10-25T00:00:00+02:00'), at('2026-10-25T06:00:00+01:00'), night)).toBe(420);
  });

  it('goes over midnight, and counts openings that overlap once', () => {
    const late: WorkingHours = {
      zone: 'UTC',
      weekly: [
        { day: 1, from: '20:00', to: '24:00' },
        { day: 1, from: '22:00', to: '23:00' },
        { day: 2, from: '00:00', to: '02:00' },
      ],
      holidays: [],
    };
    expect(addBusinessTime(at('2026-03-02T23:30:00Z'), 60, late)).toEqual(at('2026-03-03T00:30:00Z'));
    expect(businessMinutesBetween(at('2026-03-02T00:00:00Z'), at('2026-03-04T00:00:00Z'), late)).toBe(360);
  });

  it('refuses to wait for a calendar that never opens', () => {
    expect(() => addBusinessTime(at('2026-03-02T00:00:00Z'), 1, { zone: 'UTC', weekly: [], holidays: [] })).toThrow(RangeError);
  });
});

const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'),
  weekly: fc.array(
    fc
      .record({ day: fc.integer({ min: 1, max: 7 }), from: fc.integer({ min: 0, max: 1_400 }), length: fc.integer({ min: 20, max: 900 }) })
      .map(({ day, from, length }) => ({ day, from: clock(from), to: clock(Math.min(from + length, 1_440)) })),
    { minLength: 1, maxLength: 8 },
  ),
  holidays: fc.constantFrom([], ['2026-03-29', '2026-04-06', '2026-10-25']),
});
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const anyInstant = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z'), noInvalidDate: true });

describe('business time, for any calendar', () => {
  it('measured gives back what was added', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.integer({ min: 1, max: 1_500 }), (hours, from, minutes) => {
        const due = addBusinessTime(from, minutes, hours);
        expect(businessMinutesBetween(from, due, hours)).toBeCloseTo(minutes, 6);
      }),
    );
  });
  it('never ends outside working hours', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.integer({ min: 1, max: 1_500 }), (hours, from, minutes) => {
        const due = addBusinessTime(from, minutes, hours);
        expect(isOpen(new Date(due.getTime() - 1), hours)).toBe(true);
      }),
    );
  });
  it('of more minutes is never due earlier', () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.nat(1_000), fc.nat(500), (hours, from, minutes, more) => {
        expect(addBusinessTime(from, minutes + more, hours).getTime()).toBeGreaterThanOrEqual(
          addBusinessTime(from, minutes, hours).getTime(),
        );
      }),
    );
  });
});

describe('a calendar', () => {
  it.each([
    ['an offset for a zone', { zone: '+01:00' }, 'zone'],
    ['no zone that exists', { zone: 'Europe/Atlantis' }, 'zone'],
    ['a day that ends before it begins', { weekly: [{ day: 1, from: '17:00', to: '09:00' }] }, 'weekly.0.to'],
    ['no hour of the day', { weekly: [{ day: 1, from: '09:00', to: '25:00' }] }, 'weekly.0.to'],
    ['no working time at all', { weekly: [] }, 'weekly'],
  ])('is refused with %s', (_, change, path) => {
    const parsed = calendarContent.safeParse({ name: 'Berlin', ...berlin, ...change });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });
});
