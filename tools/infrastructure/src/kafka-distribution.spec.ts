import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaProblem } from './kafka-distribution.js';

/** What a person is told whose machine cannot run Kafka by itself. */
describe('a machine', () => {
  let folder: string;
  const problem = () => javaProblem({ PATH: folder, BATON_CACHE_DIR: folder });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-path-'));
    symlinkSync('/bin/sh', join(folder, 'sh'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const command = (name: string, says: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}' >&2\n`);
    chmodSync(join(folder, name), 0o755);
  };

  it('without Java lacks Java', () => {
    expect(problem()).toBe('Java is missing: install a JDK or JRE 17 or newer, or start a Docker engine.');
  });

  it.each(['11.0.2', '1.8.0_392'])('with Java %s has one that is too old', (version) => {
    command('java', `openjdk version "${version}" 2019-01-15`);
    expect(problem()).toMatch(/^Java (11|8) is too old: Kafka needs 17 or newer/);
  });

  it('with Java and without Maven lacks Maven, unless Kafka has been fetched before', () => {
    command('java', 'openjdk version "17.0.9" 2023-10-17');
    expect(problem()).toMatch(/^Maven is missing/);
    mkdirSync(join(folder, 'kafka-4.3.0-2'));
    expect(problem()).toBeNull();
  });

  it('with Java and Maven lacks nothing', () => {
    command('java', 'openjdk version "21" 2023-09-19');
    command('mvn', 'Apache Maven 3.9.9');
    expect(problem()).toBeNull();
  });
});
