/** What the server takes each kind of file for. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/csv',
  tsv: 'text/csv',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/** The largest file that the server takes, in bytes. */
export const LARGEST = 32 * 1_048_576;
export const ACCEPTED = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

const endingOf = ({ name }: File) => name.slice(name.lastIndexOf('.') + 1).toLowerCase();
export const typeOf = (file: File): string | undefined => TYPES[endingOf(file)];
export const isCsv = (file: File): boolean => typeOf(file) === 'text/csv';

/** The file's name as the server takes one. */
export const nameFor = ({ name }: File): string => name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(-100);
