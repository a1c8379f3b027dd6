import { Logger } from '@nestjs/common';
import { Log, placeOf, type RequestLine } from './log.js';

/** The lines that a log of this level writes. */
function written(level: 'silent' | 'error' | 'info', act: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  act(new Log(level, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const LINE: RequestLine = { requestId: 'r', method: 'GET', route: '/v1/board', status: 200, ms: 1.5 };

test('a line about a request holds the allowed fields alone, whatever else it is given', () => {
  const more = { ...LINE, path: '/v1/units/Kirstine', body: { name: 'Kirstine' } };
  const [line] = written('info', (log) => log.request(more));
  expect(line).toEqual({ ...LINE, level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/) });
});

test('a failure on our side is logged as an error, and the level error logs nothing else', () => {
  const lines = written('error', (log) => [200, 404, 503].forEach((status) => log.request({ ...LINE, status })));
  expect(lines.map(({ level, status }) => [level, status])).toEqual([['error', 503]]);
  expect(written('silent', (log) => log.request({ ...LINE, status: 500 }))).toEqual([]);
});

test('sentences of the framework are logged with their context, without stacks and values', () => {
  const lines = written('info', (log) => {
    const nest = new Logger('Projector');
    Logger.overrideLogger(log);
    nest.warn('The log is followed again.');
    log.error('It stopped.', 'Error: Kirstine\n    at stack', 'Projector');
    log.error({ name: 'Kirstine' }, 'Projector');
    log.log('Mapped {/v1/board, GET} route', 'RouterExplorer');
  });
  expect(lines.map(({ level, context, message }) => [level, context, message])).toEqual([
    ['warn', 'Projector', 'The log is followed again.'],
    ['error', 'Projector', 'It stopped.'],
    ['error', 'Projector', 'withheld'],
  ]);
  expect(JSON.stringify(lines)).not.toContain('Kirstine');
});

test('an error is logged by its kind and place, without its message, which may hold what somebody sent', () => {
  expect(placeOf(new TypeError('Kirstine\n    at Kirstine (311299-9876.js:1:1)'))).toMatch(/^TypeError at log\.spec\.ts:\d+:\d+$/);
  expect(placeOf('Kirstine')).toBe('unknown');
});
