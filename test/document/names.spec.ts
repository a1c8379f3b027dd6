import { globSync, readFileSync } from 'node:fs';
import { WORDS } from '@relet/words';

test('no two classes of what is sent and answered have one name, as the document would take them for one', () => {
  const files = globSync('{libs,apps}/**/*.{answers,queries,commands}.ts', { exclude: ['**/node_modules/**'] });
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, n) => names.indexOf(name) < n)).toEqual([]);
});

test('every field of a command has a word in each language, as a form shows it', () => {
  const files = globSync('libs/domain/src/**/*.commands.ts');
  const fields = new Set(
    files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^ {2}(\w+)[!?]?: /gm)].map(([, name]) => name as string)),
  );
  // The ids of what is taken back are in no form.
  fields.delete('targets');
  expect(fields).toContain('returned');
  const lacking = Object.values(WORDS).flatMap((words) =>
    [...fields].filter((name) => !(name in { ...words.fields, ...words.phases, ...words.standing })),
  );
  expect(lacking).toEqual([]);
});
