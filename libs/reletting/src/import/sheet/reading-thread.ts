import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from './cell.ts';
import { readCsv } from './csv.ts';
import { odsSheets } from './ods.ts';
import { SheetRefused } from './refused.ts';
import { textOf } from './text.ts';
import { readChosen } from './workbook.ts';
import { xlsxSheets } from './xlsx.ts';
import { Parts } from './zip.ts';
import type { FromWorker, ToWorker } from './messages.ts';

const { bytes, known, sheet, taken } = workerData as ToWorker;
const ROWS = 100;
let batch: Row[] = [];
let sent = 0;

/** Sends rows in batches. It waits while the reader has not taken the one before the last, so that what is on its way stays small. */
function take(row: Row): void {
  if (batch.push(row) === ROWS) send();
}

function send(): void {
  tell({ rows: batch });
  batch = [];
  sent += 1;
  for (let done = Atomics.load(taken, 0); done < sent - 1; done = Atomics.load(taken, 0)) Atomics.wait(taken, 0, done);
}

const tell = (message: FromWorker) => parentPort?.postMessage(message);
const beginsWith = (...magic: number[]) => magic.every((byte, n) => bytes[n] === byte);

async function read(): Promise<void> {
  if (beginsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new SheetRefused(isLocked() ? 'LOCKED' : 'OLD_EXCEL');
  if (!beginsWith(0x50, 0x4b, 3, 4)) return readText(textOf(bytes));
  const parts = await Parts.of(bytes);
  const sheets = parts.has('xl/workbook.xml') ? await xlsxSheets(parts) : parts.has('content.xml') ? await odsSheets(parts) : [];
  if (!sheets.length) throw new SheetRefused('WORKBOOK_BROKEN');
  const { rows, ...chosen } = await readChosen(sheets, known, sheet);
  tell({ chosen });
  rows.forEach(take);
}

/** Some programs save a table as a web page, and call it a workbook. */
function readText(text: string): void {
  if (/^\s{0,100}<(?:!doctype html|html|table|meta|head)\b/i.test(text.slice(0, 200))) throw new SheetRefused('WEB_PAGE');
  readCsv(text, known, take);
}

/** A workbook with a password lies in a file of the old kind. */
const isLocked = () => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));

tell({ begun: true });
try {
  await read();
  if (batch.length) send();
  tell({ end: true });
} catch (error) {
  if (!(error instanceof SheetRefused)) throw error;
  tell({ refused: error.why, about: error.about });
}
