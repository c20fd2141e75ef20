import { rounded } from '../bench.js';
import { postClosedLoop, postOpenLoop } from './post-leads.js';
import { cpuSeconds, peakMemoryMb } from './process-usage.js';
import { quantile } from './quantile.js';
import { RoutedLeads } from './routed-leads.js';
import type { Target } from './target.js';

export interface Load {
  readonly acceptSeconds: number;
  readonly leadsAtOnce: number;
  readonly steadySeconds: number;
}

export interface LoopFigures {
  readonly acceptedPerSecond: number;
  readonly acceptP50Ms: number;
  readonly acceptP99Ms: number;
  readonly leadsPerSecond: number;
  readonly routedP50Ms: number;
  readonly routedP99Ms: number;
  readonly cpuSecondsPer1000: number;
  readonly peakMemoryMb: number;
}

const CONNECTIONS = 64;
const STEADY_PER_SECOND = 100;
const WARM_UP_LEADS = 500;
const DRAINED_WITHIN_MS = 600_000;

/** Warm-up, then the same three loads for every target: acceptance, a pile at once, and a steady stream. */
export async function measureTarget(target: Target, load: Load, say: (line: string) => void): Promise<LoopFigures> {
  const routed = await RoutedLeads.watch(target.brokers, target.routedTopic);
  try {
    say(`${target.name}: warming up`);
    const warm = await postClosedLoop(target, CONNECTIONS, (posted) => posted < WARM_UP_LEADS);
    await routed.untilAll(warm.emails, DRAINED_WITHIN_MS);

    say(`${target.name}: ${load.leadsAtOnce} leads at once, until each has its owner`);
    const cpuBefore = cpuSeconds(target.pids());
    const startedAt = performance.now();
    const pile = await postClosedLoop(target, CONNECTIONS, (posted) => posted < load.leadsAtOnce);
    await routed.untilAll(pile.emails, DRAINED_WITHIN_MS);
    const pileSeconds = (performance.now() - startedAt) / 1_000;
    const cpu = cpuSeconds(target.pids()) - cpuBefore;

    say(`${target.name}: ${STEADY_PER_SECOND} leads a second for ${load.steadySeconds} s`);
    const steady = await postOpenLoop(target, STEADY_PER_SECOND, load.steadySeconds);
    await routed.untilAll(steady.emails, DRAINED_WITHIN_MS);
    const hops = steady.emails.map((email) => (routed.timeOf(email) ?? Number.NaN) - (steady.sentAt.get(email) ?? 0));

    say(`${target.name}: accepting at ${CONNECTIONS} connections for ${load.acceptSeconds} s`);
    const until = performance.now() + load.acceptSeconds * 1_000;
    const accepted = await postClosedLoop(target, CONNECTIONS, () => performance.now() < until);
    await routed.untilAll(accepted.emails, DRAINED_WITHIN_MS);

    return {
      acceptedPerSecond: rounded(accepted.emails.length / (accepted.elapsedMs / 1_000)),
      acceptP50Ms: rounded(quantile(accepted.answeredIn, 0.5)),
      acceptP99Ms: rounded(quantile(accepted.answeredIn, 0.99)),
      leadsPerSecond: rounded(load.leadsAtOnce / pileSeconds),
      routedP50Ms: rounded(quantile(hops, 0.5)),
      routedP99Ms: rounded(quantile(hops, 0.99)),
      cpuSecondsPer1000: rounded((cpu / load.leadsAtOnce) * 1_000),
      peakMemoryMb: rounded(peakMemoryMb(target.pids())),
    };
  } finally {
    await routed.stop();
  }
}
