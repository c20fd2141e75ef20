import type { MigrationInterface } from 'typeorm';

/** The tables messaging needs. Every service's schema lists these before its own migrations. */
export const messagingMigrations: (new () => MigrationInterface)[] = [];
