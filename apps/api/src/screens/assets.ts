import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ReplyHead } from '@relet/platform';
import { SCREENS_FOLDER } from './folder.js';

/** Serves scripts, styles and fonts of the screens. Each has its content in its name, so that a browser never asks for it twice. */
export async function serveAssets(api: NestFastifyApplication): Promise<void> {
  const root = join(SCREENS_FOLDER, 'assets');
  if (!existsSync(root)) return;
  await api.register(
    serveFiles as never,
    {
      root,
      prefix: '/assets/',
      index: false,
      // A route for each file that is there: whatever else is named is told like what is not there.
      wildcard: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply: ReplyHead) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
    } as never,
  );
}
