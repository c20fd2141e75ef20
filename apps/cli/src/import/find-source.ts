import { isDeepStrictEqual } from 'node:util';
import { CliError, exitCodes } from '../cli-error.js';
import type { BatonApi } from '../http/baton-api.js';

const PATH = '/api/ingest/sources';
const PROVIDER = 'csv-import';

/** As ingest lists them. */
export interface ListedSource {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly fieldMap: unknown;
}

/** @returns null where no source for files has this id or name. @throws CliError where several have it. */
export async function findSource(api: BatonApi, words: string): Promise<ListedSource | null> {
  const sources = (await api.get<ListedSource[]>(PATH)).filter(({ provider }) => provider === PROVIDER);
  const wanted = words.toLowerCase();
  const found = sources.filter(({ id, name }) => [id, name.toLowerCase()].includes(wanted));
  if (found.length > 1) throw new CliError(`“${words}” fits several sources: say which by its id.`, exitCodes.usage);
  return found[0] ?? null;
}

export function createSource(api: BatonApi, name: string, fieldMap: unknown): Promise<ListedSource> {
  return api.post(PATH, { provider: PROVIDER, name, ...(fieldMap === null ? {} : { fieldMap }) });
}

/** Has the source read by this map from now on. @returns whether that is a change. */
export async function giveMap(api: BatonApi, source: ListedSource, fieldMap: unknown): Promise<boolean> {
  if (isDeepStrictEqual(source.fieldMap, fieldMap)) return false;
  await api.put(`${PATH}/${source.id}`, { fieldMap });
  return true;
}
