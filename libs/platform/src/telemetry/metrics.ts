import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Lag } from './lag.js';
import { spanned } from './spans.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** How the process stands when its metrics are asked. */
export interface Stand {
  lag: Lag | undefined;
  deadlinesDue: number | undefined;
  backupSeconds: number | undefined;
}

/**
 * Counts and times what the process does. Labels are names from the source (commands, routes, codes), never an id, a
 * municipality or anything that was sent.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];
  private watching = false;
  private readonly requests = new Counter({
    name: 'relet_http_requests_total',
    help: 'Requests by route template and status',
    labelNames: ['method', 'route', 'status'],
    registers: this.registers,
  });
  private readonly commands = new Counter({
    name: 'relet_commands_total',
    help: 'Commands by name and outcome: taken, unchanged, or the code of the problem',
    labelNames: ['command', 'outcome'],
    registers: this.registers,
  });
  private readonly commandSeconds = new Histogram({
    name: 'relet_command_duration_seconds',
    help: 'From the fields of a command to its receipt or refusal, dry runs left out',
    labelNames: ['command'],
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly appendSeconds = new Histogram({
    name: 'relet_append_duration_seconds',
    help: 'From the append to the acknowledgement that it is on disk',
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly lagPositions = this.gauge(
    'relet_projection_lag_positions',
    'Positions of the log that the read models have not seen: events in a file, bytes on a server',
  );
  private readonly lagEvents = this.gauge('relet_projection_lag_events', 'Events that the read models have not seen, counted up to 1000');
  private readonly lagSeconds = this.gauge(
    'relet_projection_lag_seconds',
    'Age of the oldest event that the read models have not seen; while the log cannot be reached, seconds since they showed all of it',
  );
  private readonly deadlinesDue = this.gauge(
    'relet_deadlines_due',
    'Offers whose last day has passed and that nothing has ended: none, a minute after midnight, where a worker works',
  );
  private readonly backupSeconds = this.gauge(
    'relet_backup_age_seconds',
    'Since the newest checked backup in RELET_BACKUPS was taken; NaN where that is not set, or the folder holds none',
  );
  private readonly parked = this.gauge('relet_parked_homes', 'Homes and citizens whose history cannot be read and is parked');

  request(method: string, route: string, status: number): void {
    this.requests.inc({ method, route, status });
  }

  /** Begins to time a command of the domain. Call the answer with the outcome when it has ended. */
  command(command: string): (outcome: string) => void {
    const stop = this.commandSeconds.startTimer({ command });
    return (outcome) => {
      stop();
      this.commands.inc({ command, outcome });
    };
  }

  /** Times an append, also one that fails. */
  async appending<T>(append: () => Promise<T>): Promise<T> {
    const stop = this.appendSeconds.startTimer();
    try {
      return await spanned('append', {}, append);
    } finally {
      stop();
    }
  }

  /** The metrics as text for Prometheus, with how the process stands; what is not told is NaN. The process's own metrics are collected from the first call on. */
  async text({ lag, deadlinesDue, backupSeconds }: Stand): Promise<string> {
    if (!this.watching) collectDefaultMetrics({ register: this.registry });
    this.watching = true;
    this.lagPositions.set(lag?.positions ?? Number.NaN);
    this.lagEvents.set(lag?.events ?? Number.NaN);
    this.lagSeconds.set(lag?.seconds ?? Number.NaN);
    this.parked.set(lag?.parked ?? Number.NaN);
    this.deadlinesDue.set(deadlinesDue ?? Number.NaN);
    this.backupSeconds.set(backupSeconds ?? Number.NaN);
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: this.registers });
  }
}
