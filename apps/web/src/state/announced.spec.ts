import { jest } from '@jest/globals';
import { announce, announced } from './announced';

const standsOn = (isSaid: boolean) => Object.assign(globalThis, { document: { activeElement: { matches: () => isSaid } } });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('what was told goes away by itself, and the next has its own time', () => {
  standsOn(false);
  announce('Registreret: opsigelse');
  jest.advanceTimersByTime(10_000);
  announce('Registreret: nøgler');
  jest.advanceTimersByTime(10_000);
  expect(announced()).toBe('Registreret: nøgler');
  jest.advanceTimersByTime(10_000);
  expect(announced()).toBe('');
});

test('it stays while the keyboard stands on it', () => {
  standsOn(true);
  announce('Registreret: opsigelse');
  jest.advanceTimersByTime(60_000);
  expect(announced()).toBe('Registreret: opsigelse');
  standsOn(false);
  jest.advanceTimersByTime(20_000);
  expect(announced()).toBe('');
});
