import { join } from 'node:path';
import { openTables } from '../kept/on-server.js';
import { ENGINES, newFolder, newSetting, type Engine } from '../places.spec-support.js';
import { RegisterFile } from './register-file.js';
import type { RegisterRows, Subject, Writing } from './register-rows.js';
import { REGISTER_TABLES, RegisterTable } from './register-table.js';

const PLACES: Record<Engine, () => Promise<() => Promise<RegisterRows>>> = {
  files: async () => {
    const path = join(newFolder(), 'persons.db');
    return async () => new RegisterFile(path);
  },
  PostgreSQL: async () => {
    const setting = await newSetting();
    return async () => new RegisterTable(await openTables(setting, REGISTER_TABLES));
  },
};

const subject = (id: string, given: Partial<Subject> = {}): Subject => ({
  ...{ id, kind: 'citizen', about: id, municipality: 'eksempel', state: 'live', command: `made ${id}`, changedOn: '2026-06-01' },
  ...given,
});
const sealed = (field: string, text: string) => ({ field, sealed: Buffer.from(text), at: '2026-06-01T10:00:00.000Z', writer: 'user-b' });
const marks = (...texts: string[]) => texts.map((text) => Buffer.from(text));
const writing = (of: Subject, command: string, given: Partial<Writing> = {}): Writing => ({
  ...{ subject: of, isNew: true, values: [sealed('name', `name of ${of.id}`)] },
  ...{ given: { command, proof: Buffer.from(`proof of ${command}`) } },
  ...given,
});

describe.each(ENGINES)('a register in %s', (engine) => {
  let open: () => Promise<RegisterRows>;
  let register: RegisterRows;
  beforeEach(async () => {
    open = await PLACES[engine]();
    register = await open();
  });
  afterEach(() => register.close());
  const found = (...texts: string[]) => register.find(marks(...texts), 20);

  test('keeps what is written, by subject and by what it is about, also when it is opened again', async () => {
    const anna = subject('anna');
    expect(await register.write(writing(anna, 'c1', { values: [sealed('name', 'A'), sealed('cpr', 'B')] }))).toBe('written');
    await register.close();
    register = await open();
    expect([await register.subject('anna'), await register.subjectOf('citizen', 'anna')]).toEqual([anna, anna]);
    expect([await register.subjectOf('home', 'anna'), await register.subject('nobody')]).toEqual([undefined, undefined]);
    expect(await register.values('anna')).toEqual([sealed('cpr', 'B'), sealed('name', 'A')]);
    expect(await register.values('anna', ['name'])).toEqual([sealed('name', 'A')]);
    expect(await register.proofOf('c1')).toEqual(Buffer.from('proof of c1'));
  });

  test('answers each of many who ask at the same time what they asked for', async () => {
    for (const id of ['a', 'b', 'c']) await register.write(writing(subject(id), `c ${id}`));
    const asked = ['b', 'nobody', 'a', 'b'];
    const found = await Promise.all(asked.map((id) => register.subjectOf('citizen', id)));
    expect(found.map((each) => each?.id)).toEqual(['b', undefined, 'a', 'b']);
    const values = await Promise.all(asked.map((id) => register.values(id)));
    expect(values.map(([name]) => name?.sealed.toString())).toEqual(['name of b', undefined, 'name of a', 'name of b']);
  });

  test('changes the values that are written again, and leaves state and command of their subject', async () => {
    await register.write(writing(subject('anna'), 'c1', { values: [sealed('name', 'A'), sealed('cpr', 'B')] }));
    const later = subject('anna', { state: 'pending', command: 'other', changedOn: '2026-07-01' });
    expect(await register.write(writing(later, 'c2', { isNew: false, values: [sealed('name', 'C')] }))).toBe('written');
    expect(await register.values('anna')).toEqual([sealed('cpr', 'B'), sealed('name', 'C')]);
    expect(await register.subject('anna')).toEqual(subject('anna', { changedOn: '2026-07-01' }));
  });

  test('writes nothing twice, nobody over somebody else, nothing of a case that was begun under another id, and nothing of a subject that is gone', async () => {
    await register.write(writing(subject('one', { kind: 'home', about: 'eksempel.1' }), 'c1'));
    const others: [Writing, string][] = [
      [
        writing(subject('one', { kind: 'home', about: 'eksempel.1' }), 'c1', { isNew: false, values: [sealed('name', 'twice')] }),
        'given before',
      ],
      [writing(subject('two', { kind: 'home', about: 'eksempel.1' }), 'c2'), 'begun elsewhere'],
      [writing(subject('gone'), 'c3', { isNew: false }), 'gone'],
    ];
    for (const [each, outcome] of others) expect(await register.write(each)).toBe(outcome);
    expect(await register.write(writing(subject('one', { kind: 'home', about: 'eksempel.1' }), 'c4'))).toBe('there before');
    expect(await register.values('one')).toEqual([sealed('name', 'name of one')]);
    expect([await register.values('two'), await register.values('gone'), (await register.subjects('live')).length]).toEqual([[], [], 1]);
    expect([await register.proofOf('c2'), await register.proofOf('c3')]).toEqual([undefined, undefined]);
  });

  test('takes one of many that are written at the same time: of a command, and of the case of a home', async () => {
    const same = Array.from({ length: 8 }, () => register.write(writing(subject('anna'), 'c1')));
    expect((await Promise.all(same)).sort()).toEqual([...Array<string>(7).fill('given before'), 'written']);
    const cases = Array.from({ length: 8 }, (_, n) =>
      register.write(writing(subject(`case ${n}`, { kind: 'home', about: 'eksempel.1' }), `h${n}`)),
    );
    expect((await Promise.all(cases)).sort()).toEqual([...Array<string>(7).fill('begun elsewhere'), 'written']);
    expect(await register.subjects('live')).toHaveLength(2);
  });

  test('tells pending from live, in the order of the ids, and who is not there to go live', async () => {
    for (const id of ['b', 'a', 'Z']) await register.write(writing(subject(id, { state: 'pending' }), `c ${id}`));
    expect((await register.subjects('pending')).map(({ id }) => id)).toEqual(['Z', 'a', 'b']);
    expect([await register.goLive('a'), await register.goLive('nobody')]).toEqual([true, false]);
    expect((await register.subjects('live')).map(({ id }) => id)).toEqual(['a']);
  });

  test('finds who bears all marks and is live, so many at most, by the marks that were written last', async () => {
    for (const id of ['a', 'b', 'c']) await register.write(writing(subject(id), `c ${id}`, { marks: marks('all', `own ${id}`) }));
    await register.write(writing(subject('d', { state: 'pending' }), 'c d', { marks: marks('all') }));
    expect([await found('all'), await found('all', 'own b'), await found('own a', 'own b'), await found()]).toEqual([
      ['a', 'b', 'c'],
      ['b'],
      [],
      [],
    ]);
    expect(await register.find(marks('all'), 2)).toEqual(['a', 'b']);
    await register.mark('b', marks('new'));
    await register.write(writing(subject('a'), 'c a2', { isNew: false }));
    expect([await found('own b'), await found('new'), await found('own a')]).toEqual([[], ['b'], ['a']]);
    expect(await register.isMarked()).toBe(false);
    await register.setMarked();
    expect([await register.isMarked(), await found('')]).toEqual([true, []]);
  });

  test('takes a subject out with all that hangs on it, and nothing of the others', async () => {
    for (const id of ['a', 'b']) await register.write(writing(subject(id), `c ${id}`, { marks: marks('all') }));
    await register.setGround('a', 'request_granted');
    await register.setGround('b', 'retention_over');
    await register.remove('a');
    expect(await register.leaveNothing()).toBe(true);
    expect([await register.subject('a'), await register.values('a'), await register.proofOf('c a'), await register.groundOf('a')]).toEqual([
      undefined,
      [],
      undefined,
      undefined,
    ]);
    expect([await found('all'), await register.groundOf('b'), (await register.values('b')).length]).toEqual([['b'], 'retention_over', 1]);
    await register.setGround('b', undefined);
    expect(await register.groundOf('b')).toBeUndefined();
  });

  test('remembers what must not be erased, and what a municipality keeps', async () => {
    await register.hold('citizen', 'anna', { since: '2026-06-01', ground: 'legal_claim', writer: 'user-b' });
    await register.hold('citizen', 'anna', { since: '2026-06-02', ground: 'archive_duty', writer: 'user-b' });
    expect([await register.holdOn('citizen', 'anna'), await register.holdOn('home', 'anna')]).toEqual([
      { since: '2026-06-02', ground: 'archive_duty' },
      undefined,
    ]);
    await register.liftHold('citizen', 'anna');
    expect(await register.holdOn('citizen', 'anna')).toBeUndefined();
    expect(await register.kept('eksempel')).toEqual({ cpr: false, retentionMonths: null });
    for (const kept of [
      { cpr: true, retentionMonths: 60 },
      { cpr: false, retentionMonths: null },
    ]) {
      await register.keep('eksempel', kept);
      expect(await register.kept('eksempel')).toEqual(kept);
    }
  });

  test('remembers words by name', async () => {
    await register.setMeta('erasures', '2 b');
    expect([await register.meta('erasures'), await register.meta('none')]).toEqual(['2 b', undefined]);
  });
});
