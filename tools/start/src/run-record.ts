import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endLeftover, InfrastructureError, isStillRunning, type ProcessMark, startTimeOf } from '@baton/infrastructure';

interface Record {
  readonly launcher: ProcessMark;
  /** It is on its way out: whoever comes next may wait for it. */
  readonly stopping: boolean;
  readonly processes: ProcessMark[];
}

const PATIENCE_MS = 15_000;
/** Services, then Kafka, then Postgres: each has its own patience. */
const LAUNCHER_PATIENCE_MS = 60_000;

/** What runs now, on disk, so that a launcher that was killed can be cleaned up after by the next one. */
export class RunRecord {
  private readonly processes = new Map<string, ProcessMark>();
  /** Until we have taken over, the file is somebody else's. */
  private ours = false;
  private stopping = false;

  constructor(private readonly file: string) {}

  /**
   * Ends what an earlier run left behind.
   * @returns the names of what was ended.
   * @throws InfrastructureError when that run still runs.
   */
  async takeOver(): Promise<string[]> {
    const earlier = this.read();
    if (earlier && isStillRunning(earlier.launcher)) {
      if (!earlier.stopping) {
        throw new InfrastructureError(
          `Baton runs already (process ${earlier.launcher.pid}). Stop it with Ctrl-C where it was started, or: kill ${earlier.launcher.pid}`,
        );
      }
      await endLeftover(earlier.launcher, 'SIGTERM', LAUNCHER_PATIENCE_MS);
    }
    const left = earlier?.processes.filter(isStillRunning) ?? [];
    const apps = left.filter(({ name }) => name !== 'postgres' && name !== 'kafka');
    await Promise.all(apps.map((mark) => endLeftover(mark, 'SIGTERM', PATIENCE_MS)));
    for (const mark of left.filter(({ name }) => name === 'kafka')) await endLeftover(mark, 'SIGTERM', PATIENCE_MS);
    for (const mark of left.filter(({ name }) => name === 'postgres')) await endLeftover(mark, 'SIGINT', PATIENCE_MS);
    this.ours = true;
    this.write();
    return left.map(({ name }) => name);
  }

  add(mark: ProcessMark): void {
    this.processes.set(mark.name, mark);
    this.write();
  }

  /** From now on nothing is started any more. */
  markStopping(): void {
    this.stopping = true;
    if (this.ours) this.write();
  }

  /** Everything has been stopped. */
  remove(): void {
    if (this.ours) rmSync(this.file, { force: true });
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
    const record: Record = { launcher, stopping: this.stopping, processes: [...this.processes.values()] };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(record, null, 2));
    renameSync(`${this.file}.new`, this.file);
  }
}
