import { CommanderError } from 'commander';
import { registerAnalysts } from './analysts.js';
import { registerAuditors } from './auditors.js';
import { registerCaseworkers } from './caseworkers.js';
import { languageOf, type Spoken } from './language.js';
import { registerOperators } from './operators.js';
import { EXIT } from './output.js';
import { shellIn } from './shell.js';

/** Runs one command line; answers its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const language = languageOf(spokenIn(argv));
  const isJson = argv.includes('--json');
  const { program, shell } = shellIn(language, isJson, (exit) => (code = exit));
  for (const register of [registerOperators, registerCaseworkers, registerAnalysts, registerAuditors]) register(shell);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const { explain } = await import('./explaining.js');
    const commands = program.commands.map((command) => command.name());
    return explain(error, isJson, language, commands);
  }
}

/** The language that is asked for, wherever it stands: help and errors speak it, too. */
function spokenIn(argv: readonly string[]): Spoken {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = argv[at]?.split('=')[1] ?? argv[at + 1];
  return at >= 0 && (asked === 'da' || asked === 'en') ? { lang: asked } : {};
}
