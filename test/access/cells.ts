import type { Right } from '@relet/platform';

/** What a route is about: one home, citizen, policy or actor of the log, by its id in the path; many commands, each about its own; what is in sight; who asks; what only the body names; or the server itself. */
export type About = 'unit' | 'citizen' | 'policy' | 'actor' | 'commands' | 'list' | 'self' | 'body' | 'server';

/** What a route of the document needs (one of several, where it says so), and whom its answer is about. */
export interface Cell {
  right: Right | 'nothing' | readonly Right[];
  about: About;
  /** How it is asked, behind the path. */
  query?: string;
  /** It answers the same when it is asked for one municipality by who sees all of them. */
  byMunicipality?: true;
}

const PERIOD = 'from=2026-01-01&to=2026-06-30';
const list = (right: Right, query?: string): Cell => ({ right, about: 'list', ...(query !== undefined && { query }) });
const narrowed = (right: Right, query?: string): Cell => ({ ...list(right, query), byMunicipality: true });

/** Reads, operations and what belongs to nobody, by method and path. Commands are not named: their place in the document says what they are about. */
export const CELLS: Readonly<Record<string, Cell>> = {
  'get /livez': { right: 'nothing', about: 'server' },
  'get /readyz': { right: 'nothing', about: 'server' },
  'get /metrics': { right: 'nothing', about: 'server' },
  'post /v1/read-models/rebuild': { right: 'operations', about: 'server' },
  'post /v1/read-models/repair': { right: 'operations', about: 'server' },
  'get /v1/operations': { right: 'operations', about: 'server' },
  'get /v1/deadlines/open': { right: 'operations', about: 'server' },
  'post /v1/deadlines/run': { right: 'operations', about: 'server' },
  'post /v1/deadlines/removals': { right: 'operations', about: 'server' },
  'post /v1/imports': { right: 'import', about: 'server', query: 'name=x.csv&dryRun=true' },
  'post /v1/commands': { right: 'command', about: 'commands', query: 'dryRun=true' },
  'get /v1/units/{unit}': { right: 'board', about: 'unit' },
  'get /v1/units/{unit}/vacancy': { right: 'board', about: 'unit' },
  'get /v1/units/{unit}/next-steps': { right: 'command', about: 'unit' },
  'get /v1/citizens/{citizen}/next-steps': { right: 'command', about: 'citizen' },
  'get /v1/policies/{municipality}/next-steps': { right: 'command', about: 'policy' },
  'get /v1/board': narrowed('board'),
  'get /v1/board/events': list('board'),
  'get /v1/units/{unit}/events': { right: 'board', about: 'unit' },
  'get /v1/waiting-list': narrowed('board'),
  'get /v1/deadlines': narrowed('board', 'within=366'),
  // Each side has other things in hand: a municipality's day is not the administrator's.
  'get /v1/day': list('board'),
  'get /v1/meeting': narrowed('board', 'since=2026-10-01'),
  'get /v1/units': narrowed('board'),
  'post /v1/search': { right: 'board', about: 'body' },
  'get /v1/citizens': narrowed('board'),
  'get /v1/policies': narrowed('board'),
  'get /v1/vacancy': narrowed('figures', `${PERIOD}&groupBy=building&explain=true`),
  'get /v1/vacancy/phases': narrowed('figures', `${PERIOD}&againstFrom=2025-01-01&againstTo=2025-06-30`),
  'get /v1/units/{unit}/facts': { right: 'figures', about: 'unit' },
  'get /v1/exports/vacancies': narrowed('figures', PERIOD),
  'get /v1/exports/phases': narrowed('figures', PERIOD),
  'get /v1/exports/offers': narrowed('figures', PERIOD),
  'get /v1/exports/unit-days': narrowed('figures', PERIOD),
  'get /v1/exports/vacancies/about': list('figures', PERIOD),
  'get /v1/exports/phases/about': list('figures', PERIOD),
  'get /v1/exports/offers/about': list('figures', PERIOD),
  'get /v1/exports/unit-days/about': list('figures', PERIOD),
  'get /v1/events': list('history', 'limit=200'),
  'get /v1/portfolio': list('history'),
  'get /v1/difference': list('history', 'asOf=2025-06-01'),
  'get /v1/verify': list('history'),
  'get /v1/municipalities': list('own'),
  'get /v1/clock': { right: 'own', about: 'server' },
  'get /v1/me': { right: 'own', about: 'self' },
  'get /v1/me/sessions': { right: 'own', about: 'self' },
  'post /v1/me/sessions/{session}/end': { right: 'own', about: 'self' },
  'post /v1/me/buildings': { right: 'own', about: 'self' },
  'get /v1/me/colleagues': { right: 'own', about: 'self' },
  'post /v1/me/stand-in': { right: 'own', about: 'self' },
  'post /v1/me/stand-in/end': { right: 'own', about: 'self' },
  'get /v1/actors/{actor}': { right: ['history', 'access_log'], about: 'actor' },
  // With a parameter that no route takes, so that nobody is approved in earnest.
  'post /v1/persons/approvals': { right: 'persons', about: 'body', query: 'nothing=taken' },
  'post /v1/persons/reason': { right: 'persons', about: 'self' },
  'post /v1/persons/names': { right: 'persons', about: 'body' },
  'post /v1/persons/search': { right: 'persons', about: 'body' },
  'post /v1/persons/erasures': { right: 'persons', about: 'body' },
  'get /v1/persons/erasures': list('access_log'),
  'get /v1/persons/retention': list('access_log'),
  'get /v1/municipalities/{municipality}/persons': { right: 'own', about: 'policy' },
  'post /v1/persons/holds': { right: 'persons', about: 'body' },
  'post /v1/persons/holds/lifted': { right: 'persons', about: 'body' },
  'post /v1/persons/keys/rotation': { right: 'operations', about: 'server' },
  'post /v1/municipalities/{municipality}/persons': { right: 'operations', about: 'server' },
  'post /v1/citizens/{citizen}/person': { right: 'persons', about: 'citizen' },
  'post /v1/citizens/{citizen}/person/changes': { right: 'persons', about: 'citizen' },
  'post /v1/citizens/{citizen}/person/notes': { right: 'persons', about: 'citizen' },
  'post /v1/citizens/{citizen}/person/look-up': { right: 'persons', about: 'citizen' },
  'post /v1/units/{unit}/estate/contacts': { right: 'persons', about: 'unit' },
  'post /v1/units/{unit}/estate/notes': { right: 'persons', about: 'unit' },
  'post /v1/units/{unit}/estate/look-up': { right: 'persons', about: 'unit' },
  'get /v1/access-log': list('access_log'),
  'get /v1/access-log/reviews': list('access_log'),
  'post /v1/access-log/reviews/{month}/{municipality}': { right: 'access_log', about: 'policy' },
  'get /v1/citizens/{citizen}/reads': { right: 'access_log', about: 'citizen' },
  ...Object.fromEntries(
    (['history', 'replay', 'state'] as const).flatMap((what) => [
      [`get /v1/units/{unit}/${what}`, { right: 'history', about: 'unit' }],
      [`get /v1/citizens/{citizen}/${what}`, { right: 'history', about: 'citizen' }],
      [`get /v1/policies/{municipality}/${what}`, { right: 'history', about: 'policy' }],
    ]),
  ),
};
