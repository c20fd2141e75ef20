import { type Condition, type Facts, holds } from '@baton/contracts';
import { isOpen } from './business-time.js';
import type { WorkingHours } from './calendar.js';

export interface Absence {
  readonly from: string;
  readonly to: string;
}

export interface RosterRep {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  /** How many undecided leads they can have in hand. */
  readonly capacity: number;
  readonly active: boolean;
  /** Whole days, first and last included, in the team's zone. */
  readonly absences: readonly Absence[];
  /** Undecided leads in hand now. */
  readonly open: number;
  /** Grows with every assignment: who has waited longest has the smallest. */
  readonly lastAssigned: number;
}

export interface RosterTeam {
  readonly id: string;
  readonly name: string;
  readonly hours: WorkingHours;
}

export interface RoutingRule {
  readonly id: string;
  readonly says: string;
  readonly when: Condition;
  readonly target: { readonly teamId: string } | { readonly repId: string };
}

/** Everybody who might get a lead, as it stands at this moment. */
export interface Roster {
  readonly teams: ReadonlyMap<string, RosterTeam>;
  readonly reps: readonly RosterRep[];
}

export interface Owner {
  readonly rep: RosterRep;
  readonly team: RosterTeam;
  readonly rule: { readonly id: string; readonly says: string };
}

/** The rule that is named when no rule of the firm's own has matched. */
const NO_RULE = { id: 'no-rule', says: 'No rule matched' };

/**
 * Whose lead it is: the first rule that matches names the team or the rep; within a team whoever has the most
 * room. Nobody at work, or everybody full, is no reason to leave a lead alone: then it goes to the next best.
 * @returns null only when there is no active rep at all.
 */
export function assignOwner(facts: Facts, rules: readonly RoutingRule[], roster: Roster, now: Date): Owner | null {
  const active = roster.reps.filter((rep) => rep.active && roster.teams.has(rep.teamId));
  const rule = rules.find(({ when }) => holds(when, facts));
  const matched = rule ? candidatesOf(rule, active) : [];
  const candidates = matched.length > 0 ? matched : active;
  if (candidates.length === 0) return null;

  const { picked, remarks } = pick(candidates, roster, now);
  const team = roster.teams.get(picked.teamId);
  if (!team) return null;
  const said = [
    rule?.says ?? NO_RULE.says,
    ...(rule && matched.length === 0 ? ['nobody there is active, so anybody who is'] : []),
    ...remarks,
  ];
  return { rep: picked, team, rule: { id: rule?.id ?? NO_RULE.id, says: said.join('; ') } };
}

function candidatesOf({ target }: RoutingRule, active: readonly RosterRep[]): RosterRep[] {
  return 'repId' in target
    ? active.filter(({ id }) => id === target.repId)
    : active.filter(({ teamId }) => teamId === target.teamId);
}

function pick(
  candidates: readonly RosterRep[],
  roster: Roster,
  now: Date,
): { picked: RosterRep; remarks: string[] } {
  const hoursOf = ({ teamId }: RosterRep) => roster.teams.get(teamId)?.hours;
  const remarks: string[] = [];
  let pool = candidates;
  /** Keeps those who pass, unless nobody does. */
  const prefer = (passes: (rep: RosterRep) => boolean, otherwise: string) => {
    const passing = pool.filter(passes);
    if (passing.length > 0) pool = passing;
    else remarks.push(otherwise);
  };
  prefer((rep) => !isAbsent(rep, now, hoursOf(rep)), 'everybody is away');
  prefer((rep) => rep.open < rep.capacity, 'everybody is full');
  prefer((rep) => {
    const hours = hoursOf(rep);
    return hours !== undefined && isOpen(now, hours);
  }, 'nobody is at work now');

  const [picked] = [...pool].sort(
    (a, b) =>
      loadOf(a) - loadOf(b) || a.lastAssigned - b.lastAssigned || (a.id < b.id ? -1 : 1),
  );
  if (!picked) throw new Error('pick needs a candidate');
  if (candidates.length > 1) remarks.push(`${picked.name} has the most room`);
  return { picked, remarks };
}

function loadOf({ open, capacity }: RosterRep): number {
  return capacity > 0 ? open / capacity : Number.POSITIVE_INFINITY;
}

function isAbsent({ absences }: RosterRep, now: Date, hours: WorkingHours | undefined): boolean {
  if (absences.length === 0) return false;
  const today = dayIn(now, hours?.zone ?? 'UTC');
  return absences.some(({ from, to }) => from <= today && today <= to);
}

/** The date on the wall in a zone, `YYYY-MM-DD`. */
function dayIn(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant);
}
