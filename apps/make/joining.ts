import type { InputOptions, RolldownPlugin } from 'rolldown';

/** Packages with files that are no modules, that are reached by their path, or that few commands ask. */
const APART = [/^better-sqlite3/, /^pino/, /^@eventstore\/db-client/, /^pg/, /^oidc-provider/];
/** NestJS and its adapter look for these and do without. */
const NOT_INSTALLED = [/^@nestjs\/(microservices|websockets|platform-express)/, /^@fastify\/(multipart|view)/];

/** The types that @nestjs/mapped-types derives take the decorators of class-validator and class-transformer along, which it finds by a `require` of its own: that has to find those of the program. */
const DERIVED = '@nestjs/mapped-types/dist/type-helpers.utils.js';
const OWN_REQUIRE = 'const require = createRequire(import.meta.url);';

const oneOfEachClass: RolldownPlugin = {
  name: 'one-of-each-class',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith(DERIVED)) return undefined;
    if (!code.includes(OWN_REQUIRE))
      throw new Error(`${DERIVED} has no longer a require of its own: see whether it still has to be joined.`);
    return code.replace(OWN_REQUIRE, '');
  },
};

/** How modules are joined for Node, whatever they are; `apart` are packages that stay out beside those that always do. */
export const forNode = ({ apart = [], plugins = [] }: { apart?: string[]; plugins?: RolldownPlugin[] } = {}): InputOptions => ({
  platform: 'node',
  external: [...APART, ...NOT_INSTALLED, ...apart],
  plugins: [oneOfEachClass, ...plugins],
});
