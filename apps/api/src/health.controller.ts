import { Controller, Get, Header, Inject, Optional, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Vault } from '@relet/persons';
import { Metrics, Needs, NotServing, ProjectionLag, type ReplyHead } from '@relet/platform';
import { Health } from './health.js';
import { Ready, type Alive } from './operations.answers.js';

/** Tells whether the process lives, whether it can serve, and its metrics. No token is needed; from elsewhere than this machine only `livez` is answered. */
@ApiTags('health')
@Controller()
@Needs('nothing')
export class HealthController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(ProjectionLag) private readonly lag: ProjectionLag,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Optional() @Inject(Vault) private readonly vault?: Vault,
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
    const { reasons, lag } = await this.health.look();
    if (!lag || Object.keys(reasons).length) throw new NotServing(reasons);
    const { parked: parkedHomes, positions, events, ...standing } = lag;
    const warnings = [
      ...(parkedHomes
        ? [`${parkedHomes} homes, citizens or policies are parked, because they cannot be read: look with relet doctor, then relet repair.`]
        : []),
      ...this.ofPersons,
    ];
    return { status: 'ok', ...standing, positions: positions ?? 0, events: events ?? 0, parkedHomes, warnings };
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: 'Metrics of the process, for Prometheus' })
  @ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string', description: 'The text format of Prometheus.' } } } })
  async metricsText(@Res({ passthrough: true }) reply: ReplyHead): Promise<string> {
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.text(await this.lag.measure().catch(() => undefined));
  }

  /** All else goes on without persons: it is no reason to ask another process. */
  private get ofPersons(): string[] {
    const { troubles = [], readsMissingFrom } = this.vault ?? {};
    const cut = readsMissingFrom === undefined ? [] : [`The end of the access log is missing, from reading ${readsMissingFrom} on.`];
    return [...troubles.map((trouble) => `Persons cannot be read: ${trouble}.`), ...cut];
  }
}
