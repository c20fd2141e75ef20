import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.js';

export const kafkaFaults: readonly Fault[] = [
  {
    kind: 'the broker killed and restarted',
    seconds: 25,
    strike: async (rig, random) => {
      await rig.endKafka('SIGKILL');
      await pause(random.between(0, 8_000));
      await rig.startKafka();
    },
  },
  {
    kind: 'the broker shut down and restarted, so that no topic has a leader meanwhile',
    seconds: 30,
    strike: async (rig, random) => {
      await rig.endKafka('SIGTERM');
      await pause(random.between(1_000, 10_000));
      await rig.startKafka();
    },
  },
  {
    kind: 'the broker frozen for some seconds',
    seconds: 15,
    strike: async (rig, random) => {
      rig.signalKafka('SIGSTOP');
      await pause(random.between(2_000, 15_000));
      rig.signalKafka('SIGCONT');
    },
  },
  {
    kind: 'the broker frozen past every timeout',
    seconds: 60,
    strike: async (rig, random) => {
      rig.signalKafka('SIGSTOP');
      await pause(random.between(45_000, 60_000));
      rig.signalKafka('SIGCONT');
    },
  },
];
