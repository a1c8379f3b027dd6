import { jest } from '@jest/globals';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';

const fs = await import('node:fs');
const opened = new Map<number, string>();
const flushed: string[] = [];
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  openSync: (path: string, flags: string) => {
    const file = fs.openSync(path, flags);
    opened.set(file, path);
    return file;
  },
  fsyncSync: (file: number) => {
    flushed.push(opened.get(file) as string);
    fs.fsyncSync(file);
  },
}));
const { makeDirectory, putInPlace } = await import('./durable-file.js');
const home = fs.mkdtempSync(join(tmpdir(), 'relet-durable-'));
beforeEach(() => flushed.splice(0));

// The flushes are recorded here, because no file system that a test can mount loses the name of a new directory; others may.
test('when directories are made, each one above a new one is flushed; nothing is flushed when none is new', () => {
  makeDirectory(join(home, 'a', 'b', 'c'));
  expect(flushed).toEqual([join(home, 'a', 'b'), join(home, 'a'), home]);
  makeDirectory(join(home, 'a', 'b', 'c'));
  expect(flushed).toHaveLength(3);
});

test('a file is flushed before it gets its final name, and its directory after that', () => {
  const [partial, path] = [join(home, 'store.partial'), join(home, 'store')];
  fs.writeFileSync(partial, 'whole');
  putInPlace(partial, path);
  expect(flushed).toEqual([partial, dirname(path)]);
});
