import { writeFileSync } from 'node:fs';
import { AskDeadlines, AskMeeting, DeadlinesQuery, meetingPage, MeetingQuery, rowsOf, type MeetingAnswer } from '@relet/board';
import { checked } from '@relet/platform';
import { WORDS, type MeetingSection, type Words } from '@relet/words';
import { askedOfBoard, filterOf, type Narrowed } from './board.js';
import type { Common } from './house.js';
import { initialsOf } from './initials.js';
import { languageOf } from './language.js';
import { put, say, table } from './output.js';
import { mustBePlain } from './plain-file.js';
import { given } from './reading.js';

/** `relet deadlines`: what is past or falls due within some days. */
export function deadlines(options: Narrowed & { within?: string }): Promise<number> {
  const query = checked(DeadlinesQuery, { ...filterOf(options), ...given({ within: options.within }) });
  return askedOfBoard(
    options,
    (bus, principal) => bus.execute(new AskDeadlines(query, principal)),
    (answer, words) => {
      const rows = answer.deadlines.map(({ on, daysLeft, what, unit, building, citizen, municipality }) => {
        return [words.date(on), daysLeft, words.due[what], unit, building, citizen, municipality];
      });
      put(table(words.commandLine.deadlines, rows, words));
    },
  );
}

/** `relet meeting`: the agenda of the weekly meeting, on the screen or as a page to print. */
export function meeting(options: Common & { since: string; municipality?: string; html?: string }): Promise<number> {
  const { since, municipality, html } = options;
  mustBePlain(html);
  // What is printed is for a meeting in Denmark, whatever the machine speaks.
  const lang = options.lang ?? (html ? 'da' : languageOf(options));
  const query = checked(MeetingQuery, { since, lang, ...given({ municipality }) });
  return askedOfBoard(
    options,
    async (bus, principal) => {
      const answer = { ...(await bus.execute(new AskMeeting(query, principal))), ...(await initialsOf(options, 'meeting', query)) };
      if (html) {
        writeFileSync(html, meetingPage(answer, lang));
        say(WORDS[languageOf(options)].commandLine.done.written(html));
      }
      return answer;
    },
    (answer) => {
      if (!html) putAgenda(answer, WORDS[lang]);
    },
  );
}

function putAgenda(answer: MeetingAnswer, words: Words): void {
  const { meeting, date } = words;
  put(`${meeting.title}. ${meeting.subtitle(date(answer.since), date(answer.asOf), answer.municipality ?? meeting.everywhere)}`);
  for (const [name, rows] of Object.entries(rowsOf(answer, words))) {
    const { heading, head } = meeting.sections[name as MeetingSection];
    put(`\n${heading} (${rows.length})${rows.length ? `\n${table(head, rows, words)}` : ''}`);
  }
}
