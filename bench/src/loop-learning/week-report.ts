import { type CountedLead, odooFormula } from '../odoo-formula.js';
import { categoriesOf, type CourseLead } from './course-leads.js';
import type { Said } from './counsellors.js';

/** One way to choose among a week's leads. */
export interface Choice {
  readonly sent: number;
  readonly accepted: number;
}

export interface WeekReport {
  readonly leads: number;
  /** How many converted in the end: what sending all would have brought. */
  readonly wins: number;
  readonly baton: Choice;
  /** Half the week by Odoo's formula, which knows what became of every earlier lead. */
  readonly odoo: Choice;
}

export function reportWeek(week: readonly CourseLead[], earlier: readonly CourseLead[], { got, accepted }: Said): WeekReport {
  const chance = odooFormula(earlier.map((lead): CountedLead => ({ categories: categoriesOf(lead), won: lead.converted })));
  const byOdoo = week.toSorted((one, other) => chance(categoriesOf(other)) - chance(categoriesOf(one))).slice(0, Math.floor(week.length / 2));
  return {
    leads: week.length,
    wins: count(week, ({ converted }) => converted),
    baton: { sent: count(week, ({ email }) => got.has(email)), accepted: count(week, ({ email }) => accepted.has(email)) },
    odoo: { sent: byOdoo.length, accepted: count(byOdoo, ({ converted }) => converted) },
  };
}

export interface ChoiceFigures {
  readonly shareSent: number;
  /** How many of those sent were taken, against how many of all would have been. */
  readonly acceptanceRatio: number;
  readonly winsKept: number;
}

export function figuresOf(weeks: readonly WeekReport[], who: 'baton' | 'odoo'): ChoiceFigures {
  const sum = (figure: (week: WeekReport) => number) => weeks.reduce((total, week) => total + figure(week), 0);
  const [leads, wins] = [sum((week) => week.leads), sum((week) => week.wins)];
  const [sent, accepted] = [sum((week) => week[who].sent), sum((week) => week[who].accepted)];
  return { shareSent: sent / leads, acceptanceRatio: accepted / sent / (wins / leads), winsKept: accepted / wins };
}

function count<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length;
}
