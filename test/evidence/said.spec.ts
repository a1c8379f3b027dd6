import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canariesIn } from '../temporary-folder/said.js';

const line = (more: object) =>
  `${JSON.stringify({ time: '2026-06-01T10:00:00.000Z', requestId: '01011950-1205-4111-8222-010119501234', ...more })}\n`;

function found(log: string, ...sent: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'relet-said-'));
  writeFileSync(join(folder, '1.log'), log);
  writeFileSync(join(folder, '2.sent'), sent.map((value) => `${JSON.stringify(value)}\n`).join(''));
  return canariesIn(folder);
}

test('a name that a test has sent is found in what a server says, as it is, within JSON and within an address', () => {
  for (const said of ['Bodil "Bo" Ågård', JSON.stringify('Bodil "Bo" Ågård'), encodeURIComponent('Bodil "Bo" Ågård')])
    expect(found(line({ status: 200 }) + said, 'Bodil "Bo" Ågård', 'Else Holm')).toEqual(['Bodil "Bo" Ågård']);
});

test('whatever was sent, a civil registration number is found, also one with a day plus 60', () => {
  for (const number of ['311299-9876', '3112999876', '711299 9876']) expect(found(line({ detail: `of ${number}.` }))).toEqual([number]);
});

test('a line of the log as it should be holds none', () =>
  expect(found(line({ status: 409, ms: 12.5, principal: 'user-bcdfghjklmnpqrst', stream: 'unit-eksempel.101' }), 'Else Holm')).toEqual([]));
