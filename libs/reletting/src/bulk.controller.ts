import { Body, Controller, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { CommandName } from '@relet/domain';
import { languageOf, Malformed, Needs, problemOf, spoken, Who, type Principal, type ReplyHead, type Sent } from '@relet/platform';
import type { BulkAnswer } from './bulk.answers.js';
import { Bulk, type BulkItem } from './bulk.commands.js';
import { commandHeaders, KEY_HEADER } from './command-headers.js';
import { CommandGateway, kindOf, type Giving } from './gateway.js';
import { MAY_SET_RENT, Rents } from './rents.js';

type Result = BulkAnswer['results'][number];

/** Commands on several homes at the same time: one answer each, none waits for another home's. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1/commands')
export class BulkController {
  constructor(
    @Inject(CommandGateway) private readonly gateway: CommandGateway,
    @Inject(Rents) private readonly rents: Rents,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'bulk', summary: 'Give up to 200 commands, with a result for each' })
  @ApiHeader({ ...KEY_HEADER, description: 'With the place in the list, the key of each command.' })
  @ApiQuery({
    name: 'dryRun',
    required: false,
    enum: ['true', 'false'],
    description: 'Each command is decided as things stand now; nothing is written.',
  })
  async give(
    @Body() { commands }: Bulk,
    @Headers() headers: Sent,
    @Query() query: Sent,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<BulkAnswer> {
    const language = spoken(reply, languageOf(headers['accept-language'], 'en'));
    const { key, dryRun } = commandHeaders(headers, query);
    const rents = commands.some(({ command }) => MAY_SET_RENT.has(command)) && (await this.rents.now());
    const given = { principal, language, ...(dryRun && { dryRun }), ...(rents && { looking: { rents } }) };
    const results: Result[] = Array.from({ length: commands.length });
    const lanes = Map.groupBy(commands.entries(), ([n, { target }]) => target ?? n);
    // Commands on one home keep their order; homes do not wait for each other.
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const [n, item] of lane) {
          const own = item.key ?? (key === undefined ? undefined : `${key}/${n}`);
          results[n] = await this.one(item, { ...given, ...(own !== undefined && { key: own }) });
        }
      }),
    );
    return { results };
  }

  private async one({ command, target, fields, on, expected }: BulkItem, giving: Giving): Promise<Result> {
    try {
      const given = { ...giving, ...(expected !== undefined && { expected }) };
      const kind = kindOf(command, on);
      // A citizen may come without an id: the command makes one.
      if (target === undefined && kind !== 'citizen')
        throw new Malformed([{ pointer: '/target', fault: 'MISSING', values: { field: 'target' } }]);
      return { status: 200, receipt: await this.gateway.give(kind, command as CommandName, target, fields, given) };
    } catch (error) {
      const problem = problemOf(error, giving.language);
      return { status: problem.status, problem };
    }
  }
}
