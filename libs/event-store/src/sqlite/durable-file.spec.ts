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

// No file system that can be mounted in a test forgets the name of a new directory once a file in it was flushed; others may.
test('the name of each new directory is flushed in the one above it, and nothing when none is new', () => {
  makeDirectory(join(home, 'a', 'b', 'c'));
  expect(flushed).toEqual([join(home, 'a', 'b'), join(home, 'a'), home]);
  makeDirectory(join(home, 'a', 'b', 'c'));
  expect(flushed).toHaveLength(3);
});

test('a file is flushed before it gets its name, and the name after it', () => {
  const [partial, path] = [join(home, 'store.partial'), join(home, 'store')];
  fs.writeFileSync(partial, 'whole');
  putInPlace(partial, path);
  expect(flushed).toEqual([partial, dirname(path)]);
});
