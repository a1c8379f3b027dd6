/** An import that the dependency table forbids: the rule it breaks, the file it is planted in, its text. */
export type Plant = readonly [rule: string, file: string, text: string];

const DOORS: Plant[] = [
  ['through-the-door-of-domain', 'apps/api/src/planted-domain.ts', "import '../../../libs/domain/src/unit/state.js';"],
  ['through-the-door-of-event-store', 'libs/board/src/planted-store.ts', "import type {} from '../../event-store/src/port.js';"],
  ['screens-share-words-alone', 'apps/web/src/planted-domain.ts', "import '@relet/domain';"],
  ['nobody-needs-screens', 'libs/board/src/planted-screens.ts', "import '../../../apps/web/src/forms/day-typed.ts';"],
  ['through-the-door-of-words', 'libs/vacancy/src/planted-words.ts', "import '../../words/src/numbers.js';"],
  ['through-the-door-of-platform', 'libs/board/src/planted-platform.ts', "import '../../platform/src/clock.js';"],
  ['through-the-door-of-reletting', 'apps/cli/src/planted-reletting.ts', "import '../../../libs/reletting/src/routes.js';"],
  ['through-the-door-of-board', 'test/planted-board.ts', "import '../libs/board/src/card.js';"],
  ['through-the-door-of-vacancy', 'apps/cli/src/planted-vacancy.ts', "import '../../../libs/vacancy/src/homes.js';"],
  ['through-the-door-of-history', 'apps/api/src/planted-history.ts', "import '../../../libs/history/src/timeline.js';"],
  ['through-the-door-of-identity', 'apps/cli/src/planted-identity.ts', "import '../../../libs/identity/src/secrets.js';"],
  ['through-the-door-of-persons', 'apps/api/src/planted-persons.ts', "import '../../../libs/persons/src/lists.js';"],
  ['through-the-door-of-api', 'apps/cli/src/planted-api.ts', "import '../../api/src/health.controller.js';"],
];

/** At least one offence against every rule of .dependency-cruiser.cjs. */
export const PLANTED: Plant[] = [
  ...DOORS,
  ['no-cycles', 'libs/vacancy/src/planted-a.ts', "import { b } from './planted-b.js';\nexport const a = () => b;"],
  ['all-is-found', 'libs/platform/src/planted-nowhere.ts', "import '@relet/nowhere';"],
  ['sources-not-dist', 'libs/board/src/planted-dist.ts', "import '../../../dist/libs/vacancy/src/index.js';"],
  ['packages-are-listed', 'libs/platform/src/planted-unlisted.ts', "import 'fastify';"],
  ['production-needs-no-dev-package', 'libs/platform/src/planted-dev.ts', "import 'fast-check';"],
  ['production-needs-no-test', 'libs/board/src/planted-testing.ts', "import '@relet/event-store/testing';"],
  ['production-needs-no-test', 'apps/api/src/planted-test.ts', "import '../../../test/journeys/server.js';"],
  ['domain-is-pure', 'libs/domain/src/planted-node.ts', "import 'node:fs';"],
  ['domain-is-pure', 'libs/domain/src/planted-fs.ts', "import 'fs';"],
  ['domain-is-pure', 'libs/domain/src/planted-rxjs.ts', "import 'rxjs';"],
  ['domain-is-pure', 'libs/domain/src/planted-swagger.ts', "import '@nestjs/swagger';"],
  ['commands-are-pure', 'libs/domain/src/unit/planted.commands.ts', "import '@nestjs/common';"],
  ['law-knows-no-chapter', 'libs/domain/src/law/planted-chapter.ts', "import type {} from '../unit/works.js';"],
  ['domain-knows-no-house', 'libs/domain/src/planted-type.ts', "import type {} from '@relet/event-store';"],
  ['domain-knows-no-house', 'libs/domain/src/planted-later.ts', "export const later = () => import('@relet/platform');"],
  ['domain-knows-no-house', 'libs/domain/src/testing/planted.ts', "import '@relet/event-store';"],
  ['event-store-knows-no-house', 'libs/event-store/src/planted-domain.ts', "import '@relet/domain';"],
  ['event-store-knows-no-house', 'libs/event-store/src/planted-nest.ts', "import '@nestjs/common';"],
  ['event-store-needs-only-its-drivers', 'libs/event-store/src/planted-validator.ts', "import 'class-validator';"],
  ['words-are-data', 'libs/words/src/planted-node.ts', "import 'node:fs';"],
  ['words-are-data', 'libs/words/src/planted-platform.ts', "import type {} from '@relet/platform';"],
  ['words-are-data', 'libs/words/src/da/planted-nest.ts', "import '@nestjs/common';"],
  ['words-take-types-only', 'libs/words/src/planted-domain.ts', "import { PHASES } from '@relet/domain';\nexport const phases = PHASES;"],
  ['domain-knows-no-house', 'libs/domain/src/planted-words.ts', "import '@relet/words';"],
  ['platform-knows-no-feature', 'libs/platform/src/planted-feature.ts', "import '@relet/board';"],
  ['platform-knows-no-feature', 'libs/platform/src/planted-app.ts', "import '../../../apps/api/src/index.js';"],
  ['features-stand-alone', 'libs/board/src/planted-feature.ts', "import '@relet/vacancy';"],
  ['identity-stands-alone', 'libs/identity/src/planted-feature.ts', "import '@relet/board';"],
  ['identity-stands-alone', 'libs/identity/src/planted-store.ts', "import type {} from '@relet/event-store';"],
  ['features-know-no-identity', 'libs/board/src/planted-identity.ts', "import '@relet/identity';"],
  ['features-know-no-identity', 'libs/platform/src/access/planted-identity.ts', "import '@relet/identity';"],
  ['users-stay-in-their-file', 'libs/identity/src/users/planted-driver.ts', "import 'better-sqlite3';"],
  ['features-stand-alone', 'libs/persons/src/planted-feature.ts', "import '@relet/reletting';"],
  ['features-stand-alone', 'libs/board/src/planted-persons.ts', "import type {} from '@relet/persons';"],
  ['features-know-no-app', 'libs/reletting/src/planted-app.ts', "import '../../../apps/api/src/index.js';"],
  ['drivers-stay-below', 'libs/history/src/planted-driver.ts', "import 'better-sqlite3';"],
  ['drivers-stay-below', 'libs/vacancy/src/planted-sqlite.ts', "import 'node:sqlite';"],
  ['drivers-stay-below', 'apps/cli/src/planted-driver.ts', "import '@eventstore/db-client';"],
  ['drivers-stay-below', 'libs/reletting/src/planted-kysely.ts', "import { sql } from 'kysely';\nexport const all = sql`SELECT 1`;"],
  ['drivers-stay-below', 'libs/persons/src/planted-driver.ts', "import 'better-sqlite3';"],
  ['persons-keep-to-sqlite', 'libs/persons/src/kept/planted-file.ts', "import 'kysely';"],
  ['sqlite-stays-in-its-engine', 'libs/platform/src/read-models/planted-driver.ts', "import 'better-sqlite3';"],
  ['eventstoredb-stays-in-the-store', 'libs/platform/src/planted-driver.ts', "import '@eventstore/db-client';"],
];

/** Files that the offences need: one that closes a cycle, and a built one. */
export const AROUND: (readonly [file: string, text: string])[] = [
  ['libs/vacancy/src/planted-b.ts', "import { a } from './planted-a.js';\nexport const b = () => a;"],
  ['dist/libs/vacancy/src/index.js', 'export {};'],
];

/** Imports that the table allows: no rule may turn red for them. */
export const ALLOWED: (readonly [file: string, text: string])[] = [
  ['libs/domain/src/allowed.ts', "import 'class-validator';\nimport 'temporal-polyfill';"],
  ['libs/domain/src/unit/allowed.commands.ts', "import '@nestjs/swagger';"],
  ['libs/event-store/src/allowed.ts', "import 'node:fs';\nimport 'rxjs';"],
  ['libs/event-store/src/allowed.spec.ts', "import 'fast-check';\nimport './testing/index.js';"],
  ['libs/words/src/allowed.ts', "import type { Phase } from '@relet/domain';\nexport const of = (phase: Phase) => phase;"],
  ['libs/platform/src/allowed.ts', "import '@relet/words';\nimport 'kysely';\nimport '@relet/domain';\nimport '@relet/event-store';"],
  ['libs/platform/src/read-models/sqlite/allowed.ts', "import 'better-sqlite3';"],
  ['libs/board/src/allowed.ts', "import '@relet/domain';\nimport '@relet/platform';\nimport type {} from '@relet/event-store';"],
  ['libs/identity/src/allowed.ts', "import '@relet/domain';\nimport '@relet/platform';\nimport '@relet/words';\nimport 'jose';"],
  ['libs/persons/src/kept/allowed-file.ts', "import 'better-sqlite3';\nimport '@relet/platform';"],
  ['apps/cli/src/allowed.ts', "import '@relet/board';\nimport '../../api/src/index.js';"],
  ['test/allowed.ts', "import '@relet/event-store/testing';\nimport 'better-sqlite3';"],
];
