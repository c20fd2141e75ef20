import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventCatalogue } from '@baton/contracts';
import { jsonSchemaOf } from '../json-schemas.js';
import { goldenRecordsOf } from './golden-records.js';
import { readerProblems } from './reader-problems.js';
import { currentHashes, manifest, minorOf, RELEASED, releasedContracts } from './released-contracts.js';

/** `npm run contracts:release`: keeps each contract that has changed as a new version, if readers can follow. */
const released = releasedContracts();
const known = manifest();
const touched = Object.entries(known).filter(([file, hash]) => currentHashes()[file] !== hash);
if (touched.length > 0) {
  console.error(`What was released must not change: ${touched.map(([file]) => file).join(', ')}. Bring it back first.`);
  process.exit(1);
}

const refusals: string[] = [];
const fresh: string[] = [];
for (const contract of eventCatalogue) {
  const schema = jsonSchemaOf(contract);
  const versions = released.filter(({ topic }) => topic === contract.topic);
  const latest = versions.at(-1);
  if (latest && JSON.stringify(latest.schema) === JSON.stringify(schema)) continue;
  const problems = versions.flatMap((old) =>
    readerProblems(old.schema, schema).map((problem) => `${contract.topic}, against ${old.version}: ${problem}`),
  );
  refusals.push(...problems);
  const version = `v${contract.version}.${latest ? minorOf(latest.version) + 1 : 0}`;
  if (problems.length === 0) {
    write(`${contract.topic}/${version}.json`, schema);
    write(`${contract.topic}/${version}.golden.json`, goldenRecordsOf(contract, schema));
    fresh.push(`${contract.topic} ${version}`);
  }
}
write('manifest.json', currentHashes());

if (fresh.length > 0) console.log(`Released: ${fresh.join(', ')}.`);
if (refusals.length > 0) {
  console.error(`${refusals.join('\n')}\nA reader of today could not read these. Add optional fields only; a change of meaning is a new topic.`);
  process.exit(1);
}
if (fresh.length === 0) console.log('Nothing has changed since the last release.');

function write(path: string, content: unknown): void {
  const file = join(RELEASED, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
