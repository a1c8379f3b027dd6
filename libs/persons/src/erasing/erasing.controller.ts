import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, InPath, Needs, PersonsError, Who, type Principal } from '@relet/platform';
import { Key, KEY_HEADER } from '../given-under.js';
import type { ErasureAnswer, HoldAnswer, KeepAnswer, RotationAnswer } from '../persons.answers.js';
import { ErasePerson, HoldPerson, KeepSettings, OfWhom } from '../persons.commands.js';
import { Sight } from '../sight.js';
import { Vault, type Files } from '../vault.js';
import { Erasing } from './erasing.js';

/** Erasing, what keeps somebody from being erased, and what a municipality keeps at all. */
@ApiTags('persons')
@ApiBearerAuth()
@Controller('v1')
export class ErasingController {
  constructor(
    @Inject(Erasing) private readonly erasing: Erasing,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(Clock) private readonly clock: Clock,
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

  @Post('persons/holds')
  @HttpCode(200)
  @Needs('persons')
  @ApiOperation({ operationId: 'holdPerson', summary: 'Record that somebody must not be erased yet' })
  async hold(@Body() { ground, ...whom }: HoldPerson, @Who() principal: Principal): Promise<HoldAnswer> {
    const { kind, about } = await this.sight.of(whom, principal);
    this.files().register.hold(kind, about, { since: this.clock.today(), writer: principal.id, ground });
    return { held: true };
  }

  @Post('persons/holds/lifted')
  @HttpCode(200)
  @Needs('persons')
  @ApiOperation({ operationId: 'liftHold', summary: 'Record that somebody may be erased again' })
  async lift(@Body() whom: OfWhom, @Who() principal: Principal): Promise<HoldAnswer> {
    const { kind, about } = await this.sight.of(whom, principal);
    this.files().register.liftHold(kind, about);
    return { held: false };
  }

  @Post('municipalities/:municipality/persons')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'keepSettings', summary: 'Set what a municipality keeps of persons, and for how long' })
  async keep(@InPath('municipality') municipality: string, @Body() settings: KeepSettings): Promise<KeepAnswer> {
    const { cpr, retentionMonths = null } = settings as { cpr: boolean; retentionMonths?: number | null };
    this.files().register.keep(municipality, { cpr, retentionMonths });
    return { municipality, cpr, retentionMonths };
  }

  @Post('persons/keys/rotation')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'rotateKeys', summary: 'Put a new master key in the place of this one' })
  async rotate(): Promise<RotationAnswer> {
    await this.vault.rotate();
    return { keys: this.files().keys.count };
  }

  private files(): Files {
    const { files } = this.vault;
    if (!files) throw new PersonsError('PERSONS_UNREADABLE', 'No persons are kept here.');
    return files;
  }
}
