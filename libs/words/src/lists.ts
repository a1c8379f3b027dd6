import type { DomainEvents, EventType, OfferRow, PhaseRow, UnitDayRow, VacancyRow } from '@relet/domain';

/** The languages that are spoken here: Danish and English. */
export type Language = 'da' | 'en';

/** Codes of answers that are no decision of the domain: of the request, the log and the server. */
export type OtherProblem =
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'HOST_NOT_SERVED'
  | 'HEADERS_TOO_LARGE'
  | 'REQUEST_TIMEOUT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'CLOCK_REFUSED'
  | 'TOO_MANY_STREAMS'
  | 'HISTORY_UNREADABLE'
  | 'NOT_YET_VISIBLE'
  | 'NOT_SERVING'
  | 'STORE_UNAVAILABLE'
  | 'STORE_DENIED'
  | 'STORE_UNTRUSTED'
  | 'STORE_VERSION'
  | 'POSITION_UNKNOWN'
  | 'HISTORY_DELETED'
  | 'STORE_LOCKED'
  | 'STORE_READ_ONLY'
  | 'STORE_CORRUPT'
  | 'STORE_FULL'
  | 'STORE_CLOSED'
  | 'NOT_A_STORE'
  | 'FILE_EXISTS'
  | 'APPEND_TOO_LARGE'
  | 'NOT_CANONICAL'
  | 'INTERNAL';

/** Codes of what is legal and unlikely. */
export type WarningCode =
  | 'W_LONG_VACANCY'
  | 'W_LONG_PHASE'
  | 'W_OLD_FACT'
  | 'W_YEAR'
  | 'W_SHORT_STAY'
  | 'W_RENT'
  | 'W_OFFERS'
  | 'W_NO_ANSWER_TIME'
  | 'W_BEFORE_READY'
  | 'W_LIABLE'
  | 'W_SAME_DAY'
  | 'W_NOT_WORKDAY';

/** What a home waits for, as the board names it. */
export type NextStepName =
  | 'vacate'
  | 'return_keys'
  | 'inspect'
  | 'order_works'
  | 'complete_works'
  | 'declare_ready'
  | 'offer'
  | 'await_answer'
  | 'sign_contract'
  | 'move_in'
  | 'return_to_service';

/** What is planned, promised or owed by a day. */
export type DueWhat =
  'vacating_expected' | 'inspection_planned' | 'works_due' | 'answer_due' | 'move_in_planned' | 'return_expected' | 'guarantee_deadline';

/** Columns of the spreadsheet with one row a re-letting. */
export type ColumnName =
  | 'unit'
  | 'building'
  | 'municipality'
  | 'kind'
  | 'address'
  | 'rent'
  | 'notice'
  | 'liableUntil'
  | 'vacated'
  | 'reason'
  | 'keys'
  | 'inspection'
  | 'works'
  | 'ordered'
  | 'ready'
  | 'offered'
  | 'respondBy'
  | 'accepted'
  | 'contract'
  | 'rentFrom'
  | 'movedIn';

/** What can be wrong with a cell, a row, or with rows beside each other; refusals of the domain come beside these. */
export type RowFault =
  | 'VALUE_MISSING'
  | 'TOO_MANY_CELLS'
  | 'UNIT_MALFORMED'
  | 'MUNICIPALITY_MISMATCH'
  | 'LABEL_UNUSABLE'
  | 'PERSONAL_NUMBER'
  | 'DATE_UNREADABLE'
  | 'DATE_WITHOUT_CENTURY'
  | 'DATE_NOT_IN_CALENDAR'
  | 'AMOUNT_UNREADABLE'
  | 'AMOUNT_TOO_LARGE'
  | 'KIND_UNKNOWN'
  | 'REASON_UNKNOWN'
  | 'WORKS_UNKNOWN'
  | 'NOTICE_MISSING'
  | 'KEYS_MISSING'
  | 'INSPECTION_MISSING'
  | 'WORKS_CONTRADICTED'
  | 'OFFER_MISSING'
  | 'ACCEPTED_MISSING'
  | 'CONTRACT_MISSING'
  | 'RENT_FROM_MISSING'
  | 'ROW_TWICE'
  | 'ROW_OVERLAPS'
  | 'ROW_SECOND_OPEN'
  | 'HOME_CONTRADICTED'
  | 'ROW_CHANGED'
  | 'CELL_EMPTIED'
  | 'ROW_WAITS'
  | 'CELL_ERROR'
  | 'FORMULA_WITHOUT_VALUE'
  | 'BYTES_UNREADABLE'
  | 'IMPLAUSIBLE_DAY'
  | 'UNIT_AMBIGUOUS'
  | 'MUNICIPALITY_UNREADABLE'
  | 'NO_OBJECT'
  | 'FIELD_TWICE'
  | 'ROW_NAMED_TWICE';

/** Why a file cannot be read as rows at all. */
export type FileFault =
  | 'EMPTY'
  | 'ONLY_HEADERS'
  | 'NOT_TEXT'
  | 'OLD_EXCEL'
  | 'LOCKED'
  | 'CSV_BROKEN'
  | 'WORKBOOK_BROKEN'
  | 'TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'NO_SUCH_SHEET'
  | 'NO_VISIBLE_SHEET'
  | 'NO_SUCH_HEADER_ROW'
  | 'HEADER_DAMAGED'
  | 'COLUMN_MISSING'
  | 'COLUMN_TWICE'
  | 'NO_COMMAND'
  | 'RECORDED_ON'
  | 'LIST_NEEDS';

/** Parts of the weekly meeting's agenda. */
export type MeetingSection = 'new' | 'moved' | 'let' | 'stuck' | 'overdue' | 'passed' | 'offers' | 'guarantee' | 'corrected';

type KeysOf<T> = T extends unknown ? keyof T & string : never;
/** Every field that an event can carry, and the day on which it was true. */
export type FieldName = 'effective' | KeysOf<DomainEvents[EventType]>;

/** Every column of the rows that are exported. */
export type RowField = KeysOf<VacancyRow | PhaseRow | OfferRow | UnitDayRow>;

/** Parts of a figure's name, as answers have them: `lettings`, `gross`, `median`. Phases, holders and payers have words of their own. */
export type FigurePart =
  | 'lettings'
  | 'standard'
  | 'offers'
  | 'turnover'
  | 'guarantee'
  | 'emptyUnitDays'
  | 'availableUnitDays'
  | 'vacancyRate'
  | 'occupancy'
  | 'outOfServiceDays'
  | 'phases'
  | 'phaseShares'
  | 'owners'
  | 'ownerShares'
  | 'delayDays'
  | 'tomgang'
  | 'leaver'
  | 'days'
  | 'oere'
  | 'emptyDays'
  | 'gross'
  | 'net'
  | 'core'
  | 'leadTime'
  | 'offerLead'
  | 'offersPerLetting'
  | 'n'
  | 'sum'
  | 'mean'
  | 'p10'
  | 'p25'
  | 'median'
  | 'p75'
  | 'p90'
  | 'accepted'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'ended'
  | 'pending'
  | 'refusalRate'
  | 'noReplyRate'
  | 'vacated'
  | 'perYear'
  | 'covered'
  | 'counted'
  | 'met'
  | 'breached'
  | 'breachDays'
  | 'waits'
  | 'meanWaitingDays';

/** Columns of the figures as a table on a screen. */
export type FigureHead =
  | 'empty'
  | 'available'
  | 'vacancyRate'
  | 'lettings'
  | 'mean'
  | 'median'
  | 'p90'
  | 'refusalRate'
  | 'noReplyRate'
  | 'tomgangDays'
  | 'tomgangKroner'
  | 'leaverDays'
  | 'leaverKroner';
