import type { Fault } from './fault.js';
import { kafkaFaults } from './kafka-faults.js';
import { networkFaults } from './network-faults.js';
import { postgresFaults } from './postgres-faults.js';
import { processFaults } from './process-faults.js';

/** Dying between two statements is what the protocol is made for: it comes several times in each deck. */
const protocolDeaths = processFaults.filter(({ kind }) => kind === 'kill -9 at a point of the protocol');

export const allFaults: readonly Fault[] = [
  ...processFaults,
  ...protocolDeaths,
  ...protocolDeaths,
  ...protocolDeaths,
  ...postgresFaults,
  ...kafkaFaults,
  ...networkFaults,
];
