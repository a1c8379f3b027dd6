/** The dependency table of CONTRIBUTING.md as rules; each is planted and seen red by test/boundaries. */
const inner = (lib) => `^libs/${lib}/`;
const libs = ['domain', 'event-store', 'platform', 'reletting', 'board', 'vacancy', 'history'];
const features = '(reletting|board|vacancy|history)';
const TEST = '\\.spec(-support)?\\.ts$|/testing/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: inner('domain'), pathNot: TEST },
      to: { pathNot: '^libs/domain/|^node_modules/(class-validator|class-transformer|temporal-polyfill|reflect-metadata)/' },
    },
    {
      name: 'event-store-knows-no-house',
      severity: 'error',
      from: { path: inner('event-store') },
      to: { path: '^libs/(?!event-store/)|^apps/|^node_modules/@nestjs/' },
    },
    { name: 'platform-knows-no-feature', severity: 'error', from: { path: inner('platform') }, to: { path: `^libs/${features}/|^apps/` } },
    {
      name: 'features-stand-alone',
      severity: 'error',
      from: { path: `^libs/${features}/` },
      to: { path: `^libs/${features}/`, pathNot: '^libs/$1/' },
    },
    {
      name: 'features-know-no-app-and-no-driver',
      severity: 'error',
      from: { path: `^libs/${features}/` },
      to: { path: '^apps/|^node_modules/(better-sqlite3|@eventstore|pg|kysely)/' },
    },
    ...libs.map((lib) => ({
      name: `through-the-door-of-${lib}`,
      severity: 'error',
      from: { pathNot: `^libs/${lib}/` },
      to: { path: `^libs/${lib}/`, pathNot: `^libs/${lib}/src/(index|testing/index)\\.ts$` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // `#domain` and the other doors resolve to sources by the condition "types"; by "default" they would be dist, where no edge is seen.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
