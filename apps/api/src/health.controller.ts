import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { StoreError, type EventStore } from '@relet/event-store';
import { EVENT_STORE, Metrics, Needs, NotServing, ProjectionLag, type ReplyHead } from '@relet/platform';
import { Draining } from './draining.js';
import { Ready, type Alive } from './operations.answers.js';

/** Seconds that the read models may be behind. With more the process says that it is not ready, so that another one is asked. */
const STALE_SECONDS = 30;

/** Tells whether the process lives, whether it can serve, and its metrics. No token is needed; from elsewhere than this machine only `livez` is answered. */
@ApiTags('health')
@Controller()
@Needs('nothing')
export class HealthController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ProjectionLag) private readonly lag: ProjectionLag,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  @Get('livez')
  @ApiOperation({ operationId: 'livez', summary: 'The process lives' })
  livez(): Alive {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'readyz', summary: 'The store can be read and written, and the read models are up to date' })
  @ApiResponse({ status: 200, type: Ready, description: 'It can serve; with how far the read models are, and warnings.' })
  @ApiResponse({
    status: 503,
    description: 'It cannot serve: `details` has a reason for each part.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  async readyz(): Promise<Ready> {
    const reasons: Record<string, string> = {};
    if (this.draining.begun) reasons['draining'] = 'The server is stopping.';
    const [lag] = await Promise.all([
      this.lag.measure().catch((error: unknown) => void (reasons['projector'] = reasonOf(error))),
      this.store.ping().catch((error: unknown) => (reasons['store'] = reasonOf(error))),
    ]);
    if (lag?.events === null) reasons['projector'] = `It cannot be told how far it is: the log has not been reached for ${lag.seconds} s.`;
    else if (lag && lag.seconds > STALE_SECONDS)
      reasons['projector'] = `${lag.events} events and ${Math.round(lag.seconds)} s behind the log.`;
    if (lag?.hindered) reasons['projector'] = `It waits, and tries again by itself. ${lag.hindered}`;
    if (!lag || Object.keys(reasons).length) throw new NotServing(reasons);
    const { parked: parkedHomes, positions, events, ...standing } = lag;
    const warnings = parkedHomes
      ? [`${parkedHomes} homes, citizens or policies are set aside: look with relet doctor, then relet repair.`]
      : [];
    return { status: 'ok', ...standing, positions: positions ?? 0, events: events ?? 0, parkedHomes, warnings };
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: 'Metrics of the process, for Prometheus' })
  @ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string', description: 'The text format of Prometheus.' } } } })
  async metricsText(@Res({ passthrough: true }) reply: ReplyHead): Promise<string> {
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.text(await this.lag.measure().catch(() => undefined));
  }
}

const reasonOf = (error: unknown) => (error instanceof StoreError ? `${error.code}: ${error.message}` : 'It cannot be read.');
