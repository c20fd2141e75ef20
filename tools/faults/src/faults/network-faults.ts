import { setTimeout as pause } from 'node:timers/promises';
import { services } from '@baton/start';
import type { TcpProxy } from '@baton/testing';
import type { SeededRandom } from '../seeded-random.js';
import type { Fault } from './fault.js';

const partition = async (wire: TcpProxy, random: SeededRandom, longestMs: number) => {
  // A network that is gone says no, or nothing at all.
  if (random.chance(0.5)) await wire.refuse();
  else wire.freeze();
  await pause(random.between(1_000, longestMs));
  await wire.heal();
};

export const networkFaults: readonly Fault[] = [
  {
    kind: 'a service cut off from Postgres',
    seconds: 20,
    strike: (rig, random) => partition(rig.wires.get(random.pick(services))!.database, random, 20_000),
  },
  {
    kind: 'a service cut off from Kafka',
    seconds: 40,
    strike: (rig, random) => partition(rig.wires.get(random.pick(services))!.kafka, random, 40_000),
  },
  {
    kind: 'connections broken on the wire',
    seconds: 4,
    strike: async (rig, random) => {
      const { database, kafka } = rig.wires.get(random.pick(services))!;
      for (let cut = random.between(1, 4); cut > 0; cut--) {
        random.pick([database, kafka]).cut();
        await pause(random.between(50, 900));
      }
    },
  },
];
