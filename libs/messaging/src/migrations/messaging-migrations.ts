import type { MigrationInterface } from 'typeorm';
import { CreateMessagingTables1764000000000 } from './1764000000000-create-messaging-tables.js';

/** The tables messaging needs. Every service's schema lists these before its own migrations. */
export const messagingMigrations: (new () => MigrationInterface)[] = [CreateMessagingTables1764000000000];
