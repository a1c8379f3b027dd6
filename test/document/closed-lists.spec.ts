import { COMMANDS, factReportedBy, fieldsOfBody, type CommandName } from '@relet/domain';
import { listFor, WORDS } from '@relet/words';

test('every code that a command takes in a field has a word in both languages', () => {
  const fields = (Object.keys(COMMANDS) as CommandName[]).flatMap((command) =>
    fieldsOfBody(COMMANDS[command]).flatMap(({ name, codes = [] }) => codes.map((code) => [command, name, code] as const)),
  );
  expect(fields.length).toBeGreaterThan(50);
  const wordless = fields.filter(([command, field, code]) =>
    Object.values(WORDS).some((words) => listFor(words, factReportedBy(command), field)?.[code] === undefined),
  );
  expect(wordless).toEqual([]);
});
