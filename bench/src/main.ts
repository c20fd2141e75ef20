import { availableParallelism, loadavg } from 'node:os';
import { type Bench, CannotMeasure } from './bench.js';
import { backbone } from './backbone/backbone.js';
import { backlog } from './backlog/backlog.js';
import { ingest } from './ingest/ingest.js';
import { loop } from './loop/loop.js';
import { loopLearning } from './loop-learning/loop-learning.js';
import { quality } from './quality/quality.js';
import { training } from './training/training.js';

/** `npm run bench -- NAME [--quick] [--json]` */
const benches: Record<string, Bench> = { backbone, backlog, ingest, loop, 'loop-learning': loopLearning, quality, training };
const EXIT_INTERRUPTED = 130;

const [name = '', ...flags] = process.argv.slice(2);
const bench = benches[name];
const unknown = flags.filter((flag) => flag !== '--quick' && flag !== '--json');
if (!bench || unknown.length > 0) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join('|')} [--quick] [--json]`);
  process.exit(2);
}

const startedAt = Date.now();
const say = (line: string) =>
  void process.stderr.write(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) return;
    say('Stopping …');
    interruption.abort();
  });
}

const [load = 0] = loadavg();
if (load > availableParallelism() / 2) say(`The machine is busy (load ${load.toFixed(1)}): the figures will say little.`);

try {
  const { result, table } = await bench({ quick: flags.includes('--quick'), say, interrupted: interruption.signal });
  console.log(table);
  if (flags.includes('--json')) console.log(JSON.stringify(result));
  process.exit(0);
} catch (error) {
  if (interruption.signal.aborted) process.exit(EXIT_INTERRUPTED);
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
