import type { Facts } from '@baton/contracts';
import fc from 'fast-check';
import { assignOwner as assignOwnerAt, type Roster, type RosterRep, type RoutingRule } from './assign-owner.js';
import { Moment } from './moment.js';

const hours = { zone: 'Europe/Berlin', weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })), holidays: [] };
const teams = new Map([
  ['nordics', { id: 'nordics', name: 'Nordics', hours }],
  ['asia', { id: 'asia', name: 'Asia', hours: { ...hours, zone: 'Asia/Tokyo' } }],
]);
const rep = (id: string, change: Partial<RosterRep> = {}): RosterRep => ({
  id,
  name: id.toUpperCase(),
  teamId: 'nordics',
  capacity: 10,
  active: true,
  absences: [],
  open: 0,
  lastAssigned: 0,
  ...change,
});
const roster = (...reps: RosterRep[]): Roster => ({ teams, reps });
const anyAbsences = fc.constantFrom([], [{ from: '2026-01-01', to: '2027-01-01' }]);
const mondayMorning = new Date('2026-03-02T10:00:00+01:00');
const rules: RoutingRule[] = [
  { id: 'key-account', says: 'A key account', when: { field: 'company.domain', op: 'is', value: 'big.example' }, target: { repId: 'kim' } },
  { id: 'nordic', says: 'Nordic country', when: { field: 'person.country', op: 'in', value: ['NO', 'SE'] }, target: { teamId: 'nordics' } },
  { id: 'japan', says: 'Japan', when: { field: 'person.country', op: 'is', value: 'JP' }, target: { teamId: 'asia' } },
];
const assignOwner = (facts: Facts, some: readonly RoutingRule[], all: Roster, now: Date) =>
  assignOwnerAt(facts, some, all, new Moment(now));
const norway = { 'person.country': 'NO' };

describe('whose lead it is', () => {
  it('is said by the first rule that matches', () => {
    const everybody = roster(rep('kim', { teamId: 'asia' }), rep('ann'));
    const owner = assignOwner({ ...norway, 'company.domain': 'big.example' }, rules, everybody, mondayMorning);
    expect(owner).toMatchObject({ rep: { id: 'kim' }, rule: { id: 'key-account' }, team: { id: 'asia' } });
    expect(assignOwner(norway, rules, everybody, mondayMorning)).toMatchObject({ rep: { id: 'ann' }, rule: { id: 'nordic', says: 'Nordic country' } });
  });

  it.each<[string, RosterRep[], string, string]>([
    ['whoever has the most room by capacity', [rep('ann', { open: 3, capacity: 4 }), rep('bo', { open: 5, capacity: 20 })], 'bo', 'Nordic country; BO has the most room'],
    ['whoever has waited longest among equals', [rep('ann', { lastAssigned: 9 }), rep('bo', { lastAssigned: 4 })], 'bo', 'Nordic country; BO has the most room'],
    ['nobody who is away', [rep('ann', { absences: [{ from: '2026-03-02', to: '2026-03-02' }] }), rep('bo', { open: 9 })], 'bo', 'Nordic country; BO has the most room'],
    ['nobody who has left', [rep('ann', { active: false }), rep('bo', { open: 9 })], 'bo', 'Nordic country'],
    ['somebody full when everybody is', [rep('ann', { open: 12 }), rep('bo', { open: 11 })], 'bo', 'Nordic country; everybody is full; BO has the most room'],
    ['somebody away when everybody is', [rep('ann', { absences: [{ from: '2026-03-01', to: '2026-03-09' }] })], 'ann', 'Nordic country; everybody is away'],
    ['somebody of another team when nobody of this one is active', [rep('ann', { active: false }), rep('kei', { teamId: 'asia' })], 'kei', 'Nordic country; nobody of the team is there, so anybody who is; nobody is at work now'],
  ])('goes to %s', (_, reps, owner, says) => {
    const assigned = assignOwner(norway, rules, roster(...reps), mondayMorning);
    expect(assigned?.rep.id).toBe(owner);
    expect(assigned?.rule.says).toBe(says);
  });

  describe('when somebody is away', () => {
    const away = { absences: [{ from: '2026-03-01', to: '2026-03-09' }] };
    const keyAccount = { 'company.domain': 'big.example' };

    it.each<[string, Facts, RosterRep[], string, string]>([
      ['the team of the rep whom the rule names', keyAccount, [rep('kim', away), rep('ann'), rep('kei', { teamId: 'asia' })], 'ann', 'A key account; KIM is not there, so the team; ANN has the most room'],
      ['the team of a rep who has left', keyAccount, [rep('kim', { active: false }), rep('ann')], 'ann', 'A key account; KIM is not there, so the team'],
      ['anybody, when the whole team of the named rep is away', keyAccount, [rep('kim', away), rep('kei', { teamId: 'asia' })], 'kei', 'A key account; nobody of the team is there, so anybody who is; nobody is at work now; KEI has the most room'],
      ['anybody, when the whole team is away', norway, [rep('ann', away), rep('kei', { teamId: 'asia', open: 9 })], 'kei', 'Nordic country; nobody of the team is there, so anybody who is; nobody is at work now; KEI has the most room'],
      ['the rep whom the rule names, when everybody is away', keyAccount, [rep('kim', away), rep('ann', away)], 'kim', 'A key account; everybody is away'],
    ])('it goes to %s', (_, facts, reps, owner, says) => {
      // An hour at which Berlin works and Tokyo sleeps.
      const assigned = assignOwner(facts, rules, roster(...reps), mondayMorning);
      expect(assigned?.rep.id).toBe(owner);
      expect(assigned?.rule.says).toBe(says);
    });
  });

  it('goes to somebody at night as well, and to somebody at work if there is one', () => {
    const night = new Date('2026-03-02T02:00:00+01:00');
    expect(assignOwner(norway, rules, roster(rep('ann')), night)?.rule.says).toBe('Nordic country; nobody is at work now');
    const both = roster(rep('ann'), rep('kei', { teamId: 'asia', open: 9 }));
    expect(assignOwner({ 'person.country': 'BR' }, rules, both, night)).toMatchObject({ rep: { id: 'kei' }, rule: { id: 'no-rule' } });
  });

  it('knows that a day begins earlier in Tokyo', () => {
    const away = rep('kei', { teamId: 'asia', absences: [{ from: '2026-03-03', to: '2026-03-03' }] });
    const beforeMidnightInBerlin = new Date('2026-03-02T23:30:00+01:00');
    const owner = assignOwner({ 'person.country': 'JP' }, rules, roster(away), beforeMidnightInBerlin);
    expect(owner?.rule.says).toContain('everybody is away');
  });

  it('is nobody only where there is no active rep', () => {
    expect(assignOwner(norway, rules, roster(), mondayMorning)).toBeNull();
    expect(assignOwner(norway, rules, roster(rep('ann', { active: false })), mondayMorning)).toBeNull();
  });

  it('is always somebody who is there, where there is one, whatever the rules and the hour', () => {
    fc.assert(
      fc.property(
        fc.subarray(rules),
        fc.array(fc.record({ open: fc.nat(20), capacity: fc.nat(10), teamId: fc.constantFrom('nordics', 'asia'), absences: anyAbsences }), { minLength: 1 }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        fc.constantFrom('NO', 'JP', 'BR'),
        (some, reps, now, country) => {
          const all = roster(...reps.map((change, index) => rep(`r${index}`, change)));
          const owner = assignOwner({ 'person.country': country }, some, all, now);
          expect(owner).not.toBeNull();
          if (reps.some(({ absences }) => absences.length === 0)) expect(owner!.rep.absences).toEqual([]);
        },
      ),
    );
  });

  it('is shared evenly when one lead follows another', () => {
    let reps = [rep('ann'), rep('bo'), rep('cy')];
    for (let turn = 1; turn <= 30; turn++) {
      const owner = assignOwner(norway, rules, roster(...reps), mondayMorning)!;
      reps = reps.map((one) => (one.id === owner.rep.id ? { ...one, open: one.open + 1, lastAssigned: turn } : one));
    }
    expect(reps.map(({ open }) => open)).toEqual([10, 10, 10]);
  });
});
