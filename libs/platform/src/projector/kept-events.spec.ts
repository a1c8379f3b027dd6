import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LogEvent } from '@relet/event-store';
import { KeptEvents } from './kept-events.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-kept-'));
const eventOf = (stream: string, revision: number, text: string) =>
  ({
    stream,
    id: `${stream}-${revision}`,
    type: 'RentSet',
    v: 1,
    revision,
    effective: '2026-01-01',
    payload: { text },
  }) as unknown as LogEvent;

test('each stream is told whole and in order, however a log of any letters is mixed and cut into pages', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string({ unit: 'grapheme' })), { maxLength: 9 })),
      (pages) => {
        const kept = new KeptEvents(folder);
        const wanted = new Map<string, LogEvent[]>();
        for (const page of pages) {
          const events = page.map(([stream, text]) => {
            const own = wanted.get(stream) ?? [];
            wanted.set(stream, own);
            own.push(eventOf(stream, own.length, text));
            return own.at(-1) as LogEvent;
          });
          kept.add(events);
        }
        expect([...kept.streams]).toEqual([...wanted.keys()]);
        for (const [stream, events] of wanted)
          expect(kept.of(stream).map(({ id, payload }) => [id, payload])).toEqual(events.map(({ id, payload }) => [id, payload]));
        kept.close();
      },
    ),
    { numRuns: 60, seed: 20261126 },
  ));

test('its file has no name, so that nothing of it is left behind', () => {
  const kept = new KeptEvents(folder);
  kept.add([eventOf('a', 0, 'text')]);
  expect(readdirSync(folder)).toEqual([]);
  kept.close();
});
