import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expectEachDeliveryEndsOnce } from '@baton/testing';
import { auditLog } from './audit/log-audit.js';
import { auditRebuild } from './audit/rebuild-audit.js';
import { regressions, setRegressionTrap } from './audit/regression-trap.js';
import { untilSettled } from './audit/settled.js';
import { auditState } from './audit/state-audit.js';
import { waitsOf } from './audit/waits.js';
import type { Fault } from './faults/fault.js';
import { Platform } from './load/platform.js';
import { PoisonRecords } from './load/poison-records.js';
import { Sales } from './load/sales.js';
import { createWorkspace } from './load/workspace.js';
import { Rig } from './rig/rig.js';
import { SeededRandom } from './seeded-random.js';

export interface FaultRun {
  readonly seed: number;
  /** Ends with the round in which this time is over. */
  readonly seconds: number;
  /** To be drawn from, each once before any a second time. */
  readonly faults: readonly Fault[];
  readonly deliveriesPerSecond: number;
  /** Between two audits. */
  readonly faultsPerRound: number;
  readonly killMigrations: number;
  readonly say: (line: string) => void;
  readonly interrupted?: AbortSignal;
}

export interface FaultReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly rounds: number;
  /** How often each kind of fault struck. */
  readonly faults: ReadonlyMap<string, number>;
  /** How often a process died at each point of the protocol. */
  readonly crashes: ReadonlyMap<string, number>;
  readonly posts: number;
  readonly turnedAway: number;
  readonly accepted: number;
  readonly events: number;
  readonly verdicts: number;
  /** Deliveries that had come before, and records that said again what an earlier one had said. */
  readonly duplicates: { readonly deliveries: number; readonly records: number };
  readonly poisonRecords: number;
  readonly deadLetters: number;
  /** From the accepted webhook to the decision, in milliseconds. */
  readonly waits: { readonly p50: number; readonly p99: number; readonly longest: number };
  /** From the end of the last fault of a round until nothing was on its way any more, in milliseconds. */
  readonly longestRecovery: number;
}

const SETTLED_WITHIN_MS = 240_000;
const POISON_EVERY_MS = 3_000;

/** Breaks a running Baton in every way given, under load, and counts what was lost, doubled or turned around. */
export async function runFaults(run: FaultRun): Promise<FaultReport> {
  const random = new SeededRandom(run.seed);
  const folder = mkdtempSync(join(tmpdir(), 'baton-faults-'));
  // Postgres does not run as root, so somebody else must be able to enter.
  chmodSync(folder, 0o755);
  const rig = await Rig.start({ folder, killMigrations: run.killMigrations, random: random.fork(), say: run.say });
  let violated = true;
  try {
    const report = await strikeAndAudit(rig, run, random);
    violated = report.violations.length > 0;
    return report;
  } finally {
    await rig.stop();
    if (violated) run.say(`Data and logs are kept in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function strikeAndAudit(rig: Rig, run: FaultRun, random: SeededRandom): Promise<FaultReport> {
  const { say } = run;
  const { path, secret } = await createWorkspace(rig);
  await setRegressionTrap(rig);
  const platform = new Platform(rig.url + path, secret, random.fork(), `seed${run.seed}`, run.deliveriesPerSecond);
  const sales = new Sales(rig, random.fork());
  const poison = new PoisonRecords(rig, random.fork());
  const plan = new FaultPlan(run.faults, random.fork());
  const faults = new Map<string, number>();
  const violations: string[] = [];
  const deadline = performance.now() + run.seconds * 1_000;
  let audited = 0;
  let rounds = 0;
  let longestRecovery = 0;
  let log = { events: 0, repeatedRecords: 0 };

  while (violations.length === 0 && performance.now() < deadline && !run.interrupted?.aborted) {
    rounds++;
    platform.start();
    sales.start();
    const poisoning = keepPoisoning(poison);
    for (let struck = 0; struck < run.faultsPerRound && !run.interrupted?.aborted; struck++) {
      const { fault, random: ofFault } = plan.next();
      say(`round ${rounds}: ${fault.kind}`);
      faults.set(fault.kind, (faults.get(fault.kind) ?? 0) + 1);
      await fault.strike(rig, ofFault);
      await pause(ofFault.between(0, 2_000));
    }
    await poisoning.stop();
    await Promise.all([platform.stop(), sales.stop()]);
    try {
      const recovery = await untilSettled(rig, SETTLED_WITHIN_MS);
      longestRecovery = Math.max(longestRecovery, recovery);
      const sent = platform.accepted.slice(audited);
      audited = platform.accepted.length;
      await expectEachDeliveryEndsOnce(
        { url: rig.url, brokers: rig.brokers, operatorToken: await rig.operatorToken() },
        sent,
        { timeoutMs: SETTLED_WITHIN_MS },
      );
      const found = await auditLog(rig);
      log = found;
      violations.push(...found.violations, ...(await auditState(rig)), ...(await regressions(rig)), ...platform.refusals);
      const verdict = violations.length === 0 ? 'all is well' : `${violations.length} violations`;
      say(`round ${rounds}: ${verdict}; ${audited} deliveries, ${log.events} events, settled in ${(recovery / 1_000).toFixed(1)} s`);
    } catch (error) {
      violations.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (rounds > 0 && violations.length === 0) {
    say('Building the projections anew, to compare');
    violations.push(...(await auditRebuild(rig)));
  }
  await poison.stop();
  const waits = await waitsOf(rig, platform.accepted);
  return {
    seed: run.seed,
    violations,
    rounds,
    faults,
    crashes: countOf(rig.crashes()),
    ...platform.counts,
    accepted: platform.accepted.length,
    events: log.events,
    verdicts: sales.verdicts,
    duplicates: { deliveries: await duplicateDeliveries(rig), records: log.repeatedRecords },
    poisonRecords: poison.produced,
    deadLetters: await deadLetters(rig),
    waits: { p50: at(waits, 0.5), p99: at(waits, 0.99), longest: waits.at(-1) ?? 0 },
    longestRecovery,
  };
}

/** A deck that is shuffled anew whenever it has been dealt. */
class FaultPlan {
  private deck: Fault[] = [];

  constructor(
    private readonly faults: readonly Fault[],
    private readonly random: SeededRandom,
  ) {}

  next(): { fault: Fault; random: SeededRandom } {
    if (this.deck.length === 0) this.deck = this.random.shuffled(this.faults);
    return { fault: this.deck.pop()!, random: this.random.fork() };
  }
}

function keepPoisoning(poison: PoisonRecords): { stop(): Promise<void> } {
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      await poison.produce();
      await pause(POISON_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      await running;
    },
  };
}

async function duplicateDeliveries(rig: Rig): Promise<number> {
  const [row] = await rig.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM ingest.deliveries WHERE outcome = 'duplicate'`,
  );
  return row?.count ?? 0;
}

async function deadLetters(rig: Rig): Promise<number> {
  const [row] = await rig.sql<{ count: number }>(
    `SELECT (SELECT count(*) FROM ingest.dead_letters) + (SELECT count(*) FROM scoring.dead_letters)
          + (SELECT count(*) FROM routing.dead_letters) + (SELECT count(*) FROM feedback.dead_letters)
          + (SELECT count(*) FROM reporting.dead_letters) AS count`,
  );
  return Number(row?.count ?? 0);
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function at(sorted: readonly number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;
}
