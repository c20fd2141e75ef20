import { setTimeout as pause } from 'node:timers/promises';
import { apps, services } from '@baton/start';
import { type CrashPoint, crashPoints } from '../crash-points.js';
import type { Fault } from './fault.js';

const points = Object.keys(crashPoints) as CrashPoint[];
const POINTS_OF_INGEST: readonly CrashPoint[] = ['between storing a webhook and answering it'];
const POINTS_OF_CONSUMERS: readonly CrashPoint[] = ['in the middle of a batch'];

export const processFaults: readonly Fault[] = [
  {
    kind: 'kill -9 of an app',
    seconds: 4,
    strike: async (rig, random) => {
      const app = random.pick(apps);
      await pause(random.between(0, 1_500));
      for (const instance of rig.of(app)) instance.signal('SIGKILL');
      await pause(random.between(500, 2_000));
    },
  },
  {
    kind: 'kill -9 at a point of the protocol',
    seconds: 8,
    strike: async (rig, random) => {
      const at = random.pick(points);
      const service = POINTS_OF_INGEST.includes(at)
        ? 'ingest'
        : random.pick(services.filter((name) => name !== 'ingest' || !POINTS_OF_CONSUMERS.includes(at)));
      const occurrence = random.between(1, 15);
      for (const instance of rig.of(service)) instance.order({ do: 'crash', at, occurrence });
      await pause(random.between(3_000, 8_000));
    },
  },
  {
    kind: 'SIGTERM in the middle of work',
    seconds: 4,
    strike: async (rig, random) => {
      const app = random.pick(apps);
      await pause(random.between(0, 1_500));
      for (const instance of rig.of(app)) instance.signal('SIGTERM');
      await pause(random.between(500, 2_000));
    },
  },
  {
    kind: 'a second instance joins and leaves',
    seconds: 25,
    strike: async (rig, random) => {
      const second = await rig.addInstance(random.pick(services));
      second.start();
      await pause(random.between(3_000, 20_000));
      if (random.chance(0.5)) second.signal('SIGKILL');
      await rig.removeInstance(second);
    },
  },
  {
    kind: 'kill -9 in the middle of a rebalance',
    seconds: 25,
    strike: async (rig, random) => {
      const service = random.pick(services);
      const second = await rig.addInstance(service);
      second.start();
      await pause(random.between(1_500, 6_000));
      // Who joins makes the others let go and join again: one of them dies in between.
      random.pick(rig.of(service)).signal('SIGKILL');
      await pause(random.between(3_000, 12_000));
      await rig.removeInstance(second);
    },
  },
  {
    kind: 'the clock of a service is a minute off',
    seconds: 20,
    strike: async (rig, random) => {
      const service = random.pick(services);
      const ms = random.pick([-60_000, 60_000]);
      for (const instance of rig.of(service)) instance.order({ do: 'skew clock', ms });
      await pause(random.between(5_000, 20_000));
      for (const instance of rig.of(service)) instance.order({ do: 'skew clock', ms: 0 });
    },
  },
];
