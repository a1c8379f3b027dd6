import { isEmpty, type Row } from './cell.ts';

/** Cells of one column that were made one, by their lines. */
export interface Area {
  column: number;
  from: number;
  to: number;
}

/** The value of merged cells for each of their rows: people see it beside each. Of areas that overlap, the first counts. */
export function spread(rows: readonly Row[], areas: readonly Area[]): void {
  const columns = Map.groupBy(
    areas.filter(({ from, to }) => to > from),
    ({ column }) => column,
  );
  for (const [column, its] of columns) {
    const waiting = [...its].sort((a, b) => b.from - a.from);
    let area = waiting.pop();
    let value: Row['cells'][number] = null;
    for (const { line, cells } of rows) {
      while (area && area.to < line) [area, value] = [waiting.pop(), null];
      if (!area || line < area.from) continue;
      if (line === area.from) value = cells[column] ?? null;
      else if (!isEmpty(value) && isEmpty(cells[column])) {
        while (cells.length < column) cells.push(null);
        cells[column] = value;
      }
    }
  }
}
