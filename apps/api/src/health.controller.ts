import { Controller, Get, Header, Headers, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { languageOf, Needs, type ReplyHead } from '@relet/platform';
import { Health } from './health.js';
import { Ready, type Alive } from './operations.answers.js';

/** Tells whether the process lives, whether it can serve, and its metrics. No token is needed; from elsewhere than this machine only `livez` is answered. */
@ApiTags('health')
@Controller()
@Needs('nothing')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

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
  readyz(@Headers('accept-language') accepted: string | undefined): Promise<Ready> {
    return this.health.ready(languageOf(accepted, 'en'));
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: 'Metrics of the process, for Prometheus' })
  @ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string', description: 'The text format of Prometheus.' } } } })
  async metricsText(@Res({ passthrough: true }) reply: ReplyHead): Promise<string> {
    const { contentType, text } = await this.health.measured();
    reply.header('content-type', contentType);
    return text;
  }
}
