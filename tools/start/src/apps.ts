import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureError } from '@baton/infrastructure';
import type { ServiceDatabase } from '@baton/service-kit';

export const services = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'] as const;
export type Service = (typeof services)[number];

/** Every process of Baton: the services, and the front door before them. */
export const apps = [...services, 'web'] as const;
export type App = (typeof apps)[number];

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The built program of an app. @throws InfrastructureError when it has not been built. */
export function programOf(app: App): string {
  const program = join(ROOT, 'apps', app, 'dist', 'main.js');
  if (!existsSync(program)) throw new InfrastructureError(`${app} is not built: run npm start, or npx nx run-many -t build.`);
  return program;
}

/** The schemas of all apps, as their builds declare them. */
export async function appDatabases(): Promise<ServiceDatabase[]> {
  return Promise.all(
    apps.map(async (app) => {
      const declared = (await import(`@baton/${app}/database`)) as Record<string, ServiceDatabase>;
      const database = declared[`${app}Database`];
      if (!database) throw new Error(`@baton/${app}/database does not export ${app}Database`);
      return database;
    }),
  );
}
