import { IANAZone } from 'luxon';
import { z } from 'zod';

const timeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:mm, from 00:00 to 24:00');

const opening = z
  .strictObject({
    day: z.number().int().min(1).max(7).describe('1 is Monday, 7 is Sunday.'),
    from: timeOfDay,
    to: timeOfDay.describe('Later than `from`; work over midnight is two openings.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than `from`; work over midnight is two openings, to 24:00 and from 00:00' });

/** When a team works: wall-clock times in a zone of the IANA database, never an offset. */
export const calendarContent = z.strictObject({
  name: z.string().trim().min(1).max(200),
  zone: z
    .string()
    // The platform takes offsets such as +01:00 for zones; they know no summer time.
    .refine(
      (zone) => /^[A-Z]/i.test(zone) && IANAZone.isValidZone(zone),
      'must be a zone of the IANA database, e.g. Europe/Oslo',
    ),
  weekly: z.array(opening).min(1, 'a team that never works can keep no promise of time'),
  holidays: z.array(z.iso.date()).default([]).describe('Days off, in the zone.'),
});
export type CalendarContent = z.output<typeof calendarContent>;
export type WorkingHours = Pick<CalendarContent, 'zone' | 'weekly' | 'holidays'>;
