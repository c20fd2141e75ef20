import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Enough to know a process again later, and to tell it from one that got its number since. */
export interface ProcessMark {
  readonly name: string;
  readonly pid: number;
  readonly startedAt: string;
}

export interface RunningProcess {
  readonly mark: ProcessMark;
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Asks it to end, and ends it after `patienceMs`. */
  stop(signal: NodeJS.Signals, patienceMs: number): Promise<void>;
}

export interface ProcessToStart {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  /** Opens a channel that closes when we die, so that the process can end itself. Node programs only. */
  readonly withChannel?: boolean;
}

/**
 * Starts a process in a group of its own: Ctrl-C in a terminal reaches the whole group of the launcher,
 * and would stop the database under services that still write to it.
 */
export function startProcess(start: ProcessToStart): RunningProcess {
  mkdirSync(dirname(start.logFile), { recursive: true });
  const log = openSync(start.logFile, 'a');
  const options: SpawnOptions = {
    detached: true,
    stdio: ['ignore', log, log, ...(start.withChannel ? (['ipc'] as const) : [])],
    env: start.env ?? process.env,
    ...(start.cwd ? { cwd: start.cwd } : {}),
    ...(start.uid === undefined ? {} : { uid: start.uid }),
    ...(start.gid === undefined ? {} : { gid: start.gid }),
  };
  const child = spawn(start.command, start.args, options);
  closeSync(log);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  const pid = child.pid ?? -1;
  return {
    mark: { name: start.name, pid, startedAt: pid > 0 ? (startTimeOf(pid) ?? '') : '' },
    child,
    exited,
    stop: async (signal, patienceMs) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** When the process with this number started, in whatever words the system has for it; undefined when there is none. */
export function startTimeOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startTimeByProc(pid) : startTimeByPs(pid);
}

/** What `ps` prints follows the wall clock and may differ by a second from one look to the next; ticks since boot do not. */
function startTimeByProc(pid: number): string | undefined {
  try {
    // The second field is the program's name, in brackets, and may hold anything.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    if (state === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

function startTimeByPs(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    }).trim();
    return text || undefined;
  } catch {
    return undefined;
  }
}

export function isStillRunning({ pid, startedAt }: ProcessMark): boolean {
  return startedAt !== '' && startTimeOf(pid) === startedAt;
}

/** Ends a process that an earlier run left behind. A stranger that got its number is left alone. */
export async function endLeftover(mark: ProcessMark, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  if (!isStillRunning(mark)) return false;
  send(mark.pid, signal);
  const deadline = Date.now() + patienceMs;
  while (isStillRunning(mark)) {
    if (Date.now() > deadline) send(mark.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between, which is what was wanted.
  }
}
