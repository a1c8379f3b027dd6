import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Who, type Principal } from '@relet/platform';
import type { MunicipalitiesAnswer } from './municipalities.answers.js';
import { Users } from './users/users.js';

/** Which municipalities there are, by the names that people know them by. */
@ApiTags('access')
@ApiBearerAuth()
@Needs('own')
@Controller('v1/municipalities')
export class MunicipalitiesController {
  constructor(@Inject(Users) private readonly users: Users) {}

  @Get()
  @ApiOperation({
    operationId: 'municipalities',
    summary: 'The municipalities that the administrator manages; a municipality is told of itself',
  })
  async managed(@Who() { by }: Principal): Promise<MunicipalitiesAnswer> {
    const all = (await this.users.municipalities.all()).map(({ id: municipality, ...rest }) => ({ municipality, ...rest }));
    return { municipalities: all.filter(({ municipality }) => by.municipality === undefined || by.municipality === municipality) };
  }
}
