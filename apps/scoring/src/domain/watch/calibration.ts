import { lookedAtOften } from '@baton/evidence';
import { type Alarm, percent } from './alarm.js';

/** A lead that was given a chance, and what came of it. */
export interface Foretold {
  readonly probability: number;
  readonly won: boolean;
}

const FEWEST = 50;
/** Being out by less changes no decision. */
const SLACK = 0.05;

/** Looked at after every verdict, so the interval is one that holds however often one looks. */
export function watchCalibration(leads: readonly Foretold[]): Alarm[] {
  if (leads.length < FEWEST) return [];
  const foretold = leads.reduce((sum, { probability }) => sum + probability, 0) / leads.length;
  const won = leads.filter((lead) => lead.won).length;
  const { low, high } = lookedAtOften({ hits: won, of: leads.length });
  if (foretold >= low - SLACK && foretold <= high + SLACK) return [];
  const says = `Sales takes ${percent(won / leads.length)} of the ${leads.length} leads it has answered under this table; it foretold ${percent(foretold)}`;
  return [{ kind: 'calibration', about: '', says }];
}
