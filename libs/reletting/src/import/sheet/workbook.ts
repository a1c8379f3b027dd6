import { SheetRefused } from './refused.ts';
import { HEAD, likeness, type Known } from './headers.ts';
import { WIDEST, type Row } from './cell.ts';
import type { Area } from './merged.ts';
import { spread } from './merged.ts';

/** The most rows of a sheet that are read. */
export const MOST_ROWS = 200_000;

/** What a sheet says beside its cells. */
export interface Beside {
  merged(area: Area): void;
  /** Columns that people do not see, the first being 0. */
  hidden(from: number, to: number): void;
}

/** One sheet of a workbook: its name, whether people see it, and how its rows are read. */
export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Reads rows, merged areas and which columns are hidden until `take` answers false. */
  read(take: (row: Row) => boolean, beside: Beside): Promise<void>;
}

/** The sheet that was read, and the other visible ones. */
export interface Chosen {
  taken: string;
  others: string[];
  /** Columns that people do not see. */
  hidden: number[];
  rows: Row[];
}

/** Reads the named sheet, else the first visible one in which headers are known, else the first visible one. */
export async function readChosen(sheets: readonly SheetPart[], known: Known, name: string | undefined): Promise<Chosen> {
  const visible = sheets.filter(({ hidden }) => !hidden);
  if (!visible.length) throw new SheetRefused('NO_VISIBLE_SHEET');
  const chosen = name === undefined ? await likeliest(visible, known) : visible.find((sheet) => same(sheet.name, name));
  if (!chosen) throw new SheetRefused('NO_SUCH_SHEET', { names: visible.map((sheet) => sheet.name).join(', ') });
  const others = visible.filter((sheet) => sheet !== chosen).map((sheet) => sheet.name);
  return { taken: chosen.name, others, ...(await rowsOf(chosen)) };
}

const same = (a: string, b: string) => a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase();

/** Of several sheets the first that has most of the columns: a sheet of instructions may name one of them. */
async function likeliest(sheets: readonly SheetPart[], known: Known): Promise<SheetPart | undefined> {
  let [best, most] = [sheets[0], 0];
  if (sheets.length === 1) return best;
  for (const sheet of sheets) {
    const first: Row[] = [];
    await sheet.read((row) => first.push(row) < HEAD, { merged: () => undefined, hidden: () => undefined });
    const [headers] = likeness(
      first.map(({ cells }) => cells),
      known,
    );
    // A sheet of later months with one column more is no better than the first: it is the one that people open.
    if (headers >= 2 ? most < 2 : headers > most) [best, most] = [sheet, headers];
  }
  return best;
}

async function rowsOf(sheet: SheetPart): Promise<Pick<Chosen, 'rows' | 'hidden'>> {
  const rows: Row[] = [];
  const areas: Area[] = [];
  const hidden = new Set<number>();
  await sheet.read(
    (row) => {
      if (rows.push(row) > MOST_ROWS) throw new SheetRefused('TOO_MANY_ROWS', { rows: MOST_ROWS });
      return true;
    },
    {
      merged: (area) => {
        if (areas.push(area) > MOST_ROWS) throw new SheetRefused('WORKBOOK_BROKEN');
      },
      hidden: (from, to) => {
        for (let column = from; column <= Math.min(to, WIDEST); column++) hidden.add(column);
      },
    },
  );
  rows.sort((a, b) => a.line - b.line);
  spread(rows, areas);
  return { rows, hidden: [...hidden] };
}
