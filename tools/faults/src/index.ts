export { allFaults } from './faults/all-faults.js';
export type { Fault } from './faults/fault.js';
export * from './report.js';
export * from './run-faults.js';
