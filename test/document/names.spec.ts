import { globSync, readFileSync } from 'node:fs';

test('no two classes of what is sent and answered have one name, as the document would take them for one', () => {
  const files = globSync('{libs,apps}/**/*.{answers,queries,commands}.ts', { exclude: ['**/node_modules/**'] });
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, n) => names.indexOf(name) < n)).toEqual([]);
});
