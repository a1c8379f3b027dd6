/** The dependency table of CONTRIBUTING.md as rules; test/boundaries plants an offence against each and sees it red. */
const libs = ['domain', 'event-store', 'words', 'platform', 'reletting', 'board', 'vacancy', 'history', 'persons', 'identity'];
const FEATURES = '^libs/(reletting|board|vacancy|history|persons)/';
// Who may come in: no feature knows it, and it knows none.
const IDENTITY = '^libs/identity/';
/** The files of the persons are SQLite's, and these know it. */
const KEPT = '^libs/persons/src/(kept|keys|register)/[a-z]+-file\\.ts$';
const TESTS = '\\.(spec|spec-support|bench)\\.ts$|/src/testing/|^test/';
/** What the screens are built with; nothing of it runs later. */
const BUILDING = '^apps/(make/|web/make/|web/vite\\.config\\.ts$)';
const DRIVERS = '^(node:)?sqlite$|^node_modules/(better-sqlite3|@eventstore/db-client|kysely|pg|pg-copy-streams)/';

const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('all-is-found', {}, { couldNotResolve: true }),
    rule('sources-not-dist', {}, { path: '(^|/)dist/(apps|libs|test)/' }),
    rule('packages-are-listed', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule(
      'production-needs-no-dev-package',
      { pathNot: `${TESTS}|${BUILDING}` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule('production-needs-no-test', { pathNot: TESTS }, { path: TESTS }),
    // The OpenAPI plugin compiles an import of @nestjs/swagger into command chapters; decorators of it may stand there and nowhere else.
    rule(
      'domain-is-pure',
      { path: '^libs/domain/', pathNot: `${TESTS}|\\.commands\\.ts$` },
      { pathNot: '^libs/|^node_modules/(class-validator|class-transformer|temporal-polyfill|reflect-metadata)/' },
    ),
    rule(
      'commands-are-pure',
      { path: '^libs/domain/.*\\.commands\\.ts$' },
      { pathNot: '^libs/|^node_modules/(class-validator|class-transformer|temporal-polyfill|reflect-metadata|@nestjs/swagger)/' },
    ),
    rule('law-knows-no-chapter', { path: '^libs/domain/src/law/' }, { path: '^libs/domain/src/(unit|citizen|policy|vacancy)/' }),
    rule('domain-knows-no-house', { path: '^libs/domain/' }, { path: '^libs/(?!domain/)|^apps/' }),
    rule('event-store-knows-no-house', { path: '^libs/event-store/' }, { path: '^libs/(?!event-store/)|^apps/|^node_modules/@nestjs/' }),
    rule(
      'event-store-needs-only-its-drivers',
      { path: '^libs/event-store/', pathNot: TESTS },
      { path: '^node_modules/', pathNot: '^node_modules/(rxjs|better-sqlite3|@eventstore/db-client)/' },
    ),
    // Words are data for every program that people use, a browser too: of the domain they name the types of its closed lists, which leave no import behind.
    rule('words-are-data', { path: '^libs/words/', pathNot: TESTS }, { pathNot: '^libs/(words|domain)/' }),
    rule('words-take-types-only', { path: '^libs/words/', pathNot: TESTS }, { path: '^libs/domain/', dependencyTypesNot: ['type-only'] }),
    rule('platform-knows-no-feature', { path: '^libs/platform/' }, { path: `${FEATURES}|^apps/` }),
    rule('features-stand-alone', { path: FEATURES }, { path: FEATURES, pathNot: '^libs/$1/' }),
    rule('identity-stands-alone', { path: IDENTITY }, { path: `${FEATURES}|^apps/|^libs/event-store/` }),
    rule('features-know-no-identity', { path: `${FEATURES}|^libs/(platform|domain|words|event-store)/` }, { path: IDENTITY }),
    rule(
      'users-stay-in-their-file',
      { path: IDENTITY, pathNot: `^libs/identity/src/users/users-file\\.ts$|${TESTS}` },
      { path: `${DRIVERS}` },
    ),
    rule('features-know-no-app', { path: FEATURES }, { path: '^apps/' }),
    // What people send as files is read where it is imported; drivers have rules of their own below.
    rule(
      'features-need-only-nest',
      { path: FEATURES, pathNot: TESTS },
      {
        path: '^node_modules/',
        pathNot: `^node_modules/(@nestjs/|(class-validator|class-transformer|rxjs|csv-parse|yauzl|saxes)/)|${DRIVERS}`,
      },
    ),
    rule(
      'files-are-read-by-the-import',
      { path: FEATURES, pathNot: `^libs/reletting/src/import/|${TESTS}` },
      { path: '^node_modules/(csv-parse|yauzl|saxes)/' },
    ),
    rule(
      'platform-needs-only-its-packages',
      { path: '^libs/platform/', pathNot: TESTS },
      {
        path: '^node_modules/',
        pathNot: `^node_modules/(@nestjs/|@opentelemetry/|(class-validator|class-transformer|rxjs|pino|prom-client|negotiator)/)|${DRIVERS}`,
      },
    ),
    rule(
      'identity-needs-only-its-packages',
      { path: IDENTITY, pathNot: TESTS },
      {
        path: '^node_modules/',
        pathNot: `^node_modules/(@nestjs/|@simplewebauthn/|@zxcvbn-ts/|(class-validator|class-transformer|rxjs|jose|openid-client|qr|saxes)/)|${DRIVERS}`,
      },
    ),
    rule('drivers-stay-below', { path: `${FEATURES}|^apps/`, pathNot: `${TESTS}|${KEPT}` }, { path: DRIVERS }),
    rule('persons-keep-to-sqlite', { path: KEPT }, { path: DRIVERS, pathNot: '^node_modules/better-sqlite3/' }),
    rule(
      'sqlite-stays-in-its-engine',
      { path: '^libs/platform/', pathNot: `^libs/platform/src/read-models/sqlite/|${TESTS}` },
      { path: '^(node:)?sqlite$|^node_modules/better-sqlite3/' },
    ),
    rule(
      'postgres-stays-in-its-engine',
      { path: '^libs/platform/', pathNot: `^libs/platform/src/read-models/postgres/|${TESTS}` },
      { path: '^node_modules/(pg|pg-copy-streams)/' },
    ),
    // Its client is loaded where rows lie on a server, and by nobody else: the address alone says whether they do.
    rule(
      'postgres-is-loaded-when-asked-for',
      { path: '^libs/platform/', pathNot: `^libs/platform/src/read-models/postgres/|${TESTS}` },
      {
        path: '^libs/platform/src/read-models/postgres/',
        pathNot: '^libs/platform/src/read-models/postgres/address\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    ),
    // The screens speak to the API alone; of the house they share words, and the types behind them.
    rule(
      'screens-share-words-alone',
      { path: '^apps/web/' },
      { path: '^libs/(?!words/)|^apps/(?!web/)', dependencyTypesNot: ['type-only'] },
    ),
    rule('nobody-needs-screens', { pathNot: `^apps/web/|${TESTS}` }, { path: '^apps/web/' }),
    rule('eventstoredb-stays-in-the-store', { path: '^libs/platform/' }, { path: '^node_modules/@eventstore/' }),
    ...libs.map((lib) =>
      rule(
        `through-the-door-of-${lib}`,
        { pathNot: `^libs/${lib}/` },
        { path: `^libs/${lib}/`, pathNot: `^libs/${lib}/src/(index|testing/index${lib === 'words' ? '|da|en' : ''})\\.ts$` },
      ),
    ),
    // The command line takes the table of contents itself: through index it would load the web server for every command.
    rule('through-the-door-of-api', { pathNot: '^apps/api/' }, { path: '^apps/api/', pathNot: '^apps/api/src/(index|app\\.module)\\.ts$' }),
  ],
  options: {
    doNotFollow: { path: '^node_modules/|^dist/' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'],
    },
  },
};
