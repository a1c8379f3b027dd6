/** Types of the files that are imported: no other route takes them. */
export const FILE_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.ms-excel',
] as const;

/** The route that takes them. */
export const IMPORT_ROUTE = '/v1/imports';

/** The largest file in bytes: a spreadsheet of many years. */
export const LARGEST_FILE = 32 * 1_048_576;
