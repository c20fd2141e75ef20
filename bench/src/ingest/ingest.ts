import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, rounded } from '../bench.js';
import { quantile } from '../loop/quantile.js';
import type { Fired, Volley } from './fire.js';
import { type Door, type IngestStage, startIngestStage } from './ingest-stage.js';

const FULL = { seconds: 6, rounds: 4, many: 1_000_000 };
const QUICK = { seconds: 2, rounds: 1, many: 20_000 };
const FEW = 1_000;
const CONNECTIONS = 64;
const SENDER = fileURLToPath(new URL('./sender.js', import.meta.url));

/** What one round found, webhooks a second where nothing else is said. */
interface Round {
  readonly few: Fired;
  readonly many: Fired;
  readonly ceiling: Fired;
  readonly single: Fired;
  readonly twice: Fired;
  /** Settled while webhooks came in, and after. */
  readonly settledMeanwhile: number;
  readonly settledAfter: number;
  readonly settledAfterMany: number;
}

/** How many webhooks ingest takes in, beside a door by hand that does the least possible. */
export const ingest: Bench = async ({ quick, say, interrupted }) => {
  const { seconds, rounds, many } = quick ? QUICK : FULL;
  say('Starting durable servers');
  const stage = await startIngestStage(interrupted);
  try {
    say(`Opening the doors, one onto ${many} leads`);
    const doors = await openDoors(stage, many);
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round++) {
      interrupted.throwIfAborted();
      say(round === 0 ? 'A round to warm up' : `Round ${round} of ${rounds}, ${seconds} s each`);
      const result = await measureRound(doors, seconds, many, interrupted);
      if (round > 0) measured.push(result);
    }
    const median = (of: (round: Round) => number) => rounded(quantile(measured.map(of), 0.5));
    const figures = {
      acceptedPerSecond: median(({ few }) => few.acceptedPerSecond),
      acceptedPerSecondAmongMany: median((round) => round.many.acceptedPerSecond),
      ceilingPerSecond: median(({ ceiling }) => ceiling.acceptedPerSecond),
      singleInsertPerSecond: median(({ single }) => single.acceptedPerSecond),
      p50MsAt64: median(({ few }) => few.acceptedP50Ms),
      p99MsAt64: median(({ few }) => few.acceptedP99Ms),
      ceilingP99MsAt64: median(({ ceiling }) => ceiling.acceptedP99Ms),
      acceptP99Ms: median(({ twice }) => twice.acceptedP99Ms),
      answerP99Ms: median(({ twice }) => twice.answeredP99Ms),
      acceptedPerSecondAtTwice: median(({ twice }) => twice.acceptedPerSecond),
      turnedAwayAtTwice: median(({ twice }) => twice.turnedAway / (twice.turnedAway + twice.accepted)),
      failed: measured.reduce((sum, { few, many: most, twice }) => sum + few.failed + most.failed + twice.failed, 0),
      settledPerSecondMeanwhile: median(({ settledMeanwhile }) => settledMeanwhile),
      settledPerSecond: median(({ settledAfter }) => settledAfter),
      settledPerSecondAmongMany: median(({ settledAfterMany }) => settledAfterMany),
    };
    const ratios = {
      ceiling: median(({ few, ceiling }) => few.acceptedPerSecond / ceiling.acceptedPerSecond),
      singleInsert: median(({ few, single }) => few.acceptedPerSecond / single.acceptedPerSecond),
      millionStored: median((round) => round.many.acceptedPerSecond / round.few.acceptedPerSecond),
      millionSettled: median(({ settledAfterMany, settledAfter }) => settledAfterMany / settledAfter),
    };
    return { result: { name: 'ingest', figures, ratios }, table: tableOf(figures, ratios, many) };
  } finally {
    await stage.stop();
  }
};

interface Doors {
  readonly few: Door;
  readonly many: Door;
  readonly ceiling: Door;
  readonly single: Door;
}

async function openDoors(stage: IngestStage, many: number): Promise<Doors> {
  return {
    few: await stage.openIngest(FEW),
    many: await stage.openIngest(many),
    ceiling: await stage.openBare('grouped'),
    single: await stage.openBare('single'),
  };
}

/** Everybody in each round, so that a slow moment of the machine is everybody's. */
async function measureRound(doors: Doors, seconds: number, many: number, interrupted: AbortSignal): Promise<Round> {
  const closed = (door: Door, people: number) =>
    fireFrom({ url: door.url, secret: door.secret, seconds, connections: CONNECTIONS, people });
  // Half of them about somebody who is known.
  const few = await settled(doors.few, () => closed(doors.few, 2 * FEW), interrupted);
  const ceiling = await closed(doors.ceiling, 2 * FEW);
  const most = await settled(doors.many, () => closed(doors.many, 2 * many), interrupted);
  const single = await closed(doors.single, 2 * FEW);
  const twice = await settled(
    doors.few,
    () =>
      fireFrom({
        url: doors.few.url,
        secret: doors.few.secret,
        seconds,
        connections: CONNECTIONS,
        perSecond: Math.round(2 * few.fired.acceptedPerSecond),
        people: 2 * FEW,
      }),
    interrupted,
  );
  return {
    few: few.fired,
    many: most.fired,
    ceiling,
    single,
    twice: twice.fired,
    settledMeanwhile: few.meanwhile,
    settledAfter: few.after,
    settledAfterMany: most.after,
  };
}

/** Fires, then waits until all that was accepted has been settled: the next door must not share the machine with it. */
async function settled(door: Door, volley: () => Promise<Fired>, interrupted: AbortSignal) {
  const waiting = async () => {
    const { rows } = await door.database.query<{ count: string }>(
      `SELECT count(*) FROM deliveries WHERE state = 'stored'`,
    );
    return Number(rows[0]?.count);
  };
  const startedAt = performance.now();
  const fired = await volley();
  const firedAt = performance.now();
  const left = await waiting();
  for (let now = left; now > 0; now = await waiting()) {
    interrupted.throwIfAborted();
    await pause(50);
  }
  const doneAt = performance.now();
  return {
    fired,
    meanwhile: ((fired.accepted - left) * 1_000) / (firedAt - startedAt),
    after: (left * 1_000) / (doneAt - firedAt),
  };
}

/** From a process of its own: a sender in this one would hold up whom it measures. */
async function fireFrom(volley: Volley): Promise<Fired> {
  const sender = fork(SENDER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  sender.send(volley);
  try {
    const [fired] = (await Promise.race([
      once(sender, 'message'),
      once(sender, 'exit').then(() => Promise.reject(new Error('The sender ended early.'))),
    ])) as [Fired];
    return fired;
  } finally {
    sender.kill();
  }
}

function tableOf(figures: Record<string, number>, ratios: Record<string, number>, many: number): string {
  const titles: Record<string, string> = {
    acceptedPerSecond: 'accepted a second, 64 connections',
    acceptedPerSecondAmongMany: `… with ${many} leads known`,
    ceilingPerSecond: '… by a door by hand that groups its writes',
    singleInsertPerSecond: '… by a door by hand with an INSERT each',
    p50MsAt64: 'half are answered within, ms',
    p99MsAt64: '99 of 100 within, ms',
    ceilingP99MsAt64: '… by the door by hand',
    acceptP99Ms: 'at twice that load: 99 of 100 accepted within, ms',
    answerP99Ms: '… 99 of 100 answered at all within, ms',
    acceptedPerSecondAtTwice: '… accepted a second',
    turnedAwayAtTwice: '… share told to come again',
    failed: 'neither accepted nor told to come again',
    settledPerSecondMeanwhile: 'understood and announced a second, meanwhile',
    settledPerSecond: '… with the door quiet',
    settledPerSecondAmongMany: `… with ${many} leads known`,
  };
  const rows = Object.entries(titles).map(([key, title]) => `${title.padEnd(56)}${String(figures[key]).padStart(8)}`);
  const words = Object.entries(ratios).map(([name, ratio]) => `${name} ${ratio}`);
  return [...rows, `ratios: ${words.join(', ')}`].join('\n');
}
