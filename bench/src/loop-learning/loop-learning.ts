import { type RunningSystem, startSystem } from '@baton/testing';
import { type Bench, rounded } from '../bench.js';
import { courseLeads } from './course-leads.js';
import { Counsellors } from './counsellors.js';
import { Marketer } from './marketer.js';
import { openSchool } from './school.js';
import { figuresOf, reportWeek, type WeekReport } from './week-report.js';

const WEEKS = 20;
const LAST = 5;
const QUICK_WEEKS = 6;

/** Twenty weeks of a school that begins by sending sales everything, and learns from what sales says. */
export const loopLearning: Bench = async ({ quick, say, interrupted }) => {
  const leads = courseLeads();
  say('Starting Baton on fresh servers');
  const system = await startSystem();
  try {
    const weeks: (() => WeekReport)[] = [];
    const post = await openSchool(system);
    const sales = new Counsellors(system, leads);
    const marketer = new Marketer(system);
    await marketer.begin();
    for (let week = 0; week < (quick ? QUICK_WEEKS : WEEKS); week += 1) {
      interrupted.throwIfAborted();
      const [from, to] = [week, week + 1].map((edge) => Math.round((edge * leads.length) / WEEKS)) as [number, number];
      await post(leads.slice(from, to));
      await allDecided(system, to);
      await sales.answerAll();
      await allHeard(system, sales.said.got.size);
      const report = () => reportWeek(leads.slice(from, to), leads.slice(0, from), sales.said);
      weeks.push(report);
      say(`week ${String(week + 1).padStart(2)}: ${lineOf(report())}; ${await marketer.endOfWeek()}`);
    }
    // A lead that was held back may be sent when a later table rules: it counts where it came.
    return resultOf(weeks.map((report) => report()));
  } finally {
    await system.stop();
  }
};

interface Totals {
  readonly received: number;
  readonly undecided: number;
  readonly qualified: number;
  readonly routed: number;
  readonly accepted: number;
  readonly rejected: number;
}

async function totalsOf(system: RunningSystem): Promise<Totals> {
  return (await system.as('marketer').get<{ totals: Totals }>('/api/reporting/funnel')).totals;
}

/** Every lead so far is held back or on a list. */
async function allDecided(system: RunningSystem, leads: number): Promise<void> {
  await system.eventually('every lead is held or handed over', async () => {
    const { received, undecided, qualified, routed } = await totalsOf(system);
    return received === leads && undecided === 0 && routed === qualified;
  });
}

/** Sales' word has arrived at all who listen: reporting, and so, by the same topics, scoring. */
async function allHeard(system: RunningSystem, sent: number): Promise<void> {
  await system.eventually('every verdict is heard', async () => {
    const { accepted, rejected } = await totalsOf(system);
    const { lag } = await lagOfScoring(system);
    return accepted + rejected >= sent && lag === 0;
  });
}

async function lagOfScoring(system: RunningSystem): Promise<{ lag: number }> {
  const status = await system.as('operator').get<{ lag: { lag: number }[] }>('/api/scoring/status');
  return { lag: status.lag.reduce((sum, { lag }) => sum + lag, 0) };
}

function lineOf(week: WeekReport): string {
  const { shareSent, acceptanceRatio, winsKept } = figuresOf([week], 'baton');
  const odoo = figuresOf([week], 'odoo');
  return (
    `${percent(shareSent)} sent, ${percent(week.baton.accepted / week.baton.sent)} of them accepted ` +
    `(${acceptanceRatio.toFixed(2)} times sending all), ${percent(winsKept)} of wins kept; ` +
    `Odoo’s formula: ${odoo.acceptanceRatio.toFixed(2)} times, ${percent(odoo.winsKept)}`
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function resultOf(weeks: readonly WeekReport[]): Awaited<ReturnType<Bench>> {
  const last = weeks.slice(-LAST);
  const [baton, odoo] = [figuresOf(last, 'baton'), figuresOf(last, 'odoo')];
  const all = figuresOf(weeks, 'baton');
  const figures = {
    shareSent: rounded(baton.shareSent),
    acceptanceRatio: rounded(baton.acceptanceRatio),
    winsKept: rounded(baton.winsKept),
    'allWeeks.shareSent': rounded(all.shareSent),
    'allWeeks.acceptanceRatio': rounded(all.acceptanceRatio),
    'allWeeks.winsKept': rounded(all.winsKept),
    'odoo.acceptanceRatio': rounded(odoo.acceptanceRatio),
    'odoo.winsKept': rounded(odoo.winsKept),
  };
  const ratios = {
    acceptanceOverOdoo: rounded(baton.acceptanceRatio / odoo.acceptanceRatio),
    winsKeptOverOdoo: rounded(baton.winsKept / odoo.winsKept),
  };
  const table = [
    ...weeks.map((week, at) => `week ${String(at + 1).padStart(2)}: ${lineOf(week)}`),
    '',
    `The last ${last.length} weeks: ${percent(baton.shareSent)} sent, accepted ${baton.acceptanceRatio.toFixed(2)} times as often, ${percent(baton.winsKept)} of wins kept.`,
    `Odoo’s formula, which knows the end of every earlier lead: ${odoo.acceptanceRatio.toFixed(2)} times, ${percent(odoo.winsKept)}.`,
    `All ${weeks.length} weeks, those that sent everything included: ${percent(all.shareSent)} sent, ${all.acceptanceRatio.toFixed(2)} times, ${percent(all.winsKept)}.`,
  ].join('\n');
  return { result: { name: 'loop-learning', figures, ratios }, table };
}
