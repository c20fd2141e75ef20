import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endLeftover, InfrastructureError, isStillRunning, type ProcessMark, startTimeOf } from '@baton/infrastructure';

interface Record {
  readonly launcher: ProcessMark;
  readonly processes: ProcessMark[];
}

const PATIENCE_MS = 15_000;

/** Another launcher has this folder in hand. */
export class AlreadyRunning extends InfrastructureError {}

/** What runs now, on disk, so that a launcher that was killed can be cleaned up after by the next one. */
export class RunRecord {
  private readonly processes = new Map<string, ProcessMark>();

  constructor(private readonly file: string) {}

  /**
   * Ends what an earlier run left behind.
   * @returns the names of what was ended.
   * @throws AlreadyRunning when that run still runs.
   */
  async takeOver(): Promise<string[]> {
    const earlier = this.read();
    if (earlier && isStillRunning(earlier.launcher)) {
      throw new AlreadyRunning(
        `Baton runs already (process ${earlier.launcher.pid}). Stop it with Ctrl-C where it was started, or: kill ${earlier.launcher.pid}`,
      );
    }
    const left = earlier?.processes.filter(isStillRunning) ?? [];
    const apps = left.filter(({ name }) => name !== 'postgres' && name !== 'kafka');
    await Promise.all(apps.map((mark) => endLeftover(mark, 'SIGTERM', PATIENCE_MS)));
    for (const mark of left.filter(({ name }) => name === 'kafka')) await endLeftover(mark, 'SIGTERM', PATIENCE_MS);
    for (const mark of left.filter(({ name }) => name === 'postgres')) await endLeftover(mark, 'SIGINT', PATIENCE_MS);
    this.write();
    return left.map(({ name }) => name);
  }

  add(mark: ProcessMark): void {
    this.processes.set(mark.name, mark);
    this.write();
  }

  /** Everything has been stopped. */
  remove(): void {
    rmSync(this.file, { force: true });
  }

  private read(): Record | null {
    if (!existsSync(this.file)) return null;
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Record;
    } catch {
      return null;
    }
  }

  private write(): void {
    const launcher = { name: 'launcher', pid: process.pid, startedAt: startTimeOf(process.pid) ?? '' };
    const record: Record = { launcher, processes: [...this.processes.values()] };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(record, null, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}
