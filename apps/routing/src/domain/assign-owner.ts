import { type Condition, type Facts, holds } from '@baton/contracts';
import type { WorkingHours } from './calendar.js';
import type { Moment } from './moment.js';

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

/** Reps who may get the lead, and what is said when it goes to them because nobody before them is there. */
interface Candidates {
  readonly reps: readonly RosterRep[];
  readonly says: string | null;
}

/**
 * Whose lead it is: the first rule that matches names the team or the rep; within a team whoever has the most
 * room. Somebody who is away or has left gets no lead while anybody else is there: first the team stands in,
 * then everybody. Nobody at work, or everybody full, is no reason to leave a lead alone: then it goes to the
 * next best.
 * @returns null only when there is no active rep at all.
 */
export function assignOwner(
  facts: Facts,
  rules: readonly RoutingRule[],
  roster: Roster,
  moment: Moment,
): Owner | null {
  const active = roster.reps.filter((rep) => rep.active && roster.teams.has(rep.teamId));
  const rule = rules.find(({ when }) => holds(when, facts));
  const inOrder = rule ? standIns(rule, roster, active) : [{ reps: active, says: null }];
  const isThere = (rep: RosterRep) => !isAway(rep, roster, moment);
  const candidates =
    inOrder.find(({ reps }) => reps.some(isThere)) ?? inOrder.find(({ reps }) => reps.length > 0);
  if (!candidates) return null;

  const { picked, remarks } = pick(candidates.reps, roster, moment);
  const team = roster.teams.get(picked.teamId);
  if (!team) return null;
  const said = [rule?.says ?? NO_RULE.says, ...(candidates.says ? [candidates.says] : []), ...remarks];
  return { rep: picked, team, rule: { id: rule?.id ?? NO_RULE.id, says: said.join('; ') } };
}

function standIns({ target }: RoutingRule, roster: Roster, active: readonly RosterRep[]): Candidates[] {
  const team = (id: string | undefined) => active.filter(({ teamId }) => teamId === id);
  const anybody = { reps: active, says: 'nobody of the team is there, so anybody who is' };
  if ('teamId' in target) return [{ reps: team(target.teamId), says: null }, anybody];
  const named = roster.reps.find(({ id }) => id === target.repId);
  return [
    { reps: active.filter((rep) => rep === named), says: null },
    { reps: team(named?.teamId), says: `${named?.name ?? 'the rep it names'} is not there, so the team` },
    anybody,
  ];
}

function pick(
  candidates: readonly RosterRep[],
  roster: Roster,
  moment: Moment,
): { picked: RosterRep; remarks: string[] } {
  const remarks: string[] = [];
  let pool = candidates;
  /** Keeps those who pass, unless nobody does. */
  const prefer = (passes: (rep: RosterRep) => boolean, otherwise: string) => {
    const passing = pool.filter(passes);
    if (passing.length > 0) pool = passing;
    else remarks.push(otherwise);
  };
  prefer((rep) => !isAway(rep, roster, moment), 'everybody is away');
  prefer((rep) => rep.open < rep.capacity, 'everybody is full');
  prefer((rep) => {
    const team = roster.teams.get(rep.teamId);
    return team !== undefined && moment.isOpen(team.hours);
  }, 'nobody is at work now');

  const picked = pool.reduce((best, rep) => (comesBefore(rep, best) ? rep : best));
  if (candidates.length > 1) remarks.push(`${picked.name} has the most room`);
  return { picked, remarks };
}

function comesBefore(a: RosterRep, b: RosterRep): boolean {
  const order = loadOf(a) - loadOf(b) || a.lastAssigned - b.lastAssigned;
  return order === 0 ? a.id < b.id : order < 0;
}

/** Nobody has less room than those who are to have no leads at all. */
function loadOf({ open, capacity }: RosterRep): number {
  return capacity > 0 ? open / capacity : Number.MAX_VALUE;
}

function isAway({ teamId, absences }: RosterRep, roster: Roster, moment: Moment): boolean {
  if (absences.length === 0) return false;
  const today = moment.dayIn(roster.teams.get(teamId)?.hours.zone ?? 'UTC');
  return absences.some(({ from, to }) => from <= today && today <= to);
}
