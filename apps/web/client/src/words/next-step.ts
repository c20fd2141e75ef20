import type { NextStep } from '../api/leads.js';
import { durationInWords } from './durations.js';
import { momentInWords, type Place } from './moments.js';

export interface NextStepInWords {
  /** `Maya decides by Tue 11:30`. */
  readonly says: string;
  /** `2 h 10 min left`, `25 min late`. */
  readonly left: string;
  readonly urgency: 'fine' | 'soon' | 'late';
}

/** A rep looks at the list about this often, so what is due before the next look stands out. */
const SOON_MS = 30 * 60_000;

/** Who acts next, by when, and how long that is. */
export function nextStepInWords({ who, does, by }: NextStep, now: Date, place: Place = {}): NextStepInWords {
  const due = new Date(by);
  const left = due.getTime() - now.getTime();
  const given = who.split(' ')[0] ?? who;
  // What is due today needs no day.
  const when = momentInWords(due, now, place).replace(/^today /, '');
  if (left < 0) {
    return {
      says: `${given} was to ${does} by ${when}`,
      left: `${durationInWords(left)} late`,
      urgency: 'late',
    };
  }
  return {
    says: `${given} ${does}s by ${when}`,
    left: `${durationInWords(left)} left`,
    urgency: left < SOON_MS ? 'soon' : 'fine',
  };
}
