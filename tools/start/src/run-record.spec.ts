import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStillRunning, startProcess } from '@baton/infrastructure';
import { RunRecord } from './run-record.js';

describe('the record of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-record-'));
  const file = join(folder, 'run.json');
  afterEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  const launcherThatRuns = (script: string) =>
    startProcess({ name: 'launcher', command: process.execPath, args: ['-e', script], logFile: join(folder, 'log') });

  it('keeps a second launcher out while the first one runs, and is not touched by it', async () => {
    const first = new RunRecord(file);
    await first.takeOver();
    const before = readFileSync(file, 'utf8');
    const second = new RunRecord(file);
    await expect(second.takeOver()).rejects.toThrow(`Baton runs already (process ${process.pid})`);
    second.markStopping();
    second.remove();
    expect(readFileSync(file, 'utf8')).toBe(before);
    first.remove();
    expect(existsSync(file)).toBe(false);
  });

  it('lets the next one wait for a launcher that is about to end', async () => {
    const { mark } = launcherThatRuns('setTimeout(() => {}, 300); process.on("SIGTERM", () => {})');
    writeFileSync(file, JSON.stringify({ launcher: mark, stopping: true, processes: [] }));
    expect(await new RunRecord(file).takeOver()).toEqual([]);
    expect(isStillRunning(mark)).toBe(false);
  });

  it('that is no longer readable stops nobody', async () => {
    writeFileSync(file, '{"launcher":');
    expect(await new RunRecord(file).takeOver()).toEqual([]);
  });
});
