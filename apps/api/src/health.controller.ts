import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type EventStore } from '#event-store';
import { EVENT_STORE, Needs } from '#platform';

/** Whether the process lives, and whether it can serve. */
@ApiTags('health')
@Controller()
@Needs('nothing')
export class HealthController {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  @Get('livez')
  @ApiOperation({ operationId: 'livez', summary: 'The process lives' })
  livez(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ operationId: 'readyz', summary: 'The store can be reached' })
  async readyz(): Promise<{ status: 'ok' }> {
    await this.store.ping();
    return { status: 'ok' };
  }
}
