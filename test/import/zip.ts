import { crc32, deflateRawSync } from 'node:zlib';

/** A zip with these parts. `declared` says another size of the last one than it has. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>, declared?: number): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [n, [name, content]] of Object.entries(parts).entries()) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const size = n === Object.keys(parts).length - 1 ? (declared ?? bytes.length) : bytes.length;
    const head = headOf(0x04034b50, [[20, 2], ...common(bytes, packed, size), [name.length, 2], [0, 2]]);
    files.push(head, Buffer.from(name), packed);
    const entry: Field[] = [
      [20, 2],
      [20, 2],
      ...common(bytes, packed, size),
      [name.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [at, 4],
    ];
    directory.push(headOf(0x02014b50, entry), Buffer.from(name));
    at += head.length + name.length + packed.length;
  }
  const [count, length] = [Object.keys(parts).length, Buffer.concat(directory).length];
  const end = headOf(0x06054b50, [
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [length, 4],
    [at, 4],
    [0, 2],
  ]);
  return Buffer.concat([...files, ...directory, end]);
}

type Field = [value: number, bytes: 2 | 4];

const common = (bytes: Buffer, packed: Buffer, size: number): Field[] => [
  ...([
    [0, 2],
    [8, 2],
    [0, 2],
    [0x21, 2],
  ] as Field[]),
  ...([
    [crc32(bytes), 4],
    [packed.length, 4],
    [size, 4],
  ] as Field[]),
];

function headOf(magic: number, fields: readonly Field[]): Buffer {
  const head = Buffer.alloc(4 + fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  head.writeUInt32LE(magic);
  let at = 4;
  for (const [value, bytes] of fields) at = bytes === 2 ? head.writeUInt16LE(value, at) : head.writeUInt32LE(value, at);
  return head;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const XLSX = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A cell of a made sheet: text, a number, a number that is shown as a day, or XML of its own. */
export type Made = string | number | { day: number } | { xml: string } | null;

/** A sheet is its rows, and what stands behind them; hidden rows and columns are counted from 1, as in the file. */
interface MadeSheet {
  rows: Made[][];
  behind?: string;
  hidden?: boolean;
  hiddenRows?: number[];
  hiddenColumns?: number[];
}

/** An XLSX as a program writes it. */
export function xlsxOf(sheets: Readonly<Record<string, MadeSheet>>, { date1904 = false } = {}): Buffer {
  const names = Object.keys(sheets);
  const list = names.map(
    (name, n) =>
      `<sheet name="${escaped(name)}" sheetId="${n + 1}"${sheets[name]?.hidden ? ' state="veryHidden"' : ''} r:id="rId${n + 1}"/>`,
  );
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${XLSX}" xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${XLSX}"><numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  };
  for (const [n, name] of names.entries()) {
    const { rows, behind = '', hiddenRows = [], hiddenColumns = [] } = sheets[name] as MadeSheet;
    const data = rows.map(
      (cells, at) =>
        `<row r="${at + 1}"${hiddenRows.includes(at + 1) ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellOf(cell, `${letters(column)}${at + 1}`)).join('')}</row>`,
    );
    const columns = hiddenColumns.map((at) => `<col min="${at}" max="${at}" width="0" hidden="1"/>`).join('');
    parts[`xl/worksheets/sheet${n + 1}.xml`] =
      `<worksheet xmlns="${XLSX}">${columns && `<cols>${columns}</cols>`}<sheetData>${data.join('')}</sheetData>${behind}</worksheet>`;
  }
  return zipOf(parts);
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

function cellOf(cell: Made, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return 'day' in cell ? `<c r="${place}" s="1"><v>${cell.day}</v></c>` : `<c r="${place}"${cell.xml}</c>`;
}

const ODS = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** An ODS whose content is this XML, between the sheets' own elements. */
export const odsOf = (tables: string, styles = ''): Buffer =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content ${ODS} xmlns:calcext="calcext"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  });
