import { parseArgs } from 'node:util';
import { allFaults } from './faults/all-faults.js';
import { describeReport } from './report.js';
import { runFaults } from './run-faults.js';

/** `npm run faults -- [--minutes N] [--seed N] [--only TEXT] [--rate N]` */
const USAGE = `Usage: npm run faults -- [--minutes N] [--seed N] [--only TEXT] [--rate N]
  --minutes N  how long to go on; the round under way is finished (5)
  --seed N     replays the faults and the deliveries of that run, up to timing
  --only TEXT  only faults whose name holds the text
  --rate N     deliveries a second (10)`;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

function numberOr(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) usage(`“${text}” is no positive number.`);
  return value;
}

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(EXIT_USAGE);
}

function parsed() {
  try {
    return parseArgs({
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        rate: { type: 'string' },
      },
    }).values;
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
}

const { minutes, seed, only, rate } = parsed();
const faults = allFaults.filter(({ kind }) => kind.includes(only ?? ''));
if (faults.length === 0) usage(`No fault's name holds “${only}”: ${allFaults.map(({ kind }) => kind).join('; ')}.`);

const startedAt = Date.now();
const say = (line: string) =>
  void process.stderr.write(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${line}\n`);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) return;
    say('Stopping after this fault …');
    interruption.abort();
  });
}

const chosen = numberOr(seed, Math.floor(Math.random() * 1_000_000) + 1);
say(`seed ${chosen}`);
const report = await runFaults({
  seed: chosen,
  seconds: numberOr(minutes, 5) * 60,
  faults,
  deliveriesPerSecond: numberOr(rate, 10),
  faultsPerRound: 4,
  killMigrations: 2,
  say,
  interrupted: interruption.signal,
});
console.log(describeReport(report));
process.exit(report.violations.length > 0 ? 1 : interruption.signal.aborted ? EXIT_INTERRUPTED : 0);
