import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Needs, noParameters, type ReplyHead } from '@relet/platform';
import { SCREENS_FOLDER } from './folder.js';

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

/** Answers every address of a screen with the one page of the application. It holds nothing that is anyone's: who may see what is asked of /v1. */
@ApiExcludeController()
@Controller()
@Needs('nothing')
export class ScreensController {
  private page: string | undefined;

  @Get(SCREENS)
  screen(@Headers('accept') accept: string | undefined, @Query() query: object, @Res({ passthrough: true }) reply: ReplyHead): string {
    // What stands behind the address of a screen is read in the browser. A program that asks for a page with parameters takes it for something else.
    if (Object.keys(query).length && !accept?.includes('text/html')) noParameters();
    this.page ??= readFileSync(join(SCREENS_FOLDER, 'index.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', policyWith(nonce));
    return this.page.replaceAll('__nonce__', nonce);
  }
}

/** What the page may do in a browser: our own scripts, styles, fonts and requests, and the one style that the toolkit writes itself. */
const policyWith = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
