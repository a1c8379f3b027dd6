import { Body, Controller, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeAbsent, type CommandName } from '@relet/domain';
import { checked, languageOf, Needs, problemOf, spoken, Who, type Principal, type ProblemDocument, type Receipt } from '@relet/platform';
import type { Language } from '@relet/words';
import { CommandGateway, kindOf } from './gateway.js';
import { givingOf, type Asked } from './giving.js';

/** One of several commands. */
export class BulkItem {
  /** The command's name, such as ReturnKeys. */
  @IsString()
  @MaxLength(60)
  command!: string;

  /** The home, citizen or municipality; may be left out for a new citizen. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(120)
  target?: string;

  /** The command's own fields. */
  @IsObject()
  fields!: Record<string, unknown>;

  /** What a correction is about, when not a home. */
  @MayBeAbsent()
  @IsIn(['unit', 'citizen', 'policy'])
  on?: string;

  /** Idempotency key of this command alone; else that of the request and the place in the list. */
  @MayBeAbsent()
  @Matches(/^[\x21-\x7e]{1,200}$/)
  key?: string;

  /** The revision last seen. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  expected?: number;
}

/** Several commands at once, each for itself. */
export class Bulk {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => BulkItem)
  commands!: BulkItem[];
}

type Result = { status: number } & ({ receipt: Receipt } | { problem: ProblemDocument });

/** Commands on several homes at the same time: one answer each, none waits for another home's. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1/commands')
export class BulkController {
  constructor(@Inject(CommandGateway) private readonly gateway: CommandGateway) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'bulk', summary: 'Give up to 200 commands, with a result for each' })
  @ApiBody({ type: Bulk })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'With the place in the list, the key of each command.' })
  @ApiQuery({
    name: 'dryRun',
    required: false,
    enum: ['true', 'false'],
    description: 'Each command is decided as things stand now; nothing is written.',
  })
  @ApiResponse({ status: 200, description: 'A result per command, in their order: its status, and a receipt or a problem.' })
  async give(
    @Body() body: unknown,
    @Headers() headers: Asked,
    @Query() query: Asked,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: Parameters<typeof spoken>[0],
  ): Promise<{ results: Result[] }> {
    const { commands } = checked(Bulk, body);
    const language = spoken(reply, languageOf(headers['accept-language'], 'en'));
    const { key, dryRun } = givingOf(headers, query);
    const results: Result[] = Array.from({ length: commands.length });
    const lanes = Map.groupBy(commands.entries(), ([n, { target }]) => target ?? n);
    // Commands on one home keep their order; homes do not wait for each other.
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const [n, item] of lane) {
          const own = item.key ?? (key === undefined ? undefined : `${key}/${n}`);
          results[n] = await this.one(item, { principal, ...(own !== undefined && { key: own }), ...(dryRun && { dryRun }) }, language);
        }
      }),
    );
    return { results };
  }

  private async one(
    { command, target, fields, on, expected }: BulkItem,
    giving: { principal: Principal; key?: string; dryRun?: boolean },
    language: Language,
  ): Promise<Result> {
    try {
      const given = { ...giving, ...(expected !== undefined && { expected }) };
      return { status: 200, receipt: await this.gateway.give(kindOf(command, on), command as CommandName, target, fields, given) };
    } catch (error) {
      const problem = problemOf(error, language);
      return { status: problem.status, problem };
    }
  }
}
