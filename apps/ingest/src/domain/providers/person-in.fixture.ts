import type { PersonEvent, Reading } from './provider.js';

/** The only event of a reading, which is about a person. */
export function personIn(reading: Reading): PersonEvent {
  if (!reading.ok) throw new Error(reading.because);
  const [event] = reading.events;
  if (event?.kind !== 'lead' && event?.kind !== 'touch') throw new Error('no event about a person');
  return event;
}
