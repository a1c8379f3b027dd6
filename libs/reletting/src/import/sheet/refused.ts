/** Why a file cannot be read as rows at all. */
export type Unreadable =
  | 'EMPTY'
  | 'NOT_TEXT'
  | 'OLD_EXCEL'
  | 'WEB_PAGE'
  | 'LOCKED'
  | 'CSV_BROKEN'
  | 'WORKBOOK_BROKEN'
  | 'TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'NO_SUCH_SHEET'
  | 'NO_VISIBLE_SHEET';

/** Thrown for a file that cannot be read; `about` fills the sentence. */
export class SheetRefused extends Error {
  readonly why: Unreadable;
  readonly about: Record<string, string | number>;

  constructor(why: Unreadable, about: Record<string, string | number> = {}) {
    super(why);
    this.why = why;
    this.about = about;
  }
}
