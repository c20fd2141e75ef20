import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, environment, install, root } from '../start/bootstrap.mjs';

/**
 * `npm test`: everything that must hold, from a fresh clone. A step that fails does not hide the others;
 * only what is not built cannot be tested as a whole. Ends with `N passed, N failed`.
 * `npm test -- int` runs that set of tests alone; BATON_TEST_INFRASTRUCTURE=containers|embedded demands servers of a kind.
 */
const SETS = {
  unit: 'unit tests',
  int: 'integration tests, on real Postgres and Kafka',
  e2e: 'whole-system tests, on the built apps',
};
const asked = process.argv.slice(2);
const unknown = asked.filter((set) => !(set in SETS));
if (unknown.length > 0) {
  console.error(`There is no set of tests called ${unknown.join(', ')}: npm test -- [${Object.keys(SETS).join('] [')}]`);
  process.exit(2);
}

const node = install();
const results = mkdtempSync(join(tmpdir(), 'baton-results-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const startedAt = Date.now();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const elapsed = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** A step that holds or does not: counts as one test. */
function check(title, holds) {
  const since = Date.now();
  console.log(`\n── ${title}`);
  const good = holds();
  console.log(`${good ? 'holds' : 'FAILS'} (${elapsed(since)})`);
  totals[good ? 'passed' : 'failed']++;
  if (!good) failures.push(title);
  return good;
}

const succeeds = (...args) => spawnSync(node, args, { cwd: root, stdio: 'inherit', env: environment() }).status === 0;

/** A set of Jest's, counted test by test. */
function jest(project) {
  const title = SETS[project];
  const since = Date.now();
  console.log(`\n── ${title}`);
  const file = join(results, `${project}.json`);
  const kindFile = join(results, `${project}.servers`);
  const { status } = spawnSync(
    node,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=TimeoutNegativeWarning',
      bin('jest'),
      '--selectProjects',
      project,
      '--maxWorkers=2',
      '--json',
      `--outputFile=${file}`,
    ],
    // Jest prints its JSON besides; the file is enough.
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...environment(), BATON_TEST_KIND_FILE: kindFile },
    },
  );
  if (!existsSync(file)) {
    console.log(`FAILS: Jest ended with ${status} and no results (${elapsed(since)})`);
    totals.failed++;
    failures.push(title);
    return;
  }
  const found = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded has no tests that could fail.
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  totals.passed += found.numPassedTests;
  totals.failed += failed;
  totals.skipped += found.numPendingTests;
  const servers = existsSync(kindFile) ? `, on ${WHERE[readFileSync(kindFile, 'utf8')]}` : '';
  console.log(`${found.numPassedTests} passed, ${failed} failed${servers} (${elapsed(since)})`);
  if (failed > 0 || status !== 0) failures.push(title);
}

const WHERE = { containers: 'containers', embedded: 'embedded servers', given: 'the given servers' };

const built = check('build (every project and the web client)', build);
if (asked.length === 0) {
  check('lint, with the walls between modules', () => succeeds(bin('eslint'), '.', '--max-warnings=0'));
  check('types of the tests', () => succeeds(bin('tsc'), '-p', 'tsconfig.spec.json'));
  if (built) {
    check('generated reference is up to date', () => succeeds(join(root, 'tools', 'docs', 'dist', 'main.js'), '--check'));
  }
}
for (const set of Object.keys(SETS)) {
  if (asked.length > 0 && !asked.includes(set)) continue;
  if (built || set === 'unit') jest(set);
  else console.log(`\n── ${SETS[set]}: left out, they need a build.`);
}

rmSync(results, { recursive: true, force: true });
console.log(`\nIn ${elapsed(startedAt)}.${failures.length > 0 ? ` Failed: ${failures.join('; ')}.` : ''}`);
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed > 0 || failures.length > 0 ? 1 : 0);
