import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newStore } from '../operations/processes.js';

/** A server of the events as a process of its own, on data that outlive it. */
export interface EventServer {
  /** Its address, the same after each start. */
  readonly setting: string;
  /** Ends it as a power cut would: nothing is finished. */
  kill(): Promise<void>;
  /** Starts it again where it was, on what it had written. */
  again(): Promise<void>;
  /** Holds it still: it answers nothing, and its connections stay. */
  hang(): void;
  goOn(): void;
  /** At the end of a test. */
  stop(): Promise<void>;
}

/** A kind of server that tests run on, and what can be done to it. */
interface Kind {
  name: string;
  start(): Promise<EventServer>;
  canHang: boolean;
  canBeKilled: boolean;
}

const { ESDB_URL: url, ESDB_PID: pid, ESDB_START: begin } = process.env;

/**
 * The stand-in and, where ESDB_URL names one, a real server. It is held still when ESDB_PID is its process id, or a file that holds it, and killed when ESDB_START is
 * also a command that starts it again and returns when it serves.
 */
export const EVENT_SERVERS: readonly Kind[] = [
  { name: 'the stand-in', start: () => StandInProgram.start(newStore()), canHang: true, canBeKilled: true },
  ...(url ? [{ name: 'a real server', start: () => realServer(url), canHang: Boolean(pid), canBeKilled: Boolean(pid && begin) }] : []),
];

/** Sets this run's homes and citizens apart from those of runs before it: a real server keeps them. */
export const RUN = Math.floor(Date.now() / 1_000) % 1_000_000;

/** The stand-in as a program. */
class StandInProgram implements EventServer {
  private constructor(
    private readonly file: string,
    private child: ChildProcess,
    readonly setting: string,
  ) {}

  static async start(file: string): Promise<StandInProgram> {
    const { child, setting } = await started(file, '0');
    return new StandInProgram(file, child, setting);
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async again(): Promise<void> {
    const port = /:(\d+)\?/.exec(this.setting)?.[1] ?? '0';
    this.child = (await started(this.file, port)).child;
  }

  hang(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  stop(): Promise<void> {
    return this.kill();
  }
}

async function started(file: string, port: string): Promise<{ child: ChildProcess; setting: string }> {
  const program = resolve('dist/libs/event-store/src/testing/stand-in-program.js');
  const child = fork(program, [file, port], { silent: true, execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } });
  const [said] = (await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server of the events did not start.'))),
  ])) as [Buffer];
  return { child, setting: said.toString().trim() };
}

async function realServer(setting: string): Promise<EventServer> {
  const id = () => Number(/^\d+$/.test(pid ?? '') ? pid : readFileSync(pid ?? '', 'utf8'));
  const signal = (which: NodeJS.Signals) => void process.kill(id(), which);
  return {
    setting,
    kill: async () => {
      signal('SIGKILL');
      while (lives(id())) await setTimeout(20);
    },
    again: async () => void execFileSync('sh', ['-c', begin ?? ''], { stdio: 'ignore' }),
    hang: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    stop: async () => undefined,
  };
}

function lives(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
