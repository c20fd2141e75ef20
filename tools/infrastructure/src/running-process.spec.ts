import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftover, isStillRunning, startProcess, startTimeOf } from './running-process.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

let logs = 0;
/** A process that has said that it runs. */
async function started(script: string) {
  const logFile = join(folder, `${logs++}.log`);
  const running = startProcess({
    name: 'node',
    command: process.execPath,
    args: ['-e', `${script}; setInterval(() => {}, 1000); console.log('up')`],
    logFile,
  });
  while (!readFileSync(logFile, 'utf8').includes('up')) await new Promise((resolve) => setTimeout(resolve, 10));
  return running;
}

describe('a process', () => {
  it('is known again while it runs, and not afterwards', async () => {
    const { mark, child, exited } = await started('');
    expect(isStillRunning(mark)).toBe(true);
    child.kill('SIGKILL');
    await exited;
    expect(isStillRunning(mark)).toBe(false);
  });

  it('always started when it started', async () => {
    const first = startTimeOf(process.pid);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(startTimeOf(process.pid)).toBe(first);
  });

  it('that does not end when asked is ended', async () => {
    const running = await started(`process.on('SIGTERM', () => {})`);
    await running.stop('SIGTERM', 100);
    expect(running.child.signalCode).toBe('SIGKILL');
  });

  it('that was left behind is ended, even if it will not listen', async () => {
    const { mark, exited } = await started(`process.on('SIGTERM', () => {})`);
    expect(await endLeftover(mark, 'SIGTERM', 100)).toBe(true);
    await exited;
    expect(isStillRunning(mark)).toBe(false);
  });

  it('that only has the number of one that was left behind is left alone', async () => {
    const { mark, child, exited } = await started('');
    expect(await endLeftover({ ...mark, startedAt: 'another time' }, 'SIGTERM', 100)).toBe(false);
    expect(isStillRunning(mark)).toBe(true);
    child.kill('SIGKILL');
    await exited;
  });
});
