import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventCatalogue } from '@baton/contracts';
import { releasePlan } from './release-plan.js';
import { currentHashes, manifest, RELEASED, releasedContracts } from './released-contracts.js';

/** `npm run contracts:release`: keeps each contract that has changed as a new version, if all readers can follow. */
const hashes = currentHashes();
const touched = Object.entries(manifest()).filter(([file, hash]) => hashes[file] !== hash);
if (touched.length > 0) {
  console.error(
    `What was released must not change: ${touched.map(([file]) => file).join(', ')}. Bring it back first.`,
  );
  process.exit(1);
}

const { fresh, refusals } = releasePlan(releasedContracts(), eventCatalogue);
for (const { topic, version, schema, golden } of fresh) {
  write(`${topic}/${version}.json`, schema);
  write(`${topic}/${version}.golden.json`, golden);
}
write('manifest.json', currentHashes());

if (fresh.length > 0)
  console.log(`Released: ${fresh.map(({ topic, version }) => `${topic} ${version}`).join(', ')}.`);
if (refusals.length > 0) {
  console.error(
    `${refusals.join('\n')}\nSomebody could not follow. Add optional fields only; a change of meaning is a new topic.`,
  );
  process.exit(1);
}
if (fresh.length === 0) console.log('Nothing has changed since the last release.');

function write(path: string, content: unknown): void {
  const file = join(RELEASED, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
