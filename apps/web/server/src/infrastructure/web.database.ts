import type { ServiceDatabase } from '@baton/service-kit';
import { CreateAccounts1767225600000 } from './migrations/1767225600000-create-accounts.js';

/** The front door's own corner: who may sign in. */
export const webDatabase = {
  schema: 'web',
  entities: [],
  migrations: [CreateAccounts1767225600000],
} satisfies ServiceDatabase;
