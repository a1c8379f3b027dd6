import type { INestApplicationContext } from '@nestjs/common';
import { problemOf, type ProblemDocument } from '@relet/platform';
import { WORDS } from '@relet/words';
import type { Acting } from './acting.js';
import { serverOf, settingsOf, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, say } from './output.js';
import { exitOf, tell } from './telling.js';
import { askThere } from './there.js';

/** What the running server answers, else what is found in the store itself; a problem is told, and its exit code answered. */
export async function answered(
  options: Common,
  path: string,
  { token }: Acting,
  body: object | undefined,
  here: (house: INestApplicationContext) => Promise<object>,
): Promise<object | number> {
  const language = languageOf(options);
  const settings = settingsOf(options);
  const server = serverOf(settings);
  const refused = (problem: ProblemDocument) => {
    tell(problem, options.json, language);
    return exitOf(problem);
  };
  if (server === undefined) {
    try {
      return await writing(settings, here);
    } catch (error) {
      return refused(problemOf(error, language));
    }
  }
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    'accept-language': language,
    ...(body && { 'content-type': 'application/json' }),
  };
  const sent = { method: body ? 'POST' : 'GET', headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await askThere(`${server}/v1/${path}`, sent, (why) => say(WORDS[language].commandLine.done.unreached(server, why)));
  if (!response) return EXIT.down;
  const answer = (await response.json()) as object;
  return response.ok ? answer : refused(answer as ProblemDocument);
}
