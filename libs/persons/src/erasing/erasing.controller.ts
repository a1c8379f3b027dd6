import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal } from '@relet/platform';
import { PersonsHere } from '../persons-here.guard.js';
import { Key, KEY_HEADER } from '../given-under.js';
import { Keeping } from '../keeping.js';
import type { ErasureAnswer, ErasuresAnswer, HoldAnswer, KeepAnswer, RetentionAnswer, RotationAnswer } from '../persons.answers.js';
import { ErasePerson, HoldPerson, KeepSettings, OfWhom } from '../persons.commands.js';
import { Sight } from '../sight.js';
import { Erasing } from './erasing.js';
import { Erasures } from './erasures.js';

/** Erasing, what keeps somebody from being erased, and what a municipality keeps at all. */
@ApiTags('persons')
@ApiBearerAuth()
@UseGuards(PersonsHere)
@Controller('v1')
export class ErasingController {
  constructor(
    @Inject(Erasing) private readonly erasing: Erasing,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(Keeping) private readonly keeping: Keeping,
    @Inject(Sight) private readonly sight: Sight,
  ) {}

  @Post('persons/erasures')
  @HttpCode(200)
  @Needs('persons')
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'erasePerson', summary: "Erase what is kept of a citizen or of a home's case; answers the certificate" })
  async erase(
    @Body() { ground, ...whom }: ErasePerson,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<ErasureAnswer> {
    return this.erasing.erase(await this.sight.of(whom, principal), ground, principal, key);
  }

  @Get('persons/erasures')
  @Needs('access_log')
  @ApiOperation({ operationId: 'erasures', summary: 'The record of erasures, each with its certificate, the latest first' })
  erased(@Who() principal: Principal): Promise<ErasuresAnswer> {
    return this.erasures.all(principal);
  }

  @Get('persons/retention')
  @Needs('access_log')
  @ApiOperation({
    operationId: 'retention',
    summary: 'Whose retention period is over or will be within three months, and who must not be erased',
  })
  due(@Who() principal: Principal): Promise<RetentionAnswer> {
    return this.erasures.due(principal);
  }

  @Post('persons/holds')
  @HttpCode(200)
  @Needs('persons')
  @ApiOperation({ operationId: 'holdPerson', summary: 'Record that somebody must not be erased yet' })
  hold(@Body() body: HoldPerson, @Who() principal: Principal): Promise<HoldAnswer> {
    return this.keeping.hold(body, principal);
  }

  @Post('persons/holds/lifted')
  @HttpCode(200)
  @Needs('persons')
  @ApiOperation({ operationId: 'liftHold', summary: 'Record that somebody may be erased again' })
  lift(@Body() whom: OfWhom, @Who() principal: Principal): Promise<HoldAnswer> {
    return this.keeping.lift(whom, principal);
  }

  @Post('municipalities/:municipality/persons')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'keepSettings', summary: 'Set what a municipality keeps of persons, and for how long' })
  keep(@InPath('municipality') municipality: string, @Body() body: KeepSettings): Promise<KeepAnswer> {
    return this.keeping.keep(municipality, body);
  }

  @Get('municipalities/:municipality/persons')
  @Needs('own')
  @ApiOperation({ operationId: 'kept', summary: 'What a municipality keeps of persons, and for how long' })
  kept(@InPath('municipality') municipality: string, @Who() principal: Principal): Promise<KeepAnswer> {
    return this.keeping.kept(municipality, principal);
  }

  @Post('persons/keys/rotation')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'rotateKeys', summary: 'Put a new master key in the place of this one' })
  rotate(): Promise<RotationAnswer> {
    return this.keeping.rotate();
  }
}
