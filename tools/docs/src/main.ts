import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asyncApiFile } from './asyncapi.js';
import { configurationReference } from './configuration-reference.js';
import { eventsReference } from './events-reference.js';
import { jsonSchemaFiles } from './json-schemas.js';
import { providersReference } from './providers-reference.js';
import { reasonsReference } from './reasons-reference.js';
import { telemetryReference } from './telemetry-reference.js';

/** `npm run docs:generate` writes what is generated; with `--check` it only says what differs. */
const ROOT = join(import.meta.dirname, '..', '..', '..');
const check = process.argv.includes('--check');

const files = [...jsonSchemaFiles(), eventsReference(), reasonsReference(), asyncApiFile(), telemetryReference(), await configurationReference(), await providersReference(ROOT)];
const wanted = new Map(files.map(({ path, content }) => [path, content]));
const strays = readdirSync(join(ROOT, 'schemas'), { withFileTypes: true })
  .filter((entry) => entry.isFile() && !wanted.has(`schemas/${entry.name}`))
  .map(({ name }) => `schemas/${name}`);

const differing = [...strays, ...files.filter(({ path, content }) => read(path) !== content).map(({ path }) => path)];
if (!check) {
  for (const path of strays) rmSync(join(ROOT, path));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
  console.log(`${files.length} files, ${differing.length} of them changed.`);
} else if (differing.length > 0) {
  console.error(`Out of date: ${differing.join(', ')}. Run npm run docs:generate and commit what it writes.`);
  process.exitCode = 1;
}

function read(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return null;
  }
}
