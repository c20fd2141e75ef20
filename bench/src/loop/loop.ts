import { type RunningSystem, startSystem } from '@baton/testing';
import { type Bench, rounded } from '../bench.js';
import { baselineTarget } from './baseline/baseline-target.js';
import { batonTarget } from './baton-target.js';
import { type Load, type LoopFigures, measureTarget } from './measure-target.js';

const FULL: Load = { acceptSeconds: 15, leadsAtOnce: 20_000, steadySeconds: 60 };
const QUICK: Load = { acceptSeconds: 3, leadsAtOnce: 2_000, steadySeconds: 10 };

/** From the webhook to the owner, in Baton and in the same three hops by Nest's documentation. */
export const loop: Bench = async ({ quick, say, interrupted }) => {
  const load = quick ? QUICK : FULL;
  say('Starting Baton on fresh, durable servers');
  const system = await startSystem({ durable: true });
  try {
    return await Promise.race([measureBoth(system, load, say), untilInterrupted(interrupted)]);
  } finally {
    await system.stop();
  }
};

async function measureBoth(system: RunningSystem, load: Load, say: (line: string) => void): ReturnType<Bench> {
  const baton = await measureTarget(await batonTarget(system), load, say);
  // The same servers, for themselves: Baton's own processes must not take part any more.
  await Promise.all([...system.system.apps.values()].map((app) => app.stop()));
  const target = await baselineTarget(system);
  const baseline = await measureTarget(target, load, say);
  await target.stop();
  const ratios = {
    leadsPerSecond: rounded(baton.leadsPerSecond / baseline.leadsPerSecond),
    routedP99: rounded(baton.routedP99Ms / baseline.routedP99Ms),
  };
  return { result: { name: 'loop', figures: { ...baton }, ratios }, table: tableOf(baton, baseline, ratios) };
}

/** Never resolves; rejects at once when it has happened already. */
function untilInterrupted(interrupted: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(interrupted.reason);
    if (interrupted.aborted) stop();
    else interrupted.addEventListener('abort', stop, { once: true });
  });
}

const TITLES: Record<keyof LoopFigures, string> = {
  acceptedPerSecond: 'webhooks accepted a second',
  acceptP50Ms: 'acceptance p50, ms',
  acceptP99Ms: 'acceptance p99, ms',
  leadsPerSecond: 'leads a second to lead.routed',
  routedP50Ms: 'POST to lead.routed at 100/s, p50 ms',
  routedP99Ms: 'POST to lead.routed at 100/s, p99 ms',
  cpuSecondsPer1000: 'CPU seconds for 1000 leads',
  peakMemoryMb: 'peak memory, MB',
};

function tableOf(baton: LoopFigures, baseline: LoopFigures, ratios: Record<string, number>): string {
  const rows = (Object.keys(TITLES) as (keyof LoopFigures)[]).map(
    (key) => `${TITLES[key].padEnd(38)}${String(baton[key]).padStart(10)}${String(baseline[key]).padStart(12)}`,
  );
  return [
    `${''.padEnd(38)}${'Baton'.padStart(10)}${'baseline'.padStart(12)}`,
    ...rows,
    '',
    'Baton: six processes, durable at every hop. Baseline: three processes, by Nest’s documentation.',
    `ratios: leadsPerSecond ${ratios['leadsPerSecond']}, routedP99 ${ratios['routedP99']}`,
  ].join('\n');
}
