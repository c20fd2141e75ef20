import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '../json-schemas.js';
import type { GoldenRecord } from './golden-records.js';

/** Where what has been released lies, a folder for each topic. */
export const RELEASED = join(import.meta.dirname, '..', '..', '..', '..', 'schemas', 'released');
const MANIFEST = join(RELEASED, 'manifest.json');

/** A version of a topic's contract that others rely on. It never changes. */
export interface ReleasedContract {
  readonly topic: string;
  /** `v1.0`, `v1.1`, …: the schema's version, then how often it has been extended since. */
  readonly version: string;
  readonly schema: JsonSchema;
  readonly golden: readonly GoldenRecord[];
}

/** File → SHA-256, for every file that has been released. */
export type Manifest = Readonly<Record<string, string>>;

export function releasedContracts(): ReleasedContract[] {
  return foldersIn(RELEASED).flatMap((topic) =>
    readdirSync(join(RELEASED, topic))
      .filter((file) => /^v\d+\.\d+\.json$/.test(file))
      .map((file) => file.replace(/\.json$/, ''))
      .sort((one, other) => minorOf(one) - minorOf(other))
      .map((version) => ({
        topic,
        version,
        schema: readJson(join(RELEASED, topic, `${version}.json`)) as JsonSchema,
        golden: readJson(join(RELEASED, topic, `${version}.golden.json`)) as GoldenRecord[],
      })),
  );
}

export function manifest(): Manifest {
  return existsSync(MANIFEST) ? (readJson(MANIFEST) as Manifest) : {};
}

/** What the files are now; equal to the manifest as long as nobody has touched them. */
export function currentHashes(): Manifest {
  const files = foldersIn(RELEASED).flatMap((topic) =>
    readdirSync(join(RELEASED, topic)).map((file) => `${topic}/${file}`),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(RELEASED, file)))
        .digest('hex'),
    ]),
  );
}

export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
