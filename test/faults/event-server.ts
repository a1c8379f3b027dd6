import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A server of the events as a process of its own, on a file that outlives it. */
export class EventServer {
  private constructor(
    private readonly file: string,
    private child: ChildProcess,
    /** Its address, the same after each start. */
    readonly setting: string,
  ) {}

  static async start(file: string, port = '0'): Promise<EventServer> {
    const { child, setting } = await started(file, port);
    return new EventServer(file, child, setting);
  }

  /** Ends it as a power cut would: nothing is finished. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** Starts it again where it was, on what it had written. */
  async again(): Promise<void> {
    const port = /:(\d+)\?/.exec(this.setting)?.[1] ?? '0';
    this.child = (await started(this.file, port)).child;
  }

  /** Holds it still: it answers nothing, and its connections stay. */
  hang(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
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
