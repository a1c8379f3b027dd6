import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Clock, escaped, languageOf, Needs, pagePolicy, spoken, type ReplyHead } from '@relet/platform';
import { WORDS, type Language } from '@relet/words';

/** Tells people who come to the server's own address what this is, and where to go. */
@ApiTags('health')
@Controller()
@Needs('nothing')
export class FrontController {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  @Get()
  @ApiOperation({ operationId: 'front', summary: 'A page for people: what this is, and where to go' })
  @ApiResponse({ status: 200, content: { 'text/html': { schema: { type: 'string', description: 'A page in Danish or English.' } } } })
  page(@Headers('accept-language') asked: string | undefined, @Res({ passthrough: true }) reply: ReplyHead): string {
    const language = spoken(reply, languageOf(asked, 'da'));
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', POLICY);
    return pageIn(language, this.clock.kind === 'manual' ? this.clock.today() : undefined);
  }
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;color:#111;max-width:44em;margin:2em auto;padding:0 1em}dt{font-family:ui-monospace,monospace}dd{margin:0 0 .6em}';
const POLICY = pagePolicy(STYLE);

const PLACES = { signIn: '/sign-in', document: '/openapi.json', ready: '/readyz', meeting: '/v1/meeting?since=YYYY-MM-DD' } as const;
const COMMANDS = {
  caseworker: './relet board --active',
  analyst: './relet vacancy --from 2026-01-01 --to 2026-06-30 --group-by building',
  auditor: './relet replay eksempel.101',
  help: './relet --help',
} as const;

function pageIn(language: Language, today: string | undefined): string {
  const { front: words, date } = WORDS[language];
  const places = Object.entries(PLACES).map(([place, path]) => {
    const shown = path.includes('YYYY') ? path : `<a href="${path}">${path}</a>`;
    return `<dt>${shown}</dt><dd>${escaped(words.places[place as keyof typeof PLACES])}</dd>`;
  });
  const commands = Object.entries(COMMANDS).map(
    ([who, command]) => `<dt>${command}</dt><dd>${escaped(words.commands[who as keyof typeof COMMANDS])}</dd>`,
  );
  const paragraphs = [words.about, ...(today === undefined ? [] : [words.byHand(date(today))]), words.noScreens];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(words.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(words.title)}</h1>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
<dl>${[...places, ...commands].join('\n')}</dl></main></body></html>
`;
}
