import type { HomeDifference, Point, TimelineEvent, Told } from '@relet/history';
import type { StreamKind } from '@relet/platform';
import { fieldSaid, fieldsSaid, valueSaid, wordFor, type Words } from '@relet/words';
import { put, type Cell } from './output.js';

/** An event as a row of a timeline. */
export function rowOf({ id, type, effective, recordedAt, actor, standing, now, payload }: TimelineEvent, words: Words): Cell[] {
  const { history } = words.commandLine;
  const day = words.date(effective);
  const [said, saidNow] = [payload, now?.payload ?? payload].map((content) => fieldsSaid(words, content, type)) as [string, string];
  return [
    now && now.effective !== effective ? history.was(words.date(now.effective), day) : day,
    words.moment(recordedAt),
    wordFor(words.events, type),
    actor,
    history.standing[standing],
    saidNow === said ? said : history.was(saidNow, said || '-'),
    id,
  ];
}

/** What one event has made of a history. */
export function putStep({ event, state, changes }: Told<StreamKind>, words: Words): void {
  const { history } = words.commandLine;
  const who = `${event.actor} (${wordFor(words.parties, event.party)} ${wordFor(words.roles, event.role)})`;
  const recorded = history.step(words.date(event.effective), words.moment(event.recordedAt), who);
  put(`#${event.revision} ${wordFor(words.events, event.type)}  ${recorded}`);
  if ('stage' in state) put(`   ${history.then(words.stages[state.stage], words.lettings[state.letting])}`);
  putChanges(changes, words);
}

/** What stands at a point: a line for each part that says something. */
export function putState(id: string, { asOf, knownAt }: Point, state: object, words: Words): void {
  put(words.commandLine.history.stood(id, words.date(asOf), knownAt && words.moment(knownAt)));
  for (const [field, value] of Object.entries(state)) {
    const said = field === 'day' ? '-' : valueSaid(words, field, value);
    if (said !== '-') put(`   ${fieldSaid(words, field)}: ${said}`);
  }
}

/** What differs between two points, and by which events. */
export function putDifference({ unit, changes, events }: HomeDifference, words: Words): void {
  put(unit);
  putChanges(changes, words);
  for (const { type, effective, recordedAt, actor } of events)
    put(`   ${words.commandLine.history.by(wordFor(words.events, type), words.date(effective), words.moment(recordedAt), actor)}`);
}

function putChanges(changes: HomeDifference['changes'], words: Words): void {
  for (const { field, from, to } of changes) {
    const [before, after] = [from, to].map((value) => valueSaid(words, field, value));
    if (before !== after) put(`   ${fieldSaid(words, field)}: ${before} → ${after}`);
  }
}
