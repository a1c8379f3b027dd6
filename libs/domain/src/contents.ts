import type { DomainCommand } from './base.commands.js';
import { EVERY_BOOK } from './books.js';
import type { EventType } from './events.js';
import type { Book, FactLaw, Kind } from './law/chapter.js';
import { isBeyondCorrection, keptBy } from './law/content.js';
import { DEFAULT_POLICY } from './policy/policy.js';

/** What a correction gives an event as its whole new content: the fields of the command that reports such an event. */
export interface NewContent {
  body: new () => DomainCommand;
  /** Fields of the command that are none of the event. */
  without: readonly string[];
  /** Fields that stay as they were recorded. */
  keeps: readonly string[];
  /** What the command may leave out and the event must have; nested objects have all that stands here, too. */
  whole: object;
}

/** The new content of every type of event that a person corrects. */
export const NEW_CONTENTS: ReadonlyMap<EventType, NewContent> = new Map(EVERY_BOOK.flatMap(contentsOf));

function contentsOf({ facts, verbs }: Book<Kind>): [EventType, NewContent][] {
  return Object.values(verbs).flatMap(({ reports, body, beside = [] }): [EventType, NewContent][] => {
    const law = facts[reports] as FactLaw<Kind>;
    if (isBeyondCorrection(law)) return [];
    return [[reports, { body, without: ['effective', ...beside], keeps: keptBy(law), whole: law.whole?.(DEFAULT_POLICY as never) ?? {} }]];
  });
}
