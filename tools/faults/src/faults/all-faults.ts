import type { Fault } from './fault.js';
import { kafkaFaults } from './kafka-faults.js';
import { networkFaults } from './network-faults.js';
import { postgresFaults } from './postgres-faults.js';
import { processFaults } from './process-faults.js';

export const allFaults: readonly Fault[] = [...processFaults, ...postgresFaults, ...kafkaFaults, ...networkFaults];
