/** What the command line says of users and service accounts. */
export const accessTalk = {
  added: (name: string) => `${name} is a user now. This link works once, for 24 hours: give it to nobody else.`,
  linked: (name: string) => `A new link for ${name}. It works once, for 24 hours; what they sign in with now ends when it is used.`,
  linkOfMachine:
    'It works on this machine alone. For people elsewhere say first where they reach the server (RELET_PUBLIC_URL=https://...), and make a link by `relet users link`.',
  given: (name: string, rights: string) => `${name} has these rights from the next request on: ${rights}.`,
  removed: (name: string) => `${name} can no longer sign in. The log goes on naming who they were.`,
  signedOut: (name: string, sessions: number) => `${name} was signed out of ${sessions} ${sessions === 1 ? 'session' : 'sessions'}.`,
  portfolio: (name: string, buildings: string) => `The buildings of ${name}: ${buildings || 'none'}.`,
  token: (label: string, day: string) =>
    `The token of ${label}, which works until ${day}. It is shown this once: keep it where only the program can read it.`,
  revoked: (id: string) => `${id} is refused from the next request on.`,
  municipalities: ['id', 'name', 'CVR number', 'from', 'to'],
  noMunicipalities: 'None is named: the administrator sees every home of the store.',
  municipalityRemoved: (id: string) => `${id} is not named any more: the administrator's people see nothing of it.`,
  lastMunicipality: () =>
    'It is the only one that is named: without it the administrator would see every home of the store. Name another one first.',
  openOrTo: () => '--to names an end, and --open says that there is none: give one of the two.',
  municipalityNeeds: () => 'A municipality that is new needs --name, --cvr and --from.',
  municipalitySet: (name: string, from: string, to: string | null) =>
    `The administrator manages the homes of ${name} from ${from}${to === null ? ' on' : ` to ${to}`}. Its people see these homes, and no others but those of municipalities that are named, too.`,
  municipalityUnnamed: (municipality: string, named: string) => `${municipality} is none of the municipalities that are named: ${named}.`,
  nobody: 'There is nobody yet.',
  users: ['name', 'called', 'party', 'municipality', 'roles', 'id', 'removed'],
  accounts: ['id', 'label', 'party', 'municipality', 'roles', 'until', 'revoked'],
  changes: ['when', 'what', 'about', 'by', 'to'],
  changesBroken: (n: number) => `Change number ${n} is not as it was written: the file of users has been altered.`,
  /** What can be done with users and with accounts. */
  doings: (names: string) => `One of ${names} is needed.`,
  rolesNeeded: (roles: string) => `--roles takes some of ${roles}, with commas between.`,
  nameNeeded: () => 'A name has 1 to 100 characters on one line, and holds no personal number.',
  /** What the roles of somebody allow, and what is said where they allow nothing. */
  allowed: (rights: string) => `Allowed: ${rights}.`,
  allowsNothing: (roles: string) =>
    `${roles} allows nothing at a municipality: an operator looks after the whole store. Leave out --municipality, or give another role.`,
  rights: {
    command: 'record and correct what happens',
    board: 'board, lists and deadlines',
    figures: 'figures and exports',
    history: 'histories and proofs',
    import: 'imports',
    operations: 'operation, users and backups of the whole store',
    persons: 'persons, by reason',
    access_log: 'the log of who has read about persons, and erasures',
  },
  daysNeeded: () => '--days takes a number of days from 1 to 730.',
  what: {
    user_added: 'user added',
    user_given: 'rights given',
    user_removed: 'user removed',
    link_made: 'link made',
    password_changed: 'password changed',
    signed_up: 'link used',
    sessions_ended: 'signed out',
    account_added: 'account added',
    account_revoked: 'account revoked',
    municipality_set: 'municipality named',
    municipality_removed: 'municipality not named any more',
    stand_in: 'stand-in named',
  },
};
