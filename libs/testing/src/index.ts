export * from './eventually.js';
export * from './invariant/event-log.js';
export * from './invariant/expect-each-ends-once.js';
export * from './invariant/judge-deliveries.js';
export * from './settable-clock.js';
export * from './test-servers.js';
export * from './test-service.js';
export * from './running-system.js';
