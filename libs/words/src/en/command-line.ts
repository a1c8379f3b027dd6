import { counted, countOfEvents, countOfHistories, grouped } from './counts.js';
import { correctTalk } from './correct-talk.js';
import { breakSaid } from './breaks.js';
import { help } from './help.js';
import { accessTalk } from './access-talk.js';
import { importTalk } from './import-talk.js';

/** What the command line says. Every other language has the same shape: a forgotten word does not compile. */
export const commandLine = {
  ...help,
  /** Problems that only the command line has. */
  problems: {
    USAGE: {
      title: 'The command line is not used rightly',
      detail: 'The command line is not used rightly.',
      help: '`relet --help` and `relet COMMAND --help` say how.',
    },
    COMMAND_UNKNOWN: { title: 'No such command', detail: 'There is no such command.', help: '`relet --help` names them all.' },
    ORDER_UNKNOWN: { title: 'No such order', detail: 'There is no such order.', help: '`relet order --list` names them all.' },
    MUNICIPALITY_UNKNOWN: {
      title: 'No such municipality',
      detail: 'There is no municipality of that name.',
      help: '`relet municipalities list` tells which are named; `relet municipalities set` names another one.',
    },
    PRINCIPAL_UNKNOWN: { title: 'Nobody acts by that name', detail: 'Nobody acts by that name.', help: '--as takes one of {names}.' },
    STEP_UNKNOWN: {
      title: 'No such step',
      detail: 'There is no such step.',
      help: '`relet history` tells the steps that are recorded, by names that can be used here.',
    },
    STEP_AMBIGUOUS: {
      title: 'Several steps could be meant',
      detail: 'Several steps could be meant.',
      help: "Write the step's whole name in quotes; of several alike, --was DAY and --offer take one.",
    },
    DAY_UNREADABLE: {
      title: 'That is no day',
      detail: 'That is no day.',
      help: 'A day is written 2026-11-09, 9.11.2026, 9/11-2026 or 9 November 2026.',
    },
    FIELD_UNKNOWN: {
      title: 'The step has no such field',
      detail: 'The step has no such field.',
      help: 'A field is given anew as name=value; without a value it is left out.',
    },
    FILE_UNKNOWN: { title: 'No such file', detail: 'There is no such file.', help: 'Check the path, and the folder that you are in.' },
    FILE_NOT_USABLE: {
      title: 'That file cannot be used',
      detail: 'That file cannot be used.',
      help: 'Name another one, or let this user read and write it.',
    },
    STORE_EXISTS: {
      title: 'There is a store already',
      detail: 'There is a store already.',
      help: 'Use it, or name another path by --store.',
    },
    BI_NEEDS_SERVER: {
      title: 'Rows lie in a file',
      detail: 'The rows lie in a file, where nobody asks them by SQL.',
      help: 'RELET_READ_MODEL=postgres://... puts them into PostgreSQL (docs/bi.md).',
    },
    BI_NOT_YET: {
      title: 'There are no such rows yet',
      detail: 'The rows that analysts ask are not made yet.',
      help: 'Start `relet serve` with this RELET_READ_MODEL once, and try again when it answers.',
    },
    BI_SCHEMA_TAKEN: {
      title: 'The schema of the analysts is taken',
      detail: 'The schema of the analysts holds something of somebody else.',
      help: 'Empty it, or name another schema of the rows (?schema=...): analysts have one of that name and _bi.',
    },
    BI_ROLE_TAKEN: {
      title: 'That role cannot be a reader',
      detail: 'There is such a role already, and it may more than read, is a member of others, or would be given another password.',
      help: 'Choose another name. A role of your own that may log in and nothing else is taken without a password on stdin.',
    },
    BI_ROLE_UNKNOWN: { title: 'No such reader', detail: 'No reader has that role.', help: '`relet bi` names them all.' },
    BI_PASSWORD: {
      title: 'A password is needed',
      detail: 'A new role needs a password of 12 to 200 letters, digits and signs of ASCII, on one line of stdin.',
      help: '`relet bi grant eksempel --role eksempel_bi < file-with-the-password`; at a terminal it is asked for.',
    },
    BI_DENIED: {
      title: 'The server does not let this user do that',
      detail: 'The user of RELET_READ_MODEL may not make schemas or roles.',
      help: 'Give it CREATE on the database and CREATEROLE; or make the schema for it and the role yourself, and try again without a password.',
    },
    SETTING_WRONG: { title: 'A setting is wrong', detail: 'A setting is wrong.', help: 'Set it anew, and start again.' },
  },
  /** What people call the commands besides. */
  called: {
    serve: ['server', 'start'] as readonly string[],
    demo: [] as readonly string[],
    import: ['load'] as readonly string[],
    order: ['command', 'give'] as readonly string[],
    correct: ['amend', 'fix'] as readonly string[],
    undo: ['revert'] as readonly string[],
    next: ['steps'] as readonly string[],
    deadlines: ['due'] as readonly string[],
    meeting: ['agenda'] as readonly string[],
    vacancy: ['figures'] as readonly string[],
    export: ['rows'] as readonly string[],
    board: ['homes'] as readonly string[],
    history: ['timeline'] as readonly string[],
    replay: [] as readonly string[],
    state: ['status'] as readonly string[],
    portfolio: [] as readonly string[],
    difference: ['diff'] as readonly string[],
    verify: ['check'] as readonly string[],
    rebuild: [] as readonly string[],
    repair: ['mend'] as readonly string[],
    init: ['new', 'create'] as readonly string[],
    backup: ['copy'] as readonly string[],
    restore: [] as readonly string[],
    doctor: ['diagnose'] as readonly string[],
    help: [] as readonly string[],
  },
  /** Steps that help on the command line, where those of the server would not. */
  helps: {
    UNAUTHENTICATED: 'Put the token of a service account into RELET_TOKEN (`relet accounts add` gives one). People sign in from a browser.',
    STORE_UNAVAILABLE: 'Check the path: --store or RELET_STORE names the store, `relet init` makes one. A server may answer in a moment.',
    FILE_EXISTS: 'Name another file. The --help of the command says whether --yes replaces it.',
    STORE_LOCKED: 'Stop the other process first (the server, for example), and try again.',
    UNIT_UNKNOWN: 'Check the number. `relet board` shows the homes that you may see.',
    EVENT_UNKNOWN: '`relet history` tells what is recorded, with days and ids.',
    USER_UNKNOWN: '`relet users list` shows all users.',
    WRONG_STATE: '`relet next` says what can be done with the home now.',
  },
  /** How a command line was used wrongly. */
  usage: {
    asIsForDemos: () => '--as names demo principals, and this store has none: RELET_TOKEN holds the token of who acts.',
    optionUnknown: (flag: string) => `There is no option ${flag}.`,
    valueMissing: (flag: string) => `${flag} needs a value.`,
    optionMissing: (flag: string) => `${flag} is needed.`,
    argumentMissing: (name: string) => `The ${name} is missing.`,
    tooMany: () => 'More is given than the command takes.',
    choices: (flag: string, values: string) => `${flag} takes one of ${values}.`,
    twice: (flag: string) => `${flag} is given more than once.`,
    portNeeded: () => '--port takes a number from 0 to 65535.',
    rowsOf: (known: string) => `Rows of what? One of ${known}.`,
    rowsToStdout: () => 'Rows go to stdout: put them into a file by >. A file is named for events alone.',
    oneFile: () => 'One file is imported; `relet import events FILE` takes a whole log.',
    otherLog: () => 'That file holds something else than the beginning of this log: name another one.',
    logAlone: () => 'A whole log takes --store, --as, --lang and --json, and nothing else.',
    twoFormats: () => '--json and --csv are two formats: choose one.',
    aboutNeedsFile: () => '--about tells of a file: it takes --csv.',
    againstTakes: () => '--against takes two days: 2025-01-01..2025-06-30.',
    waitingTakes: () => '--waiting lists citizens: it takes --municipality and the two times.',
    deadlinesRun: () => '`relet deadlines` shows them, `relet deadlines run` keeps them.',
    deadlinesTake: () => '`relet deadlines run` takes --now alone; `relet deadlines` takes all else.',
    keyNeeded: () => '--key takes 1 to 200 visible characters, without a personal number.',
    orderMissing: () => 'Which command to give is missing; --list names them all.',
    targetMissing: (example: string) =>
      `What the command is about is missing: a home, a citizen or a municipality.${example && ` For example: ${example}`}`,
    fieldTwice: (field: string) => (field ? `The field ${field} is given twice.` : 'A field is given twice.'),
    fieldUnknown: (field: string) => `The field "${field}" is not known.`,
    fieldForm: () => 'Fields are written field=value, such as effective=2026-11-09.',
    offerNeeded: () => 'The command needs offerId=...',
    fileNameNeeded: () => 'The name of the file holds a personal number, or is no text on one line: give it another.',
    livedInOrEmpty: () => 'People live in the homes (--occupied), or they stand empty (--vacant): say one of the two.',
    lineNeeded: () => '--header-row takes the number of a line.',
    municipalityNeeded: () => '--municipality takes the id of a municipality: small letters, digits and underscores.',
    mapNeeded: (columns: string) => `--map takes "header=column"; the columns are ${columns}.`,
    storeOnServer: () =>
      "A store on a server is backed up and restored by the server's own tools, or by `relet export events`; this is for a store in a file.",
    headsNeeded: () => '--expect takes a file that `relet verify --heads` has written.',
    folder: () => 'That is a folder, not a file.',
    link: () => 'That is a link, which would be replaced by the file: name the file itself.',
    noPlainFile: () => 'That is a device or a pipe, not a file: nothing is written there.',
    noFolder: () => 'A part of that path is a file, not a folder.',
    noFolderThere: () => 'There is no such folder: make it first, or name another file.',
    personActs: (known: string) => `What with the person? One of ${known}.`,
    twoStores: () => '`relet migrate FROM TO` names both stores: it takes no --store.',
    sameStore: () => 'That is the same store twice.',
    keysActs: () => '`relet keys new` makes a master key, `relet keys rotate` puts another one in its place.',
    keysOnServer: () => 'The keys of the persons are on a server (RELET_KEYS): pg_dump and pg_restore copy them, --keys does not.',
    monthsNeeded: () => '--months takes a number of months.',
    notAllowed: () => 'That file may not be read or written by this user.',
  },
  settings: {
    PORT: '{variable}: a port from 0 to 65535 is needed.',
    LOOPBACK:
      '{variable}: only this machine itself is answered until RELET_PUBLIC_URL says the name that others reach it by, and TLS is on.',
    DEMO_BEYOND_LOOPBACK: '{variable}: demo principals have tokens that everybody knows, so they act on this machine alone.',
    SECURED:
      '{variable}: others are answered only with TLS: set RELET_TLS_CERT and RELET_TLS_KEY, or name the proxy before relet by RELET_TRUSTED_PROXY.',
    NAME_NEEDED: '{variable}: the name that people reach the server by is needed, such as https://relet.example.dk.',
    ORIGIN: '{variable}: an origin with https is needed and nothing behind it, such as https://relet.example.dk.',
    WATCH: '{variable}: a port is needed, or an IP address and a port, such as 10.0.0.5:9464.',
    ADDRESSES: '{variable}: IP addresses with commas between are needed.',
    TLS_NEEDS_BOTH: '{variable}: a certificate and its key are needed, both.',
    NO_IDENTITY:
      '{variable}: nobody could sign in from elsewhere: name an identity provider by RELET_OIDC, or make a user first by `relet users add`.',
    FILE_UNREADABLE: '{variable}: the file cannot be read.',
    FILE_OPEN_TO_OTHERS: '{variable}: other users of this machine can read the file: `chmod 600` it.',
    NO_CERTIFICATE: '{variable}: certificate and key do not belong together, or are none.',
    NOTHING_TO_MOVE: '{variable}: there is nothing to move at {values}: name the file that is to be moved.',
    MOVE_FROM_FILE: '{variable}: name the file that is to be moved; this names a server.',
    NOT_EMPTY:
      '{variable}: {values} holds something already, and no move of this file that was cut off: name an empty database, or another schema (`?schema=`).',
    NOT_WHOLE: '{variable}: {values} is not as it was written: nothing is served from it. `relet doctor` says more.',
    PERSONS_MOVING: '{variable}: persons are still being moved to {values}: let `relet move persons` finish, then start again.',
    ROWS_NEEDED: '{variable}: register and access log go beside the rows: name rows in PostgreSQL (`postgres://...`).',
    USERS_KEY_OTHER:
      '{variable}: the codes of the users are sealed under the key of another machine: copy its file of the key to this one, `chmod 600`.',
    NO_USERS_FILE: '{variable}: {values} is no file of users: name another.',
    OIDC_WRONG: '{variable}: {values} is missing or wrong in the file.',
    ONE_OF: '{variable}: one of {values} is needed.',
    PORT_TAKEN: '{variable}: the port {values} is taken: choose another (--port).',
    CLOCK_OF_STORE: '{variable}: this store was opened with the clock of the machine.',
    READ_MODEL: '{variable}: {values} is no file of read models: name another.',
    KEY_READABLE: '{variable}: others can read {values}. Only its owner may: chmod 600.',
    NO_KEY: '{variable}: {values} holds no key of 32 bytes in base64.',
    NO_NAME: '{variable}: the name is empty.',
    NOT_KEPT: '{variable}: the path of a file is needed; what is kept in memory is lost when the process ends.',
    NO_ADDRESS: '{variable}: the path of a file is needed; this is an address.',
    ROWS_ADDRESS:
      '{variable}: the path of a file or postgres://user:password@host:5432/database is needed; behind it schema, host, sslmode, sslrootcert, sslcert and sslkey may stand, and nothing else.',
    ROWS_TLS: '{variable}: sslmode is verify-full or disable: others let anybody be the server.',
    ROWS_AWAY: '{variable}: {values} cannot be reached.',
    ROWS_DENIED: '{variable}: {values} does not let this user in or make tables, or there is no such database.',
    ROWS_SERVER: '{variable}: {values} is older than PostgreSQL 15, or its database does not hold UTF8.',
    ROWS_FOREIGN: '{variable}: {values} holds tables of somebody else: name a schema of its own (?schema=relet).',
    ROWS_NEWER: '{variable}: a newer relet has made the tables of {values}: start that one, or name another schema (?schema=...).',
    PERSONS_NEED_ROWS:
      '{variable}: keys on a server (RELET_KEYS) go with a register on one, which lies with the rows: name postgres://... here, too.',
    PERSONS_TOGETHER:
      '{variable}: persons are kept in files, or all on servers: RELET_KEYS and this one name postgres://... both, in databases apart, or neither does.',
    PERSONS_WITH_ROWS: '{variable}: where RELET_KEYS names a server, this lies with the rows (RELET_READ_MODEL): leave it out.',
    PERSONS_IN_FILES:
      '{variable}: persons are kept in {values} already, and none on the server. Take RELET_KEYS back, or move those files away if nobody in them is needed.',
    PERSONS_ON_SERVERS:
      '{variable}: the persons of these rows are kept on servers ({values}): name them here and in RELET_ERASURES as the other processes do.',
    KEPT_TOGETHER:
      '{variable}: in {values} lies what this must be kept apart from. Register, keys and record of erasures need a database each, so that no backup holds two of them.',
    KEPT_OF_ANOTHER: '{variable}: {values} belongs to another register of persons: name the database that belongs to this one.',
    ROLE_OF_FILE: '{variable}: a log in a file has one process: {values} needs one on a server (RELET_STORE=esdb://...). Leave --role out.',
    ROLE_IN_MEMORY: '{variable}: rows in memory are seen by one process: {values} needs them in PostgreSQL or, on one machine, in a file.',
    ROLE_BY_HAND: '{variable}: the clock of this store is set by hand, and each process would have its own: {values} is not served on it.',
    ROLE_WITHOUT_ROWS: '{variable}: {values} does not hold rows yet: start the projector first, on the same machine.',
    ROWS_TAKEN:
      '{variable}: another process makes the rows in {values}. Several servers on one machine need a file each: name another one, or stop that process.',
  },
  /** What was done, and what comes next. */
  done: {
    recorded: (facts: string) => `Recorded: ${facts}.`,
    wouldBe: (facts: string) => `Would be recorded: ${facts}.`,
    nothing: 'Nothing is changed: that is what is recorded already.',
    newCitizen: (id: string) => `The citizen is called ${id} from now on: every later command takes that id.`,
    newOffer: (id: string) => `The offer is called ${id}: the answer takes it as offerId.`,
    next: (step: string) => `Next: ${step}.`,
    today: (day: string) => `No day was given, so it is of today: ${day}.`,
    expired: (count: number, day: string) => `${count} ${count === 1 ? 'offer' : 'offers'} expired (${day}).`,
    expiredNone: (day: string) => `No offer expires (${day}).`,
    ended: (facts: string) => `Ended: ${facts}.`,
    notEnded: (count: number) => `${count} could not be ended.`,
    repaired: 'Everything can be read.',
    stillParked: (streams: string) => `Still not to be read: ${streams}.`,
    removalsNone: 'Nobody who left the list has left anything open.',
    rebuilt: (events: number, streams: number) =>
      `The read models were made anew from ${countOfEvents(events)} in ${countOfHistories(streams)}.`,
    differed: (differing: number, all: number, names: string) =>
      `Homes, citizens and policies that had other rows before: ${differing} of ${all} (${names}).`,
    made: (store: string) => `Made: the store ${store}.`,
    thereAlready: (store: string) => `There is a store already, and it was left as it is: ${store}.`,
    realStore: "It is a real store: what is recorded carries the machine's time. A store keeps the clock that it was made with.",
    demonstration:
      'It is a demonstration: its clock is set by hand, so what is recorded proves nothing. A store keeps the clock that it was made with.',
    logWritten: (events: number, added: number) => `${countOfEvents(events)}, ${grouped(added)} of them new here: every chain holds.`,
    logDeleted: (streams: string, count: number) =>
      `Deleted on the server of the events: ${streams}. Of ${count === 1 ? 'that history' : 'those histories'} the copy has what the server still had, the rest of the log is whole. Where something is missing, put a snapshot or an export from before the deletion in its place; \`relet history\` in the copy shows what it has.`,
    logTaken: (events: number, streams: number, known: number) =>
      `${countOfEvents(events)} in ${countOfHistories(streams)}, ${grouped(known)} of them known: every chain holds.`,
    sameHead: (root: string) => `Both logs were read again, and have the same head: ${root}`,
    usersMoved: (people: number, accounts: number, changes: number, to: string) =>
      `Moved to ${to}, and compared: ${counted(people, 'user', 'users')}, ${counted(accounts, 'service account', 'service accounts')}, ${counted(changes, 'change', 'changes')} of rights in one chain. From now on RELET_USERS names it, on every machine with the same file of the key; no server may use the file any more.`,
    personsMoved: (persons: number, keys: number, readings: number, erasures: number) =>
      `Moved and compared: ${counted(persons, 'person', 'persons')}, ${counted(keys, 'key', 'keys')}, ${counted(readings, 'reading', 'readings')} and ${counted(erasures, 'line', 'lines')} of the record of erasures, each in its chain. From now on RELET_KEYS and RELET_ERASURES name the servers. The files are as they were: delete them once the servers are backed up, because nobody is erased in them any more.`,
    moveWhat: '`relet move users TO` and `relet move persons KEYS ERASURES`: each names a database, `postgres://...`.',
    moved: (store: string) =>
      `From now on name ${store} (RELET_STORE), and rows of its own or \`relet rebuild\`. Users and persons stay where their files are; the store that it came from is as it was: let nobody write to it any more.`,
    backedUp: (file: string, position: string) =>
      `${file} holds everything that was acknowledged up to position ${position}; its chain of hashes holds.`,
    usersCopied: (file: string) => `Users and service accounts: ${file}. The key of their codes is not in it.`,
    usersRestored: (file: string) => `${file} is restored. Without the file of its key users with a password need a new link.`,
    usersApart: 'Users lie in PostgreSQL, and no backup has them: dump their schema by `pg_dump`; docs/operating.md says how.',
    usersKept: (file: string) => `${file} is as it was: nobody who was removed since comes in again.`,
    held: (events: number, streams: number, bytes: number, sha256: string) =>
      `${countOfEvents(events)} in ${countOfHistories(streams)}, ${counted(bytes, 'byte', 'bytes')}, SHA-256 ${sha256}.`,
    restored: (store: string, events: number, streams: number, position: string) =>
      `${store} is restored: ${countOfEvents(events)} in ${countOfHistories(streams)} up to position ${position}. The read models are made anew at the next start.`,
    kept: (file: string) => `The store that was there is kept as ${file}; delete it when it is no longer needed.`,
    checks: (bad: number, all: number) => (bad ? `${bad} of ${all} checks ${bad === 1 ? 'is' : 'are'} bad.` : 'Nothing is bad.'),
    written: (file: string) => `Written: ${file}`,
    demoPrincipals:
      'DEMO: everybody on this machine can act here by tokens that everybody knows. It is for trying things out, not for real work.',
    unreached: (address: string, why: string) => `The server of this store, at ${address}, could not be asked: ${why}.`,
    served: (address: string) => `relet is served on ${address}`,
    runs: (role: string) => `relet's ${role} runs`,
  },
  bi: {
    readers: ['role', 'municipality', 'by', 'since'],
    allOfThem: 'all',
    nobody: 'No analyst asks by SQL yet.',
    granted: (role: string, municipality: string | null) =>
      `${role} reads the schema of the analysts: ${municipality === null ? 'all municipalities' : `the rows of ${municipality}`}.`,
    revoked: (role: string) => `${role} reads nothing any more.`,
    doings: (names: string) => `One of ${names} is needed.`,
    roleNeeded: () => '--role takes the name of a role: small letters, digits and underscores.',
    whose: () => 'Name a municipality, or say --all.',
    password: 'Password of the role: ',
  },
  trust: {
    shown: (position: string) => `The log up to position ${position}.`,
    old: (seconds: number) => `Not up to date: what is read last showed all of the log ${seconds} s ago.`,
    parked: (streams: string) => `Not complete: ${streams} could not be read. Look with relet doctor, then relet repair.`,
    notUpToDate: 'Not up to date: the log cannot be read now, is far ahead of the rows, or ends before them. Look with relet doctor.',
    logBehind:
      'The rows of this store have seen more than its log holds: an older copy stands in its place, or its end is lost. What is shown is the log as it is. Look with relet doctor.',
    altered: (streams: string) => `The chain of hashes of ${streams} is broken: it may have been altered. Look with relet verify.`,
  },
  progress: { check: 'check', write: 'write', rebuild: 'rebuild', left: (seconds: number) => `${seconds} s left` },
  demo: {
    ownStore: (other: string, store: string) =>
      `The demo uses a store of its own, ${store}. RELET_STORE names ${other}, which all other commands use: give them --store ${store} to see the demo.`,
    importing: (store: string) => `Importing an invented portfolio into ${store} ...`,
    imported: (rows: number, events: number, refused: number) =>
      `${counted(rows, 'command', 'commands')}: ${countOfEvents(events)} written, ${grouped(refused)} refused.`,
    using: (store: string) => `Using the store ${store}; delete it to begin anew.`,
    welcome: (address: string, today: string, store: string) => `
relet is served on ${address}   Open it in a browser, and choose who you are. (This machine only, invented people; stop with Ctrl-C.)
Every command and answer: ${address}/openapi.json

Here it is ${today}: the clock of this store is set by hand (--now, header Relet-Now), and never back.
What you record stays in ${store}, also after Ctrl-C; delete that file to begin anew.

Try also, in another terminal:`,
    users: { caseworker: 'caseworker', analyst: 'analyst', auditor: 'auditor' },
    whoAreYou: 'Who are you?',
    nobodyChecks: 'This is the demo: choose one of these invented people. Nobody asks you for a password.',
    accounts: {
      administrator: 'Caseworker of the administrator',
      eksempel: 'Caseworker of the municipality Eksempel',
      nordby: 'Caseworker of the municipality Nordby',
      analyst: 'Analyst of the administrator',
      auditor: 'Auditor of the administrator',
      dpo: 'Data protection officer of the municipality Eksempel',
      operator: 'Operator of the administrator',
    },
    overHttp: 'The same over HTTP:',
  },
  next: {
    on: (unit: string, day: string) => `${unit} on ${day}`,
    allowed: ['allowed', 'what', 'offer', 'reports'],
    blocked: ['blocked', 'by', 'because'],
    directly: ' (direct=true is allowed)',
  },
  deadlines: ['day', 'days left', 'what', 'home', 'building', 'citizen', 'municipality'],
  history: {
    head: ['effective', 'recorded', 'event', 'actor', 'standing', 'content', 'id'],
    was: (day: string, before: string) => `${day} (was ${before})`,
    standing: { live: 'live', corrected: 'corrected', retracted: 'retracted', correction: 'correction' },
    defaults: 'No policy has been agreed: the defaults hold.',
    step: (day: string, recorded: string, who: string) => `true on ${day}, recorded ${recorded} by ${who}`,
    then: (stage: string, letting: string) => `then ${stage}${letting && `, ${letting}`}`,
    by: (what: string, day: string, recorded: string, actor: string) => `by ${what} of ${day}, recorded ${recorded} by ${actor}`,
    stood: (id: string, day: string, known: string | null) => `${id} on ${day}, as known ${known ?? 'now'}:`,
    differ: (count: number) => `${count === 1 ? 'One home differs.' : `${count} homes differ.`}`,
    portfolio: ['home', 'stage', 'since', 'letting'],
  },
  verify: {
    ofAnotherStore: 'None of these heads is of this log: they are probably those of another store.',
    notAsItWas: (stream: string, revision: number) => `${stream} revision ${revision}: not as it was`,
    broken: (stream: string, revision: number, kind: string) => `${stream} revision ${revision}: ${breakSaid(kind)}`,
    head: (store: string, root: string) => `store ${store}  root ${root}`,
    holds: (events: number, streams: number) => `${countOfEvents(events)} in ${countOfHistories(streams)}: every chain holds.`,
    altered: (breaks: number, missing: number) =>
      `The log has been altered: ${[
        ...(breaks ? [`${counted(breaks, 'break', 'breaks')}`] : []),
        ...(missing
          ? [`${countOfHistories(missing)} ${missing === 1 ? 'was' : 'were'} cut short or written anew since their heads were kept`]
          : []),
      ].join(', ')}.`,
  },
  orders: {
    ofHome: 'of a home (eksempel.101)',
    ofCitizen: 'of a citizen (a pseudonym)',
    ofPolicy: 'of a municipality (eksempel)',
    ofAny: 'of a home, of a citizen with on=citizen, of a municipality with on=policy',
    mayBeLeftOut: 'may be left out',
    head: ['field', 'what', 'how'],
    how: {
      DAY: 'a day: 2026-11-09 or 9.11.2026',
      money: 'whole øre, or kroner as rent=',
      WHOLE_NUMBER: 'a whole number',
      TRUE_OR_FALSE: 'yes or no',
      LIST: 'a list: a,b',
      OBJECT: 'JSON',
      citizen: 'a pseudonym',
      event: 'an event id, from `relet history`',
      offer: 'a name such as o1',
      label: 'a short label, one line',
      municipality: 'such as eksempel',
    },
    refusals: 'Why it can be refused:',
    example: 'An example that works on the demo (the demo moves on as you use it):',
    who: {
      A: 'administrator',
      M: 'municipality',
      AM: 'administrator or municipality',
      offering: 'municipality; by its policy also the administrator',
    },
    given: (who: string) => `Given by: ${who}.`,
    today: 'else today',
  },
  access: accessTalk,
  persons: {
    kept: (id: string) => `Kept: ${id}.`,
    more: 'There are more: give more of the name.',
    foundNobody: 'Nobody is found.',
    inVain: (sought: string) => `nobody found (search ${sought})`,
    older: 'Older ones are left out.',
    brokenFrom: (n: number) =>
      `Reading ${n} is not as it was written, or is missing: from there on the log does not prove who has read whom.`,
    erased: (at: string, certificate: string) => `Erased: key and row are gone since ${at}. Certificate ${certificate}.`,
    erasing: 'Erased; the certificate follows in a moment.',
    held: 'This must not be erased until the hold is lifted.',
    lifted: 'The hold is lifted.',
    keeps: (municipality: string, cpr: boolean, months: number | null) =>
      `${municipality}: civil registration numbers are ${cpr ? '' : 'not '}kept; ${months === null ? 'nobody is erased by itself' : `erased after ${counted(months, 'month', 'months')}`}.`,
    keyMade: (file: string) => `Made: the master key ${file}. Keep a copy where no backup of relet lies: without it no person can be read.`,
    rotated: (keys: number) => `${keys} keys are wrapped by a new master key. Copy it, and back the keys up anew.`,
    noKeysCopied: 'The keys of the persons are in no backup yet: --keys FILE names one, apart from this one.',
    inNoCopy: (erasures: string) =>
      `In no backup: the record of erasures ${erasures}, the master key, the key of the users' codes and the access log. Copy each to another place; without the record nothing can be restored.`,
    personsCopied: (file: string) => `Persons, sealed: ${file}`,
    keysCopied: (file: string) => `Their keys: ${file}`,
    dumpedApart: () =>
      'Persons lie in PostgreSQL and are not in this backup. Dump the schema person of the rows, to another place the database of RELET_KEYS (`pg_dump`), and that of RELET_ERASURES with neither; docs/operating.md says how.',
    restoredApart: () =>
      'Persons lie in PostgreSQL and were left as they are. If their dumps are put back as well, the next start erases again whoever was erased since.',
    restored: (count: number) => `Persons are restored; ${count} who were erased since are erased again.`,
    readsHead: ['no', 'when', 'who', 'how', 'whom', 'fields', 'why'],
    reviewsHead: ['month', 'municipality', 'readings', 'sample', 'due', 'state'],
    signedOff: 'signed off by {by}',
    overdue: 'OVERDUE',
    open: 'to be looked at',
  },
  importing: importTalk,
  correcting: correctTalk,
};
