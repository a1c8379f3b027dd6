import { Worker } from 'node:worker_threads';
import { fill, WORDS, type Language } from '@relet/words';
import { NotServing } from '@relet/platform';
import { NotAFile } from '../not-a-file.js';
import type { Row } from './cell.js';
import type { Known } from './headers.js';
import type { FromWorker, ToWorker } from './messages.js';

/** The reader, beside this file: Node runs it as it is written, or as it was built. */
const READER = new URL(import.meta.resolve('./reading-thread.js'));

/** What a reader may use: a file that needs more is refused, and harms nobody else. */
const LIMITS = { maxOldGenerationSizeMb: 768 };

/** How a file is to be read. */
export interface Reading {
  known: Known;
  sheet?: string | undefined;
  language?: Language | undefined;
}

/** The sheet that was read, those passed over, and its hidden columns; nothing for a CSV. */
export type Chosen = { taken: string; others: string[]; hidden: number[] } | undefined;

/** Rows of a CSV or a workbook, in batches. A thread of its own reads them, so that others are answered meanwhile. Throws NotAFile. */
export async function readSheet(
  bytes: Buffer,
  { known, sheet, language = 'en' }: Reading,
  take: (rows: Row[]) => void,
  reader = READER,
): Promise<Chosen> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const workerData: ToWorker = { bytes, known, sheet, taken };
  // Options of the process that starts it, such as a text to run, are none of the thread.
  const worker = new Worker(reader, { workerData, resourceLimits: LIMITS, env: {}, execArgv: [], stdout: true, stderr: true });
  const refused = (why: keyof typeof sentences, about = {}) => new NotAFile(fill(sentences[why], about));
  const sentences = WORDS[language].importing.files;
  let chosen: Chosen;
  let hasBegun = false;
  // A reader that does not even begin, as when the program is being replaced, says nothing of the file.
  const ended = (error: Error) => (hasBegun ? error : new NotServing({ reader: { fault: 'reader' } }));
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if ('begun' in message) hasBegun = true;
        else if ('chosen' in message) ({ chosen } = message);
        else if ('refused' in message) reject(refused(message.refused, message.about));
        else if ('end' in message) resolve();
        else
          try {
            take(message.rows);
            // Whoever else waits has a turn before the next rows.
            setImmediate(() => void (Atomics.add(taken, 0, 1), Atomics.notify(taken, 0)));
          } catch (error) {
            reject(error as Error);
          }
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refused('TOO_LARGE', { megabytes: LIMITS.maxOldGenerationSizeMb }) : ended(error),
        ),
      );
      worker.on('exit', () => reject(ended(new Error('The reader has ended.'))));
    });
    return chosen;
  } finally {
    await worker.terminate();
  }
}
