import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStillRunning, type ProcessMark } from '@baton/infrastructure';
import { RunRecord } from './run-record.js';
import { Supervisor } from './supervisor.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-supervisor-'));
const program = join(folder, 'app.mjs');
const logFile = join(folder, 'app.log');
afterAll(() => rmSync(folder, { recursive: true }));

const until = async (holds: () => boolean) => {
  const deadline = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** An app that says hello, and ends in order on SIGTERM or when its launcher has gone. */
writeFileSync(
  program,
  `console.log('hello ' + process.pid);
   for (const why of ['SIGTERM', 'disconnect']) process.on(why, () => { console.log('bye ' + why); process.exit(0); });
   setInterval(() => {}, 1000);`,
);

describe('a supervised app', () => {
  const said = () => readFileSync(logFile, 'utf8');
  const start = () => {
    const started: ProcessMark[] = [];
    const supervisor = new Supervisor({ name: 'app', program, env: process.env, logFile }, { onStarted: (mark) => started.push(mark) });
    supervisor.start();
    return { supervisor, started };
  };

  it('comes back when it was killed, and stays away when it was stopped', async () => {
    const { supervisor, started } = start();
    await until(() => said().includes(`hello ${started[0]!.pid}`));
    supervisor.kill();
    await until(() => started.length === 2 && said().includes(`hello ${started[1]!.pid}`));
    expect(isStillRunning(started[0]!)).toBe(false);
    await supervisor.stop();
    expect(isStillRunning(started[1]!)).toBe(false);
    expect(said()).toContain('bye SIGTERM');
    expect(started).toHaveLength(2);
  });

  it('that a killed launcher left behind is ended by the next one, and nothing else is', async () => {
    const { supervisor, started } = start();
    await until(() => said().includes(`hello ${started[0]!.pid}`));
    const stranger = { name: 'recycled', pid: process.pid, startedAt: 'Thu Jan  1 00:00:00 1970' };
    const file = join(folder, 'run.json');
    const launcher = { name: 'launcher', pid: 2 ** 22, startedAt: 'Thu Jan  1 00:00:00 1970' };
    writeFileSync(file, JSON.stringify({ launcher, processes: [started[0], stranger] }));

    expect(await new RunRecord(file).takeOver()).toEqual(['app']);
    expect(isStillRunning(started[0]!)).toBe(false);
    await supervisor.stop();

    await expect(new RunRecord(file).takeOver()).rejects.toThrow(/runs already/);
  });
});
