import { existsSync, readFileSync } from 'node:fs';

const IDS = readFileSync('test/evidence/asvs-ids.txt', 'utf8').trim().split('\n');
const PAGE = readFileSync('docs/asvs.md', 'utf8');

/** A requirement as the page tells it, by its line. */
const LINE = /^- \*\*V(\d+\.\d+\.\d+)\*\* \([12]\) [A-ZØÆÅ`].+?\. \*\*(Met|Met by the operator|Not applicable|Not met yet)\*\*[.:]/;
/** A test that a line names: the file, and a part of its title. */
const NAMED = /`([\w./-]+\.spec\.ts)` "([^"]+)"/g;
/** The title of a test: the text that comes first in its call, or behind the table of its cases. */
const TITLE = /(?:\b(?:test|describe|inChromium|withSystemd)\(|\)\()\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

const idsIn = (page: string) => [...page.matchAll(/^- \*\*V(\d+\.\d+\.\d+)\*\*/gm)].map(([, id]) => id as string);

/** What is wrong with the ids of a page: those that are not there, that are there twice, that nobody knows. */
function wrongIds(page: string): string[] {
  const ids = idsIn(page);
  const twice = ids.filter((id, n) => ids.indexOf(id) < n);
  return [...IDS.filter((id) => !ids.includes(id)), ...twice, ...ids.filter((id) => !IDS.includes(id))];
}

/** The tests that a page names and that are not there. */
function missingTests(page: string): string[] {
  return [...page.matchAll(NAMED)].flatMap(([, file, part]) => (holdsTest(file as string, part as string) ? [] : [`${file} "${part}"`]));
}

/** True when a test of that file has these words in its title. */
function holdsTest(file: string, part: string): boolean {
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...source.matchAll(TITLE)].some(([, , title]) => title?.replaceAll('\\', '').includes(part));
}

test('every requirement of levels 1 and 2 is told once, and no other', () => {
  expect(IDS.length).toBe(253);
  expect(wrongIds(PAGE)).toEqual([]);
});

test('each says in one line whether it is met; what is met names a test or says that there is none, what is not says why', () => {
  const lines = PAGE.split('\n').filter((line) => line.startsWith('- **V'));
  const isClear = (line: string) => {
    const [, , state] = LINE.exec(line) ?? [];
    if (state === 'Met') return / Tested: `| No test\./.test(line);
    return state !== undefined && /\*\*: \S/.test(line);
  };
  expect(lines.filter((line) => !isClear(line))).toEqual([]);
});

test('each test that is named is there, under that title', () => {
  expect([...PAGE.matchAll(NAMED)].length).toBeGreaterThan(100);
  expect(missingTests(PAGE)).toEqual([]);
});

test('each place that is named is there', () => {
  const places = [...PAGE.matchAll(/`((?:apps|libs|docs|infra|test)\/[\w./-]*\w)`/g)].map(([, place]) => place as string);
  expect(places.length).toBeGreaterThan(100);
  expect(places.filter((place) => !existsSync(place))).toEqual([]);
});

test('the numbers at the head are those of the lines', () => {
  const count = (words: string) => PAGE.split('\n').filter((line) => line.startsWith('- **V') && line.includes(words)).length;
  const [met, open] = [count('**Met**'), count(' No test.')];
  const [operator, none, later] = [count('**Met by the operator**'), count('**Not applicable**'), count('**Not met yet**')];
  expect(PAGE).toContain(
    `${met} are met (${open} of them without a test that would notice), ${operator} are met by the operator, ${none} are not applicable, and ${later} are not met yet.`,
  );
});

test('a page that lacks an id, tells one twice, or names a test that is not there, is found', () => {
  expect(wrongIds(PAGE.replace('- **V8.4.1**', '- **V8.4.9**'))).toEqual(['8.4.1', '8.4.9']);
  expect(wrongIds(PAGE.replace('- **V8.4.1**', '- **V8.3.1**'))).toEqual(['8.4.1', '8.3.1']);
  for (const named of ['`test/evidence/asvs.spec.ts` "no such title"', '`test/evidence/none.spec.ts` "each test"'])
    expect(missingTests(`Tested: ${named}.`)).toEqual([named.replaceAll('`', '')]);
});
