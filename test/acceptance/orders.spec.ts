import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMANDS, type CommandName } from '@relet/domain';
import { exampleOf } from '@relet/reletting';
import { WORDS } from '@relet/words';
import { codeTyped, lineTyped, nameTyped } from '../../apps/cli/src/choices.js';
import { fieldsFrom, fieldsOf } from '../../apps/cli/src/fields.js';
import { storeOfDemo } from '../temporary-folder/imported.js';
import { relet } from './relet.js';

let demo: string;
beforeAll(async () => {
  demo = await storeOfDemo();
}, 200_000);

test.each(Object.keys(COMMANDS) as CommandName[])('the example of %s works on the demo', async (name) => {
  // With the persons that the demo keeps: whoever is one of them is not erased by this command alone.
  const folder = `${dirname(demo)}-${name}`;
  cpSync(dirname(demo), folder, { recursive: true });
  const store = join(folder, 'demo.db');
  const lines = exampleOf(name);
  expect(lines.at(-1)).toMatch(new RegExp(`^${name} `));
  for (const line of lines) {
    const { exit, out, talk } = await relet('order', ...line.split(' '), '--store', store);
    expect([line, exit, talk.match(/^[A-Z_]+:.*/gm), out]).toEqual([line, 0, null, expect.stringMatching(/^Recorded: /)]);
  }
});

test('who is new gets an id from the command line, which says it; a home and a municipality are asked for, with an example', async () => {
  const store = join(dirname(demo), 'new.db');
  for (const end of ['.db', '.read.db']) cpSync(demo.replace('.db', end), store.replace('.db', end));
  const approve = ['order', 'ApproveCitizen', 'list=general', 'elderly=true', '--store', store];
  const first = await relet(...approve, '--key', 'k1', '--lang', 'da');
  const [id = ''] = /Borgeren hedder fra nu af (\S+):/.exec(first.out)?.slice(1) ?? [];
  expect([first.exit, id]).toEqual([0, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  // Under the same key it is the same citizen, and nobody is approved twice.
  expect(JSON.parse((await relet(...approve, '--key', 'k1', '--json')).out)).toMatchObject({ citizen: id });
  expect((await relet('history', id, '--json', '--store', store)).out.match(/CitizenApproved/g)).toHaveLength(1);
  const made = await relet('order', 'MakeOffer', 'eksempel.104', `citizen=${id}`, '--lang', 'en', '--store', store);
  const [offer = ''] = /The offer is called (\S+):/.exec(made.out)?.slice(1) ?? [];
  expect(await relet('order', 'AcceptOffer', 'eksempel.104', `offerId=${offer}`, '--as', 'eksempel', '--store', store)).toMatchObject({
    exit: 0,
  });
  for (const name of ['RegisterUnit', 'AgreePolicy', 'GiveNotice'] as const)
    expect(await relet('order', name, 'effective=2026-11-02', '--lang', 'en', '--store', store)).toMatchObject({
      exit: 2,
      talk: expect.stringContaining(`For example: relet order ${exampleOf(name).at(-1)}`),
    });
});

test('the help of an order shows its fields, their codes in words, why it can be refused, and its example', async () => {
  const { exit, out } = await relet('order', 'MakeOffer', '--help', '--lang', 'da');
  expect(exit).toBe(0);
  expect(out).toMatch(/^MakeOffer: Giv et boligtilbud\n/);
  expect(out).toMatch(/^dag +effective +en dag: 9.11.2026 eller 2026-11-09 \(kan udelades: ellers i dag\)$/m);
  expect(out).toMatch(/^borger +citizen +et pseudonym \(kan udelades\)$/m);
  const codes = [...out.matchAll(/^ {2}([A-Z_]+) {2,}/gm)].map(([, code]) => code);
  // The order of docs/law.md: what comes before every rule, the row of the command, and what comes after.
  expect(codes).toEqual([
    ...['MALFORMED', 'NOT_YOUR_PART', 'UNIT_UNKNOWN', 'CITIZEN_UNKNOWN', 'FUTURE_FACT', 'DECOMMISSIONED'],
    ...['NOT_LETTABLE', 'OUT_OF_SERVICE', 'LETTING_COMMITTED', 'RESERVED', 'OFFER_OPEN', 'CITIZEN_NOT_ELIGIBLE'],
    ...['DATE_ORDER', 'BREAKS_HISTORY'],
  ]);
  expect(out).toMatch(/^ {2}relet order MakeOffer eksempel\.104 boligtilbud=o9 borger=e0000000-/m);
  expect((await relet('order', 'MakeOffer', '--help')).out).toContain(`  relet order ${exampleOf('MakeOffer')[0]}`);
  expect((await relet('order', 'GiveNotice', '--help', '--lang', 'da')).out).toContain('resident (beboeren)');
  expect((await relet('order', 'AcceptOffer', '--help')).out).toContain('CITIZEN_ALREADY_ACCEPTED');
  expect((await relet('order', 'CorrectEvent', '--help')).out).toContain('NOT_CORRECTABLE');
  expect(await relet('order', 'GiveNotise', '--help')).toMatchObject({
    exit: 2,
    talk: expect.stringContaining('Do you mean GiveNotice (notice given)?'),
  });
});

test.each(Object.keys(COMMANDS) as CommandName[])('%s takes each field and code by the Danish name that its help shows', (name) => {
  for (const { name: field, codes = [''] } of fieldsOf(name))
    for (const code of codes) {
      const typed = `${nameTyped(field, 'da')}=${codeTyped(name, field, code, 'da')}`;
      expect([typed, fieldsFrom(name, [typed])]).toEqual([typed, fieldsFrom(name, [`${field}=${code}`])]);
    }
});

test('an example in Danish says the same as in English, what holds a space in quotes', () => {
  expect(lineTyped('GiveNotice eksempel.101 by=resident liableUntil=2026-12-31 --now 2026-11-02', 'da')).toBe(
    'GiveNotice eksempel.101 "af hvem=beboeren" frigørelsesdato=2026-12-31 --now 2026-11-02',
  );
});

test('all orders are listed with what they do, in the language, and as JSON', async () => {
  const { out } = await relet('order', '--list', '--lang', 'da');
  for (const name of Object.keys(COMMANDS) as CommandName[]) expect(out).toContain(WORDS.da.commands[name]);
  expect(out).toContain('dag?; af hvem=beboeren|dødsboet|de pårørende|administrator; forventet fraflytning?; frigørelsesdato?');
  const english = await relet('order', '--list', '--lang', 'en');
  expect(english.out).toContain('effective?; by=resident|estate|relatives|administrator; expectedVacantFrom?; liableUntil?');
  expect(JSON.parse((await relet('order', '--list', '--json')).out)).toMatchObject({
    commands: expect.arrayContaining([
      expect.objectContaining({ command: 'ReturnKeys', of: 'unit', does: 'Record that the keys are back' }),
    ]),
  });
});
