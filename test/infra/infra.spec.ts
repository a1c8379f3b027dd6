import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Metrics, settingsFrom } from '@relet/platform';

const FOLDER = resolve('infra/compose');
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const isHere = (program: string) => spawnSync(program, ['--version']).error === undefined;
/** Without the program the checks are skipped, and say so; where everything is installed they fail. */
const withProgram = (program: string) => (isHere(program) || process.env['CI'] ? describe : describe.skip);
const ran = (program: string, argv: string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd: FOLDER, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, said: `${stdout}${stderr}` };
};

/** What an operator has to say, as the files demand it. */
const GIVEN = {
  RELET_STORE: 'esdb://relet:secret@events:2113?tlsCAFile=/certificates/ca/ca.crt',
  RELET_NAME: 'relet.example.dk',
  RELET_MASTER_KEY: '/etc/relet/master.key',
  ROWS_PASSWORD: 'secret',
  KEYS_PASSWORD: 'secret',
  EVENTS_ADMIN_PASSWORD: 'secret',
  EVENTS_OPS_PASSWORD: 'secret',
  GRAFANA_PASSWORD: 'secret',
};

withProgram('docker-compose')('the compose file', () => {
  const composed = (profile: string, given: Record<string, string> = GIVEN) =>
    ran('docker-compose', ['-f', 'compose.yaml', '--project-directory', '.', 'config'], { ...given, COMPOSE_PROFILES: profile });

  test.each(['one', 'three'])('is whole with %s of the nodes', (profile) => {
    const { status, said } = composed(profile);
    expect([status, said]).toEqual([0, expect.stringContaining('@keys:5432/erasures')]);
  });

  test.each(Object.keys(GIVEN))('asks for %s when nobody has said it', (name) => {
    expect(composed('one', { ...GIVEN, [name]: '' }).said).toContain(name);
  });
});

test('every setting in the compose file is one that relet knows, and every image has a version', () => {
  const known = readFileSync('libs/platform/src/settings.ts', 'utf8');
  const names = text('compose.yaml').match(/\bRELET_[A-Z_]+(?=:)/g) ?? [];
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => name !== 'RELET_NAME' && !known.includes(`${name}:`) && !known.includes(`'${name}'`))).toEqual([]);
  const images = [...text('compose.yaml').matchAll(/image: (\S+)/g)].map(([, image]) => image as string);
  expect(images.filter((image) => !/:v?\d/.test(image.replace('${KURRENTDB_IMAGE:-', '')))).toEqual([]);
});

test('what the processes of the compose file are told fits together: persons and users on servers, keys apart from the rows', () => {
  const lines = [...text('compose.yaml').matchAll(/^ {4}(RELET_[A-Z_]+): '?([^'\n]+)'?$/gm)];
  const told = Object.fromEntries(lines.map(([, name, value]) => [name as string, (value as string).replace(/\$\{[^}]*\}/g, 'secret')]));
  const { users, readModel, persons } = settingsFrom({
    ...told,
    ...{ RELET_STORE: GIVEN.RELET_STORE, RELET_PUBLIC_URL: 'https://relet.example.dk' },
  });
  const placeOf = (setting: string) => new URL(setting).host + new URL(setting).pathname;
  expect([users, readModel, persons.keys, persons.erasures].map(placeOf)).toEqual([
    ...['rows:5432/relet', 'rows:5432/relet', 'keys:5432/keys', 'keys:5432/erasures'],
  ]);
  const services = text('compose.yaml').match(/^ {2}(?:api-\d|rows|keys):$/gm);
  expect(services).toEqual(['  rows:', '  keys:', '  api-1:', '  api-2:']);
  expect(text('erasures.sql')).toContain('CREATE DATABASE erasures');
});

withProgram('promtool')('what Prometheus is told', () => {
  test('can be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relet-prometheus-'));
    const authority = join(folder, 'ca.crt');
    writeFileSync(authority, '');
    writeFileSync(join(folder, 'prometheus.yaml'), text('prometheus.yaml').replace('/certificates/ca/ca.crt', authority));
    copyFileSync(join(FOLDER, 'alerts.yaml'), join(folder, 'alerts.yaml'));
    expect(ran('promtool', ['check', 'config', join(folder, 'prometheus.yaml')])).toMatchObject({ status: 0 });
  });

  test('raises each alert in its time and not before', () => {
    const { status, said } = ran('promtool', ['test', 'rules', 'alerts.test.yaml']);
    expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
    const [alerts, tested] = ['alerts.yaml', 'alerts.test.yaml'].map((file) => text(file).match(/(?<=alert(?:name)?: )\w+/g));
    expect(new Set(tested)).toEqual(new Set(alerts));
  });
});

test('the dashboard and the alerts ask only metrics that a process gives, and the dashboard all that are of relet', async () => {
  const given = await new Metrics().text({ lag: undefined, deadlinesDue: 0, backupSeconds: 0 });
  const names = new Set([...given.matchAll(/^# TYPE (\S+) (\S+)/gm)].map(([, name]) => name as string));
  const asked = (source: string) => [
    ...new Set((source.match(/\b(?:relet|process|nodejs)_[a-z0-9_]+\b/g) ?? []).map((name) => name.replace(/_bucket$/, ''))),
  ];
  const board = asked(text('grafana/relet.json'));
  expect([...board, ...asked(text('alerts.yaml'))].filter((name) => !names.has(name))).toEqual([]);
  expect([...names].filter((name) => name.startsWith('relet_') && !board.includes(name))).toEqual([]);
  const { panels } = JSON.parse(text('grafana/relet.json')) as { panels: { title: string; targets: { expr: string }[] }[] };
  expect(panels.filter(({ targets }) => !targets.length || targets.some(({ expr }) => !expr))).toEqual([]);
});
