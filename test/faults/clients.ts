import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** A command as a client sends it. */
export interface Order {
  /** Below `/v1`. */
  path: string;
  body: object;
  key?: string;
  /** Caseworker of the administrator unless another demo principal is named. */
  as?: string;
  ifMatch?: number;
}

/** The answer that a client got; status 0 when the connection was cut. */
export interface Answer {
  status: number;
  retryAfter?: string | null;
  body: { code?: string; stream?: string; revision?: number; events?: { id: string; type: string }[]; recordedAt?: string | null };
}

function headersOf({ key, as = 'administrator', ifMatch }: Order): Record<string, string> {
  return {
    authorization: `Bearer demo-${as}`,
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
  };
}

/** Gives one command from this process. */
export async function give(address: string, order: Order): Promise<Answer> {
  try {
    const response = await fetch(`${address}/v1/${order.path}`, {
      method: 'POST',
      headers: headersOf(order),
      body: JSON.stringify(order.body),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Gives commands that must all be taken. Those on one home or citizen are given in turn, different homes and citizens at the same time. */
export async function giveAll(address: string, orders: readonly Order[]): Promise<void> {
  const lanes = Map.groupBy(orders, ({ path }) => path.split('/')[1]);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const order of lane) {
        const { status, body } = await give(address, order);
        if (status !== 200) throw new Error(`${order.path}: ${status} ${body.code}`);
      }
    }),
  );
}

/** Clients in processes of their own, which all send their commands at the same moment. */
export class Clients {
  private readonly processes: ChildProcess[];
  private races = 0;

  constructor(count: number) {
    this.processes = Array.from({ length: count }, () =>
      fork(resolve('test/faults/racing-client.ts'), { env: { ...process.env, NODE_OPTIONS: '' }, execArgv: ['--no-warnings'] }),
    );
  }

  /** Spreads the commands over all processes and all addresses; answers in the order of the commands. */
  async race(addresses: readonly string[], orders: readonly Order[]): Promise<Answer[]> {
    const race = ++this.races;
    const shots = orders.map((order, n) => ({
      url: `${addresses[n % addresses.length]}/v1/${order.path}`,
      body: order.body,
      headers: headersOf(order),
    }));
    // The server changes faster than the process, so that each process asks each server.
    const turn = (n: number) => Math.floor(n / addresses.length) % this.processes.length;
    const parts = await Promise.all(
      this.processes.map((client, own) =>
        this.send(
          client,
          race,
          shots.filter((_, n) => turn(n) === own),
        ),
      ),
    );
    return shots.map((_, n) => parts[turn(n)]?.shift() as Answer);
  }

  stop(): void {
    for (const client of this.processes) client.disconnect();
  }

  private send(client: ChildProcess, race: number, shots: readonly object[]): Promise<Answer[]> {
    return new Promise((answered, failed) => {
      const heard = (message: { race: number; answers: Answer[] }) => {
        if (message.race !== race) return;
        client.off('message', heard).off('exit', gone);
        answered(message.answers);
      };
      const gone = () => failed(new Error('A client process has ended.'));
      client.on('message', heard).once('exit', gone);
      client.send({ race, shots });
    });
  }
}
