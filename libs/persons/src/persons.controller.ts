import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal } from '@relet/platform';
import { PersonsHere } from './persons-here.guard.js';
import { Approving } from './approving.js';
import { Key, KEY_HEADER } from './given-under.js';
import type { ApprovedPerson, FoundAnswer, NamesAnswer, PersonAnswer, ReasonAnswer, RegisteredAnswer } from './persons.answers.js';
import {
  ApprovePerson,
  ChangePerson,
  FindPersons,
  GiveReason,
  LookUp,
  NameContacts,
  RegisterPerson,
  ShowNames,
  WriteNote,
} from './persons.commands.js';
import { Reading } from './reading/reading.js';
import { Reasons } from './reading/reasons.js';
import { Writing } from './register/writing.js';

/** Who citizens are, and what is noted. All that names a person is a body: nothing of it stands in an address. */
@ApiTags('persons')
@ApiBearerAuth()
@Needs('persons')
@UseGuards(PersonsHere)
@Controller('v1')
export class PersonsController {
  constructor(
    @Inject(Approving) private readonly approving: Approving,
    @Inject(Writing) private readonly writing: Writing,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Reasons) private readonly reasons: Reasons,
  ) {}

  @Post('persons/approvals')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'approvePerson', summary: 'Approve a citizen and register the person' })
  approve(@Body() body: ApprovePerson, @Who() principal: Principal, @Key() key: string | undefined): Promise<ApprovedPerson> {
    return this.approving.approve(body, principal, key);
  }

  @Post('citizens/:citizen/person')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'registerPerson', summary: 'Say who a citizen is' })
  register(
    @InPath('citizen') citizen: string,
    @Body() body: RegisterPerson,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<RegisteredAnswer> {
    return this.writing.registered(citizen, body, principal, key);
  }

  @Post('citizens/:citizen/person/changes')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'changePerson', summary: 'Change what is registered of a citizen' })
  change(
    @InPath('citizen') citizen: string,
    @Body() body: ChangePerson,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<RegisteredAnswer> {
    return this.writing.changed(citizen, body, principal, key);
  }

  @Post('citizens/:citizen/person/notes')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'noteOnPerson', summary: 'Write a note on a citizen' })
  note(
    @InPath('citizen') citizen: string,
    @Body() body: WriteNote,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<RegisteredAnswer> {
    return this.writing.notedOfCitizen(citizen, body, principal, key);
  }

  @Post('citizens/:citizen/person/look-up')
  @HttpCode(200)
  @ApiOperation({ operationId: 'lookUpPerson', summary: 'Read what is kept of a citizen, with a reason' })
  lookUp(@InPath('citizen') citizen: string, @Body() body: LookUp, @Who() principal: Principal): Promise<PersonAnswer> {
    return this.reading.citizen(citizen, body, principal);
  }

  @Post('units/:unit/estate/contacts')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'nameContacts', summary: "Name the contact persons of a home's estate" })
  contacts(
    @InPath('unit') unit: string,
    @Body() body: NameContacts,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<RegisteredAnswer> {
    return this.writing.contactsNamed(unit, body, principal, key);
  }

  @Post('units/:unit/estate/notes')
  @HttpCode(200)
  @ApiHeader(KEY_HEADER)
  @ApiOperation({ operationId: 'noteOnHome', summary: "Write a note on a home's case" })
  noteOfHome(
    @InPath('unit') unit: string,
    @Body() body: WriteNote,
    @Who() principal: Principal,
    @Key() key: string | undefined,
  ): Promise<RegisteredAnswer> {
    return this.writing.notedOfHome(unit, body, principal, key);
  }

  @Post('units/:unit/estate/look-up')
  @HttpCode(200)
  @ApiOperation({ operationId: 'lookUpEstate', summary: "Read what is kept of a home's case, with a reason" })
  lookUpHome(@InPath('unit') unit: string, @Body() body: LookUp, @Who() principal: Principal): Promise<PersonAnswer> {
    return this.reading.home(unit, body, principal);
  }

  @Post('persons/reason')
  @HttpCode(200)
  @ApiOperation({ operationId: 'giveReason', summary: 'Say why persons are read; it holds for an hour' })
  async reason(@Body() { reason }: GiveReason, @Who() principal: Principal): Promise<ReasonAnswer> {
    return { reason, until: this.reasons.give(principal, reason) };
  }

  @Post('persons/names')
  @HttpCode(200)
  @ApiOperation({ operationId: 'names', summary: 'Show names in the place of initials' })
  names(@Body() body: ShowNames, @Who() principal: Principal): Promise<NamesAnswer> {
    return this.reading.names(body, principal);
  }

  @Post('persons/search')
  @HttpCode(200)
  @ApiOperation({ operationId: 'findPersons', summary: 'Find persons of a municipality by name or civil registration number' })
  find(@Body() body: FindPersons, @Who() principal: Principal): Promise<FoundAnswer> {
    return this.reading.find(body, principal);
  }
}
