import { readFileSync } from 'node:fs';

const { engines, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  engines: { node: string };
  scripts: Record<string, string>;
};

test('no npm script relies on a pre or post script, because npm skips them here', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const hooks = Object.keys(scripts).filter((name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts);
  expect(hooks).toEqual([]);
});

test('the tests build first what some of them start', () => expect(scripts['test']).toMatch(/^npm run -s build && .*jest$/));

test('the tests run on a Node that package.json allows', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(engines.node).toBe('^24.15.0 || >=26.0.0');
  expect(major >= 26 || (major === 24 && minor >= 15)).toBe(true);
});
