import { availableParallelism } from 'node:os';
import { columnsOf, type LearnedTable, learnTable } from '@baton/learning';
import { judge } from '@baton/scoring/judge';
import { TrainingThread } from '@baton/scoring/training';
import { type Bench, rounded } from '../bench.js';
import { quantile } from '../loop/quantile.js';
import { firmLeads, take } from './firm-leads.js';
import { startTrainingStage, type TrainingStage } from './training-stage.js';

const FULL = { rows: 1_000_000, quietSeconds: 20 };
const QUICK = { rows: 50_000, quietSeconds: 3 };
const BATCH = 100;
const HANDED_OVER = 500;
const JUDGED = 20_000;
const LEARNED_FROM = 20_000;

/** Learning from a million decisions with forty fields, while live leads are judged beside it. */
export const training: Bench = async ({ quick, say, interrupted }) => {
  const { rows, quietSeconds } = quick ? QUICK : FULL;
  const some = take(firmLeads(1), LEARNED_FROM);
  const table = learnTable(some, columnsOf(some));
  const decisionMicros = measureDomain(table);
  say(`A decision in domain code, by ${table.rules.length} rules: ${decisionMicros.toFixed(0)} µs`);

  const stage = await startTrainingStage();
  try {
    await stage.rule(table);
    const quietUntil = performance.now() + quietSeconds * 1_000;
    const quiet = await judgeLive(stage, () => performance.now() < quietUntil && !interrupted.aborted);
    say(`Quiet: ${quiet.perSecond.toFixed(0)} decisions a second`);
    const learning = learn(rows, say, interrupted);
    const meanwhile = await judgeLive(stage, () => !learning.isOver() && !interrupted.aborted);
    const { seconds, peakMemoryMb } = await learning.done;
    const figures = {
      decisionMicros: rounded(decisionMicros),
      decisionsPerSecond: rounded(quiet.perSecond),
      p50QuietMs: rounded(quiet.p50),
      p99QuietMs: rounded(quiet.p99),
      trainRows: rows,
      trainSeconds: rounded(seconds),
      peakMemoryMb: Math.round(peakMemoryMb),
      decisionsPerSecondTraining: rounded(meanwhile.perSecond),
      p50TrainingMs: rounded(meanwhile.p50),
      p99TrainingMs: rounded(meanwhile.p99),
    };
    const ratios = {
      p99: rounded(meanwhile.p99 / quiet.p99),
      decisionsPerSecond: rounded(meanwhile.perSecond / quiet.perSecond),
    };
    const text = [
      `A decision in domain code, ${table.rules.length} rules over 40 fields: ${figures.decisionMicros} µs.`,
      `Through the service, in batches of ${BATCH}: ${figures.decisionsPerSecond} decisions a second; a batch p50 ${figures.p50QuietMs} ms, p99 ${figures.p99QuietMs} ms.`,
      `Learning from ${rows} decisions in a thread: ${figures.trainSeconds} s, ${figures.peakMemoryMb} MB more than before at its peak.`,
      `Meanwhile, on ${availableParallelism()} cores: ${figures.decisionsPerSecondTraining} decisions a second; p50 ${figures.p50TrainingMs} ms, p99 ${figures.p99TrainingMs} ms.`,
    ].join('\n');
    return { result: { name: 'training', figures, ratios }, table: text };
  } finally {
    await stage.stop();
  }
};

function measureDomain({ rules, calibration }: LearnedTable): number {
  const table = { version: 1, line: 0, rules: [...rules], activities: [], exclusions: [], skipTheLine: [], calibration };
  const leads = take(firmLeads(2), JUDGED);
  const line = { cut: 0, policy: 1, sampleShare: 0.02 };
  const judgeAll = () => {
    const startedAt = performance.now();
    for (const { facts } of leads) {
      judge({ leadId: 'bench', features: facts, touches: [], missing: [], at: '2026-03-02T09:00:00.000Z', line }, table);
    }
    return ((performance.now() - startedAt) * 1_000) / leads.length;
  };
  judgeAll();
  return judgeAll();
}

async function judgeLive(stage: TrainingStage, goOn: () => boolean): Promise<{ perSecond: number; p50: number; p99: number }> {
  const leads = firmLeads(3);
  const times: number[] = [];
  const startedAt = performance.now();
  while (goOn()) times.push(await stage.judge(take(leads, BATCH)));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { perSecond: (times.length * BATCH) / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Hands the rows over as they would be read from the database, and learns. */
function learn(rows: number, say: (line: string) => void, interrupted: AbortSignal) {
  let over = false;
  const run = async () => {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 200);
    const startedAt = performance.now();
    const thread = new TrainingThread();
    try {
      const leads = firmLeads(4);
      for (let handed = 0; handed < rows && !interrupted.aborted; handed += HANDED_OVER) {
        thread.add(take(leads, HANDED_OVER).map((lead) => ({ ...lead, ruling: 0 })));
        // As a query would: others have their turn in between.
        await new Promise((resolve) => setImmediate(resolve));
      }
      let told = -1;
      await thread.learn({ share: 0.5, level: 0.95, seed: 1 }, (share) => {
        const tenth = Math.floor(share * 10);
        if (tenth > told) say(`Learning: ${tenth * 10} %`);
        told = Math.max(told, tenth);
      });
      return { seconds: (performance.now() - startedAt) / 1_000, peakMemoryMb: (peak - before) / 2 ** 20 };
    } finally {
      clearInterval(watch);
      await thread.close();
      over = true;
    }
  };
  return { isOver: () => over, done: run() };
}
