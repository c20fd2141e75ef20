import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * Runs the real code of several actors at once, statement by statement, in every order in which the statements could
 * follow each other. Each run starts from the same state and replays a prefix of choices, then goes on with the first
 * choice that is open and remembers the others for later runs: a depth-first walk through all states.
 */
export interface Scenario<World> {
  /** Puts everything back to the start, and makes what the run needs. */
  readonly prepare: () => Promise<World>;
  readonly actors: (world: World) => readonly Actor[];
  /** What is wrong with how a run ended; empty when all is well. */
  readonly judge: (world: World) => Promise<string[]>;
  /**
   * Whatever of the state the positions of the actors do not tell. Where two runs meet in the same state, the second
   * has nothing new to show and ends.
   */
  readonly state: (world: World) => string;
  /** After each run, however it went. */
  readonly clean?: (world: World) => Promise<void>;
}

export interface Actor {
  readonly name: string;
  /** The real code. Runs until it ends by itself or waits at a step that is not given any more. */
  readonly act: () => Promise<unknown>;
  /** Whether it is of any use to let it take this step now. Always, unless said. Asked often. */
  readonly mayTake?: (step: string) => boolean;
  /** Told of each step that it takes. */
  readonly taking?: (step: string) => void;
  /** It may die at any of its steps: ends whatever it holds. */
  readonly die?: () => Promise<void>;
}

/** Names the step that a statement is; what it does not name runs along with the step before. */
export type NameSteps = (sql: string) => string | null;

export interface Exploration {
  readonly runs: number;
  readonly states: number;
  /** What was wrong, each with the choices that led there. */
  readonly faults: readonly { readonly choices: readonly string[]; readonly wrong: readonly string[] }[];
  /** True where `mostRuns` ended the walk. */
  readonly cutShort: boolean;
}

/** Thrown into an actor that has died, so that its code unwinds. */
class Died extends Error {}

interface Gate {
  readonly step: string;
  readonly open: () => void;
  readonly refuse: (error: Error) => void;
}

/** One actor in one run. */
class Performer {
  gate: Gate | null = null;
  ended = false;
  dead = false;
  /** Processes of Postgres that its statements run in. */
  readonly backends = new Set<number>();
  /** Steps taken. */
  taken = 0;
  private change: (() => void) | null = null;

  constructor(readonly actor: Actor) {}

  /** Where the actor waits to be let on. */
  step(step: string): Promise<void> {
    if (this.dead) return Promise.reject(new Died());
    return new Promise((open, refuse) => {
      this.gate = { step, open, refuse };
      this.change?.();
    });
  }

  /** Resolves once its code has ended. */
  finished: Promise<unknown> = Promise.resolve();

  start(): void {
    this.finished = onStage
      .run(this, () => this.actor.act())
      .catch((error: unknown) => {
        if (!(error instanceof Died)) this.failure = error;
      })
      .finally(() => {
        this.ended = true;
        this.change?.();
      });
  }

  failure: unknown = null;

  sendHome(): void {
    this.dead = true;
    this.gate?.refuse(new Died());
    this.gate = null;
  }

  /** It waits at a step or has ended. */
  get rests(): boolean {
    return this.gate !== null || this.ended;
  }

  /** Resolves when it rests; with false when it is held up by somebody's lock. */
  async settled(watch: pg.Client): Promise<boolean> {
    while (!this.rests) {
      const changed = new Promise<true>((resolve) => (this.change = () => resolve(true)));
      if (await Promise.race([changed, pause(LOOK_AFTER_MS, false)])) return true;
      if (await isHeldUp(watch, this.backends)) return false;
    }
    return true;
  }
}

const LOOK_AFTER_MS = 3;
const onStage = new AsyncLocalStorage<Performer>();

async function isHeldUp(watch: pg.Client, backends: ReadonlySet<number>): Promise<boolean> {
  const { rows } = await watch.query<{ held: boolean }>(
    `SELECT bool_or(cardinality(pg_blocking_pids(pid)) > 0) AS held FROM unnest($1::int[]) AS pid`,
    [[...backends]],
  );
  return rows[0]?.held === true;
}

/** Resolves when each rests, has died, or is held up by one who rests. */
async function allSettled(cast: readonly Performer[], watch: pg.Client): Promise<void> {
  for (let settled = false; !settled;) {
    const heldUp: Performer[] = [];
    for (const performer of cast) if (!performer.dead && !(await performer.settled(watch))) heldUp.push(performer);
    settled = true;
    // Whoever came to rest last may have let go on the way of what held up another.
    for (const performer of heldUp) {
      if (performer.rests || !(await isHeldUp(watch, performer.backends))) settled = false;
    }
  }
}

/** A step that is no statement, such as a produce. Does nothing outside of a scenario. */
export async function takeStep(step: string): Promise<void> {
  await onStage.getStore()?.step(step);
}

/** Walks through every interleaving of the scenario, up to `mostRuns`. */
export async function explore<World>(
  scenario: Scenario<World>,
  { watchUrl, nameSteps, mostRuns }: { watchUrl: string; nameSteps: NameSteps; mostRuns: number },
): Promise<Exploration> {
  const watch = new pg.Client({ connectionString: watchUrl });
  await watch.connect();
  const restore = pauseAtStatements(nameSteps);
  const faults: Exploration['faults'][number][] = [];
  const waiting: (readonly string[])[] = [[]];
  const seen = new Set<string>();
  let runs = 0;
  try {
    for (let prefix = waiting.pop(); prefix && runs < mostRuns; prefix = waiting.pop()) {
      runs++;
      const world = await scenario.prepare();
      const cast = scenario.actors(world).map((actor) => new Performer(actor));
      try {
        const state = () => scenario.state(world);
        const run = await runOnce(cast, prefix, { waiting, seen, state }, watch);
        const wrong = run.failures ?? (await scenario.judge(world));
        if (!run.metAnother && wrong.length > 0) faults.push({ choices: run.choices, wrong });
      } finally {
        // Who waits for a step that nobody gives any more goes home, and takes back what it has not committed.
        for (const performer of cast) performer.sendHome();
        await scenario.clean?.(world);
        await Promise.all(cast.map(({ finished }) => finished));
      }
    }
    return { runs, states: seen.size, faults, cutShort: waiting.length > 0 };
  } finally {
    restore();
    await watch.end();
  }
}

async function runOnce(
  cast: readonly Performer[],
  prefix: readonly string[],
  { waiting, seen, state }: { waiting: (readonly string[])[]; seen: Set<string>; state: () => string },
  watch: pg.Client,
): Promise<{ choices: string[]; failures: string[] | null; metAnother: boolean }> {
  for (const performer of cast) performer.start();
  const choices: string[] = [];
  let metAnother = false;
  while (!metAnother) {
    await allSettled(cast, watch);
    const open = cast.flatMap((performer) => openChoices(performer));
    if (open.length === 0) break;
    const chosen = choices.length < prefix.length ? prefix[choices.length]! : open[0]!.name;
    const choice = open.find(({ name }) => name === chosen);
    if (!choice)
      throw new Error(`The run is not repeatable: ${chosen} is not open after ${choices.join(', ')}.`);
    if (choices.length >= prefix.length) {
      const here = [...cast.map(({ taken, dead, gate }) => `${taken} ${dead} ${gate?.step}`), state()].join(
        '|',
      );
      metAnother = seen.has(here);
      if (metAnother) break;
      seen.add(here);
      for (const { name } of open.slice(1)) waiting.push([...choices, name]);
    }
    choices.push(choice.name);
    await choice.take();
  }
  const failures = cast.flatMap(({ actor, failure, ended, dead, gate }) => {
    if (failure) return [`${actor.name} failed: ${String(failure)}`];
    return ended || dead || gate ? [] : [`${actor.name} is held up for ever`];
  });
  return { choices, failures: failures.length > 0 ? failures : null, metAnother };
}

function openChoices(performer: Performer): { name: string; take: () => Promise<void> }[] {
  const { actor, gate, dead } = performer;
  if (!gate || dead) return [];
  const go = {
    name: `${actor.name}: ${gate.step}`,
    take: async () => {
      performer.gate = null;
      performer.taken++;
      actor.taking?.(gate.step);
      gate.open();
    },
  };
  const die = {
    name: `${actor.name} dies before: ${gate.step}`,
    take: async () => {
      performer.dead = true;
      performer.gate = null;
      await actor.die?.();
      gate.refuse(new Died());
      // Until then it holds its locks, and others might be held up or not.
      await performer.finished;
    },
  };
  return [...(actor.mayTake?.(gate.step) === false ? [] : [go]), ...(actor.die ? [die] : [])];
}

type Query = (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown;

/** Lets every statement of an actor wait for its turn. @returns how to undo it. */
function pauseAtStatements(nameSteps: NameSteps): () => void {
  const proto = pg.Client.prototype as unknown as { query: Query };
  const query = proto.query;
  proto.query = function (config, ...rest) {
    const performer = onStage.getStore();
    const sql = typeof config === 'string' ? config : String((config as { text?: string }).text ?? '');
    const backend = (this as unknown as { processID: number | null }).processID;
    if (performer && backend) performer.backends.add(backend);
    const step = performer ? nameSteps(sql) : null;
    if (!performer || step === null) return query.call(this, config, ...rest);
    const callback = rest.at(-1);
    if (typeof callback !== 'function')
      return performer.step(step).then(() => query.call(this, config, ...rest));
    performer.step(step).then(
      () => query.call(this, config, ...rest),
      (error: unknown) => (callback as (error: unknown) => void)(error),
    );
    return undefined;
  };
  return () => void (proto.query = query);
}
