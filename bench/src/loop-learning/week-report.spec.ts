import { figuresOf, reportWeek } from './week-report.js';

const lead = (at: number, converted: boolean) => ({ email: `lead-${at}@people.example`, facts: { 'Lead Source': converted ? 'referral' : 'ads' }, converted });
const earlier = Array.from({ length: 40 }, (_, at) => lead(at, at % 4 === 0));
const week = Array.from({ length: 40 }, (_, at) => lead(100 + at, at % 4 === 0));

describe('the report of a week', () => {
  it('holds what was sent against what sending all would have brought', () => {
    const said = {
      got: new Set(week.slice(0, 20).map(({ email }) => email)),
      accepted: new Set(week.slice(0, 20).filter(({ converted }) => converted).map(({ email }) => email)),
    };
    const report = reportWeek(week, earlier, said);
    expect(report).toEqual({ leads: 40, wins: 10, baton: { sent: 20, accepted: 5 }, odoo: { sent: 20, accepted: 10 } });
    expect(figuresOf([report, report], 'baton')).toEqual({ shareSent: 0.5, acceptanceRatio: 1, winsKept: 0.5 });
    expect(figuresOf([report], 'odoo')).toEqual({ shareSent: 0.5, acceptanceRatio: 2, winsKept: 1 });
  });
});
