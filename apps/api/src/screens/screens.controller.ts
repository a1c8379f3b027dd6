import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Needs, noParameters, type ReplyHead } from '@relet/platform';
import { pageOfScreens } from './page.js';

/** The addresses of the screens; what is under them the application in the browser knows. */
export const SCREENS = [
  '',
  'tavle',
  'bolig/:unit',
  'borger/:citizen',
  'praksis/:municipality',
  'venteliste',
  'personer',
  'opslag',
  'moede',
  'analyse',
  'historik',
  'import',
  'drift',
  'mig',
];

/** Answers every address of a screen with the one page of the application. */
@ApiExcludeController()
@Controller()
@Needs('nothing')
export class ScreensController {
  @Get(SCREENS)
  screen(@Headers('accept') accept: string | undefined, @Query() query: object, @Res({ passthrough: true }) reply: ReplyHead): string {
    // What stands behind the address of a screen is read in the browser. A program that asks for a page with parameters takes it for something else.
    if (Object.keys(query).length && !accept?.includes('text/html')) noParameters();
    const { text, headers } = pageOfScreens();
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    return text;
  }
}
