import { type ProcessMark, type RunningProcess, startProcess } from '@baton/infrastructure';

export interface SupervisedApp {
  readonly name: string;
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

export interface SupervisorEvents {
  /** Said when the app ended by itself and is about to be started again. */
  readonly onCrash?: (name: string, code: number | null) => void;
  /** Told whenever the process is another one. */
  readonly onStarted?: (mark: ProcessMark) => void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** An app that ran for so long is well: its next crash is a new one. */
const WELL_AFTER_MS = 30_000;
const STOP_PATIENCE_MS = 12_000;

/** Keeps one app running: an app that ends by itself is started again, more slowly each time. */
export class Supervisor {
  private running: RunningProcess | null = null;
  private stopping = false;
  private restart: NodeJS.Timeout | null = null;

  constructor(
    readonly app: SupervisedApp,
    private readonly events: SupervisorEvents = {},
  ) {}

  get mark(): ProcessMark | null {
    return this.running?.mark ?? null;
  }

  start(pauseMs = FIRST_PAUSE_MS): void {
    const startedAt = Date.now();
    const { name, program, env, logFile } = this.app;
    const running = startProcess({
      name,
      command: process.execPath,
      // kafkajs computes a time-out below zero now and then, and Node says so each time.
      args: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', program],
      env,
      logFile,
      withChannel: true,
    });
    this.running = running;
    this.events.onStarted?.(running.mark);
    void running.exited.then((code) => {
      if (this.stopping) return;
      this.events.onCrash?.(name, code);
      const well = Date.now() - startedAt > WELL_AFTER_MS;
      const pause = well ? FIRST_PAUSE_MS : pauseMs;
      this.restart = setTimeout(() => this.start(Math.min(pause * 2, LONGEST_PAUSE_MS)), pause);
    });
  }

  /** Ends the process without warning; it comes back by itself. */
  kill(): void {
    this.running?.child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.restart) clearTimeout(this.restart);
    await this.running?.stop('SIGTERM', STOP_PATIENCE_MS);
  }
}
