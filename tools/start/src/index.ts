export * from './apps.js';
export * from './migrate.js';
export * from './secrets.js';
export * from './start-system.js';
export * from './supervisor.js';
