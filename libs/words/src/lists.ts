import type {
  Acceptance,
  CitizenState,
  DomainEvents,
  EventType,
  LawFault,
  OfferRow,
  PhaseRow,
  Tenancy,
  UnitDayRow,
  UnitOnDay,
  UnitState,
  VacancyRow,
} from '@relet/domain';

/** The languages that are spoken here: Danish and English. */
export type Language = 'da' | 'en';

/** Why nothing can be told or kept of a person. */
export type PersonsProblem =
  | 'PERSON_UNKNOWN'
  | 'PERSON_EXISTS'
  | 'CPR_NOT_TAKEN'
  | 'REASON_NEEDED'
  | 'ARCHIVE_HOLD'
  | 'GROUND_NEEDED'
  | 'PERSONS_UNREADABLE'
  | 'PERSONS_ELSEWHERE'
  | 'PERSONS_AWAY'
  | 'ACCESS_LOG_DOWN'
  | 'ERASURES_LOST';

/** Why somebody reads who a pseudonym is. */
export type ReadReason = 'case_work' | 'offer' | 'contract' | 'moving_in' | 'estate' | 'meeting' | 'asked_by_citizen' | 'mending';

/** Why a person is erased, and why one must not be yet. */
export type ErasureGround = 'retention_over' | 'request_granted' | 'registered_wrongly';
export type HoldGround = 'archive_duty' | 'legal_claim' | 'access_request';

/** Who a contact person is to the citizen, or to the estate. */
export type Relation = 'spouse' | 'child' | 'sibling' | 'relative' | 'friend' | 'guardian' | 'estate_administrator' | 'other';

/** Codes of answers about who asks. */
export type AccessProblem =
  | 'UNAUTHENTICATED'
  | 'CROSS_SITE'
  | 'NOT_BY_TLS'
  | 'TOO_MANY_REQUESTS'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_NOT_BEGUN'
  | 'NO_RIGHTS'
  | 'SIGN_IN_TOO_WEAK'
  | 'LINK_UNKNOWN'
  | 'PASSWORD_UNUSABLE'
  | 'CODE_WRONG'
  | 'PASSWORD_WRONG'
  | 'PASSKEY_REFUSED'
  | 'ISSUER_UNAVAILABLE'
  | 'USERS_AWAY'
  | 'USER_UNKNOWN'
  | 'USER_EXISTS'
  | 'ACCOUNT_UNKNOWN'
  | 'SESSION_UNKNOWN'
  | 'ACTOR_UNKNOWN'
  | 'MUNICIPALITY_UNUSABLE'
  | 'CVR_TAKEN';

/** Codes of answers that are no decision of the domain: of the request, the log and the server. */
/** Why a process does not serve as it should. */
export type ServingFault =
  | 'draining'
  | 'unreached'
  | 'behind'
  | 'waits'
  | 'rowsOfAnotherStore'
  | 'rowsOfAnotherVersion'
  | 'unreadable'
  | 'elsewhere'
  | 'elsewhereToStop'
  | 'reader'
  | 'parked'
  | PersonsFault
  | 'reading';

/** Why persons cannot be read. */
export type PersonsFault = 'masterKeyMissing' | 'masterKeyEmpty' | 'masterKeyOther' | 'keysMissing';

/** Cases of a store's error that have a sentence of their own; English says them where they are thrown. */
export type StoreCase =
  | 'NO_STORE'
  | 'NOT_DURABLE'
  | 'FILE_GONE'
  | 'OTHER_VERSION'
  | 'NO_EVENTS'
  | 'CUT_SHORT'
  | 'OTHER_DATABASE'
  | 'FOLDER'
  | 'NO_PLAIN_FILE'
  | 'NOT_ALLOWED'
  | 'NO_BACKUP'
  | 'STORE_THERE'
  | 'BACKUP_IN_USE'
  | 'BACKUP_BYTES'
  | 'BACKUP_CHAIN'
  | 'BACKUP_END'
  | 'BACKUP_DAMAGED'
  | 'MARK_UNREADABLE'
  | 'NOT_BACKED_UP'
  | 'ONTO_ITSELF'
  | 'FILE_THERE'
  | 'DAMAGED'
  | 'LOG_GAP'
  | 'STREAM_GAP'
  | 'OTHER_WRITER'
  | 'FILE_READ_ONLY'
  | 'DISK_READ_ONLY'
  | 'FILE_UNUSABLE'
  | 'CHOOSING_LEADER'
  | 'SLOW'
  | 'UNREACHED'
  | 'CHAIN_BROKEN'
  | 'NO_EVENT_IN_LINE'
  | 'OTHER_HISTORY'
  | 'FOREIGN_STREAM'
  | 'HOLDS_MORE'
  | 'COPY_DIFFERS'
  | 'STREAMS_DELETED'
  | 'OLD_SERVER'
  | 'NO_NAME'
  | 'OTHER_SERVER'
  | 'OTHER_CLIENT'
  | 'CERTIFICATE_LOOKED_AT'
  | 'OPTION_UNKNOWN'
  | 'NO_CA'
  | 'USER_WITHOUT_TLS'
  | 'NOT_ESCAPED'
  | 'LOST_LAST'
  | 'FIRST_UNREADABLE'
  | 'END_LOST'
  | 'BEGINNING_LEFT'
  | 'PLACE_UNKNOWN'
  | 'PLACE_TAKEN'
  | 'ANOTHER_STORE'
  | 'KEY_THERE'
  | 'FILE_EMPTIED'
  | 'OTHER_CONTENT';

export type OtherProblem =
  | PersonsProblem
  | AccessProblem
  | 'NOT_FOUND'
  | 'MUNICIPALITY_UNKNOWN'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'HOST_NOT_SERVED'
  | 'NOT_ACCEPTABLE'
  | 'HEADERS_TOO_LARGE'
  | 'REQUEST_TIMEOUT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'CLOCK_REFUSED'
  | 'TOO_MANY_STREAMS'
  | 'HISTORY_UNREADABLE'
  | 'NOT_YET_VISIBLE'
  | 'ROWS_UNAVAILABLE'
  | 'NOT_SERVING'
  | 'STORE_UNAVAILABLE'
  | 'STORE_DENIED'
  | 'STORE_ADDRESS'
  | 'STORE_USER_MISSING'
  | 'STORE_UNTRUSTED'
  | 'STORE_MISNAMED'
  | 'STORE_VERSION'
  | 'POSITION_UNKNOWN'
  | 'HISTORY_DELETED'
  | 'LOG_DIFFERS'
  | 'LOG_GROWS'
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

/** Where a row of somebody's day belongs, in this order. */
export type DayGroup = 'overdue' | 'today' | 'this_week' | 'waiting';

/** Why it is there because of a day on which something falls. */
export type DayDueCode = 'due_passed' | 'due_today' | 'due_ahead';

/** Why a row is on somebody's day. */
export type DayWhyCode =
  | DayDueCode
  | 'over_target'
  | 'target_today'
  | 'target_ahead'
  | 'in_hand'
  | 'waits'
  | 'respect_window'
  | 'leaving'
  | 'after_death'
  | 'planned';

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
  | 'CELL_TURNED_DAY'
  | 'BYTES_UNREADABLE'
  | 'IMPLAUSIBLE_DAY'
  | 'UNIT_AMBIGUOUS'
  | 'MUNICIPALITY_UNREADABLE'
  | 'NO_OBJECT'
  | 'FIELD_TWICE'
  | 'ROW_NAMED_TWICE';

/** How an import names what would help: options of the command line, parameters of the request, or choices on the screen. */
export type ImportHints = 'options' | 'parameters' | 'choices';

/** What has to be said of a list of homes: since when they are known, whether they are lived in, and that it cannot be both. */
export type ListNeed = 'since' | 'letting' | 'onlyOne';

/** Why a file cannot be read as rows at all. */
export type FileFault =
  | 'EMPTY'
  | 'ONLY_HEADERS'
  | 'NOT_TEXT'
  | 'OLD_EXCEL'
  | 'WEB_PAGE'
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
  | 'CLOCK_BEHIND'
  | 'LIST_NEEDS';

/** Parts of the weekly meeting's agenda. */
export type MeetingSection = 'new' | 'moved' | 'let' | 'stuck' | 'overdue' | 'passed' | 'offers' | 'guarantee' | 'corrected';

type KeysOf<T> = T extends unknown ? keyof T & string : never;
/** Every field that an event can carry, the day on which it was true, and what a command asks for that becomes an event of its own. */
export type FieldName = 'effective' | 'returned' | KeysOf<DomainEvents[EventType]>;

type Parts<T> = T extends readonly (infer E)[] | ReadonlyMap<string, infer E> ? KeysOf<E> : T extends object ? KeysOf<T> : never;
/** Every part of a home's, a citizen's or a policy's standing, and the fields of those parts. A rent is told in kroner. */
export type StandingField =
  | 'rentOere'
  | Exclude<
      | KeysOf<UnitOnDay | CitizenState>
      | { [K in keyof UnitState]-?: Parts<NonNullable<UnitState[K]>> }[keyof UnitState]
      | { [K in keyof Tenancy]-?: Parts<NonNullable<Tenancy[K]>> }[keyof Tenancy]
      | { [K in keyof CitizenState]-?: Parts<NonNullable<CitizenState[K]>> }[keyof CitizenState]
      | KeysOf<NonNullable<Acceptance['contract']>>
      | 'letting'
      | 'agreedFrom'
      | 'policy',
      FieldName | 'eventId' | 'expiryId' | 'commandId' | 'pastOffers' | 'lastYes' | 'day'
    >;

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
/** What can be wrong with a field by itself, with a parameter, or with what was sent as a whole. */
export type FieldFault =
  | LawFault
  | 'MISSING'
  | 'UNKNOWN_FIELD'
  | 'NULL'
  | 'NULL_IN_LIST'
  | 'LIST_IN_LIST'
  | 'NO_OBJECT_IN_LIST'
  | 'TOO_DEEP'
  | 'NOT_JSON'
  | 'NOT_UTF8'
  | 'ADDRESS_UNREADABLE'
  | 'ADDRESS_TOO_LONG'
  | 'NO_HTTP'
  | 'NO_OBJECT'
  | 'TEXT'
  | 'NUMBER'
  | 'WHOLE_NUMBER'
  | 'TRUE_OR_FALSE'
  | 'LIST'
  | 'LIST_TOO_SHORT'
  | 'LIST_TOO_LONG'
  | 'LIST_TWICE'
  | 'OBJECT'
  | 'LIST_OF_OBJECTS'
  | 'TOO_SMALL'
  | 'TOO_LARGE'
  | 'TOO_LONG'
  | 'ONE_OF'
  | 'ONE_OR_TWO_OF'
  | 'COUNT'
  | 'DAY'
  | 'DAY_FAR'
  | 'DAY_OR_INSTANT'
  | 'INSTANT'
  | 'POSITION'
  | 'HOME_ID'
  | 'CITIZEN_ID'
  | 'MUNICIPALITY_ID'
  | 'OFFER_ID'
  | 'EVENT_ID'
  | 'LABEL'
  | 'LABEL_SOUGHT'
  | 'FILE_NAME'
  | 'KEY'
  | 'FORM'
  | 'PERSON_NAME'
  | 'CPR'
  | 'NOT_SEEN'
  | 'GIVEN_TWICE'
  | 'FIELD_TWICE'
  | 'HEADER_TWICE'
  | 'HEADER'
  | 'NO_PARAMETERS'
  | 'ONLY_DRY_RUN'
  | 'IF_MATCH'
  | 'LAST_EVENT_ID'
  | 'HOST'
  | 'CURSOR'
  | 'MEETING_AHEAD'
  | 'PERIOD_ENDS_FIRST'
  | 'EXPLAINED_AS_CSV'
  | 'GROUPINGS_ALIKE'
  | 'GROUPINGS_OF_CALENDAR'
  | 'TOO_MANY_GROUPS'
  | 'PERIODS_NOT_ALIKE'
  | 'COMPARISON_NEEDS_BOTH'
  | 'OFFER_IN_PATH'
  | 'NO_SUCH_COMMAND'
  | 'FILE_IS_THE_BODY'
  | 'MAPPING'
  | 'CITIZEN_OR_LABEL'
  | 'ROW_NAME'
  | 'FILE';
