import { once } from 'node:events';
import { serveApart, type ServerProcess } from '../operations/processes.js';

/** A server on a machine whose clock stands still until it is set. */
export interface ClockedServer extends ServerProcess {
  /** The machine's clock jumps to an instant. */
  set(now: string): Promise<void>;
}

/** Runs in the server before it starts: its clock shows the time it is given, and what repeats every few seconds repeats every 20 ms. */
const CLOCK = (now: string) => `
  const Real = Date;
  let now = Real.parse('${now}');
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length) super(...given);
      else super(now);
    }
    static now() {
      return now;
    }
  };
  const every = setInterval;
  globalThis.setInterval = (act, ms, ...rest) => every(act, Math.min(ms, 20), ...rest);
  process.on('message', (text) => {
    now = Real.parse(text);
    process.send(text);
  });
  process.channel.unref();
`;

/** Starts a server on a machine with this clock, in this time zone. */
export async function serveAt(store: string, now: string, zone: string): Promise<ClockedServer> {
  const clock = Buffer.from(CLOCK(now)).toString('base64');
  const env = { TZ: zone, NODE_OPTIONS: `--import=data:text/javascript;base64,${clock}`, RELET_LOG: 'silent' };
  const server = await serveApart(store, env);
  const set = async (to: string) => {
    const heard = once(server.child, 'message');
    server.child.send(to);
    await heard;
  };
  return Object.assign(server, { set });
}
