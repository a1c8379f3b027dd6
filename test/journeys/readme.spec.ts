import { execFile, spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { relet, reletIn } from '../acceptance/relet.js';
import { serveApart, type ServerProcess } from '../operations/processes.js';
import { storeOfSample } from '../temporary-folder/imported.js';

/** The chapters of README.md under "Use it", each with the commands that it tells a newcomer to type. */
const chapters = readFileSync('README.md', 'utf8')
  .split(/^## /m)
  .find((part) => part.startsWith('Use it'))
  ?.split(/^### /m)
  .slice(1)
  .map((chapter) => {
    const blocks = [...chapter.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block as string);
    return { title: chapter.slice(0, chapter.indexOf('\n')), script: blocks.join('\n') };
  })
  // The screens are tried in a browser.
  .filter(({ script }) => script !== '');

/** Commands of README.md that are meant to end with another code than 0, because there are bad rows. */
const REFUSED = ['import', 'import', 'import'];

const folder = mkdtempSync(join(tmpdir(), 'relet-readme-'));
const store = join(folder, 'demo.db');
let server: ServerProcess;
beforeAll(async () => {
  await storeOfSample(store);
  await relet('keys', 'new', '--store', store);
  for (const sample of ['relettings.csv', 'relettings-messy.csv']) copyFileSync(`test/samples/${sample}`, join(folder, sample));
  server = await serveApart(store);
}, 200_000);
afterAll(() => server.stop());

/** Chapters whose commands are processes of their own: there something comes by stdin, by the environment or by a schedule. */
const APART = ['Who may come in', 'Persons, beside the log', 'Operators keep it safe'];

/** A way from a shell to this process, where command lines are run without a start each. The shell gets the exit code as the answer, and what was written in two files. */
const door = join(folder, 'door');
const doorkeeper = createServer((asked, answer) => {
  void (async () => {
    const argv = (await bytesOf(asked)).toString().split('\0').slice(0, -1);
    const { exit, out, talk } = await reletIn({ env: { RELET_STORE: store, RELET_DEMO: '' } }, ...argv);
    writeFileSync(`${door}.out`, out);
    writeFileSync(`${door}.talk`, talk);
    answer.end(String(exit));
  })();
});
const THROUGH_THE_DOOR = `relet() (
  exit=$(printf '%s\\0' "$@" | curl -sS --unix-socket ${door} --data-binary @- http://relet/)
  cat ${door}.out; cat ${door}.talk >&2; exit \${exit:-1}
)`;
beforeAll(() => new Promise<void>((open) => doorkeeper.listen(door, open)));
afterAll(() => doorkeeper.close());

async function bytesOf(asked: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of asked as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** Runs the commands of a chapter in a shell, beside the running demo; answers the output and which commands failed. */
function typed(title: string, script: string): Promise<{ out: string; failed: string[] }> {
  const begun = APART.includes(title) ? script : `${THROUGH_THE_DOOR}\n${script.replaceAll('./relet ', 'relet ')}`;
  const here = begun
    .replaceAll('localhost:3000', server.address.replace('http://', ''))
    .replaceAll(/test\/samples\/(relettings[a-z.-]*)/g, join(folder, '$1'))
    .replaceAll(/ (data|\/backup)\//g, ` ${folder}/`)
    .replaceAll(/(> |--about )((?:tomgang|faser)\.\w+)/g, `$1${folder}/$2`)
    .replaceAll('meeting.html', join(folder, 'meeting.html'));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    RELET_DEMO: '',
    RELET_STORE: store,
    PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}`,
  };
  return new Promise((done) =>
    execFile('bash', ['-c', `trap 'echo "FAILED $? $BASH_COMMAND" >&2' ERR\n${here}`], { env, timeout: 120_000 }, (_, out, talk) =>
      done({ out, failed: talk.split('\n').filter((line) => line.startsWith('FAILED')) }),
    ),
  );
}

/** README.md uses curl, which a machine may not have. */
const withCurl = spawnSync('curl', ['--version']).status === 0 ? test : test.skip;

test('README.md has a chapter for each user', () => expect(chapters?.map(({ title }) => title)).toHaveLength(7));

withCurl.each(chapters ?? [])(
  '$title: every command that README.md tells works as it says',
  async ({ title, script }) => {
    const { out, failed } = await typed(title, script);
    const expected = title === 'From the spreadsheet' ? REFUSED : [];
    expect(failed.map((line) => /^FAILED 3 \S+ (\S+)/.exec(line)?.[1] ?? line)).toEqual(expected);
    expect(out).not.toBe('');
  },
  120_000,
);

withCurl('the re-lettings that README.md drives end with a move-in, one by the command line and one over HTTP', async () => {
  for (const unit of ['eksempel.101', 'eksempel.102']) {
    const { out } = await relet('history', unit, '--store', store, '--json');
    const { events } = JSON.parse(out) as { events: { type: string; standing: string }[] };
    expect(events.findLast(({ standing }) => standing !== 'correction')?.type).toBe('MovedIn');
  }
});
