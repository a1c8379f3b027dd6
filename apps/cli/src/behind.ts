import type { INestApplicationContext } from '@nestjs/common';
import type { EventStore } from '@relet/event-store';
import { EVENT_STORE, isStill, prefixOf, progressOf, seenIn, STORE_INFO, type StoreInfo } from '@relet/platform';
import { WORDS, type Language } from '@relet/words';
import { say } from './output.js';

/** Says it where the rows of the store have seen more than its log holds: a question that reads the log itself would show an older copy without a word. */
export async function sayIfBehind(house: INestApplicationContext, rows: string, language: Language): Promise<void> {
  if (await isBehind(house, rows).catch(() => false)) say(WORDS[language].commandLine.trust.logBehind);
}

/** Rows of another store say nothing, and neither do rows that cannot be asked. */
async function isBehind(house: INestApplicationContext, rows: string): Promise<boolean> {
  const seen = await seenIn(rows, house.get<StoreInfo>(STORE_INFO).storeId, prefixOf('unit'));
  const progress = seen && (await progressOf(rows));
  if (!progress?.position) return false;
  const store = house.get<EventStore>(EVENT_STORE);
  const head = await store.head();
  if (head === undefined || store.comparePositions(progress.position, head) > 0) return true;
  return !(await isStill(store, progress, (stream) => progress.parked.some((each) => each.stream === stream)));
}
