import { dirname, join } from 'node:path';
import { serveBuilt, type Built } from '../document/built.js';
import { storeWith } from '../histories/before/log.js';
import { newStore } from '../operations/processes.js';
import { ask, routesOf, type Answered, type Route } from './asking.js';
import { CELLS } from './cells.js';
import { everybody, manageOnly, mayDo, MUNICIPALITIES, type Somebody } from './people.js';
import { LOG, marksOf, nobodys, theirs, type Ids } from './town.js';

const store = newStore();
const users = join(dirname(store), 'relet.users.db');
let server: Built;
let routes: Route[];
let people: Somebody[];
beforeAll(async () => {
  await storeWith(store, LOG);
  server = await serveBuilt(store);
  routes = routesOf(server);
  people = await everybody(users);
});
afterAll(() => server.stop());

/** What an answer says, whatever ids were asked for. */
const told = ({ status, text }: Answered, ids: Ids) =>
  Object.values(ids as unknown as Record<string, string>).reduce((bare, id) => bare.replaceAll(id, '...'), `${status} ${text}`);
/** A new pseudonym is given, whatever others there are: nothing is looked up by it. */
const GIVES_PSEUDONYM = ['post /v1/citizens', 'post /v1/citizens/{citizen}/approval'];
/** What is asked for inside a home or citizen that is known: an offer or an event that nobody knows. */
const NAMES_MORE = /\{offer\}|\{month\}|corrections|retractions/;

test('every route has its cell, and no cell is for a route that is not there', () => {
  const keys = new Set(routes.map(({ key }) => key));
  expect(Object.keys(CELLS).filter((key) => !keys.has(key))).toEqual([]);
});

describe.each([
  ['as long as no municipality is named', MUNICIPALITIES],
  ['when the administrator manages one of them', ['eksempel'] as const],
])('%s', (_, managed) => {
  const sees = ({ of }: Somebody, municipality: string) =>
    of === 'administrator' ? managed.some((each) => each === municipality) : of === municipality;
  beforeAll(async () => {
    if (managed.length === 1) await manageOnly(users, 'eksempel');
  });

  /** Goes through cells of the matrix; answers what is wrong in them. */
  async function wrongIn(
    cells: (somebody: Somebody, route: Route) => boolean,
    look: (somebody: Somebody, route: Route) => Promise<unknown[]>,
  ) {
    const wrong: unknown[] = [];
    for (const route of routes)
      for (const somebody of people.filter((each) => cells(each, route)))
        for (const each of await look(somebody, route)) wrong.push([route.key, somebody.role, somebody.of, each]);
    return wrong;
  }

  test('whose role does not do it is told so, and the same whatever the route is about', async () => {
    const refused = (somebody: Somebody, { cell }: Route) => !mayDo(somebody, cell.right);
    const wrong = await wrongIn(refused, async (somebody, route) => {
      const about = [...MUNICIPALITIES.map((of) => theirs(of, people)), nobodys('eksempel')];
      const answers = await Promise.all(about.map((ids) => ask(server, somebody, route, ids)));
      return [...new Set(answers.map(({ status, code, text }) => `${status} ${code} ${text}`))].filter(
        (each, n) => n > 0 || !each.startsWith('403 NOT_YOUR_PART'),
      );
    });
    expect(wrong).toEqual([]);
  }, 240_000);

  test('what is in sight is known, and what is not is told like what nobody knows', async () => {
    const asks = (somebody: Somebody, { key, cell }: Route) =>
      mayDo(somebody, cell.right) && !['list', 'self', 'body', 'server'].includes(cell.about) && !GIVES_PSEUDONYM.includes(key);
    const wrong = await wrongIn(asks, async (somebody, route) => {
      const found = MUNICIPALITIES.map(async (of) => {
        const both = [theirs(of, people), nobodys(of)] as const;
        const [known, unknown] = await Promise.all(both.map((ids) => ask(server, somebody, route, ids)));
        if (!known || !unknown) return [];
        if (!sees(somebody, of)) return told(known, both[0]) === told(unknown, both[1]) ? [] : [[of, known, unknown]];
        return known.status !== 404 || NAMES_MORE.test(route.path) ? [] : [[of, known]];
      });
      return (await Promise.all(found)).flat();
    });
    expect(wrong).toEqual([]);
  }, 240_000);

  test('lists, figures, exports, live events and proofs hold what is in sight, and no trace of the rest', async () => {
    const lists = (somebody: Somebody, { cell }: Route) => mayDo(somebody, cell.right) && cell.about === 'list';
    const wrong = await wrongIn(lists, async (somebody, route) => {
      const { status, text } = await ask(server, somebody, route, nobodys('eksempel'));
      const rest = MUNICIPALITIES.filter((each) => !sees(somebody, each)).flatMap(marksOf);
      return status === 200 ? rest.filter((mark) => text.includes(mark)) : [status, text];
    });
    expect(wrong).toEqual([]);
  }, 240_000);

  test('a municipality counts what the administrator counts for it, and not one more', async () => {
    const counted = (somebody: Somebody, { cell }: Route) =>
      mayDo(somebody, cell.right) && somebody.of === 'eksempel' && cell.byMunicipality === true;
    const wrong = await wrongIn(counted, async (somebody, route) => {
      const administrator = people.find(({ role, of }) => role === somebody.role && of === 'administrator') as Somebody;
      const own = await ask(server, somebody, route, nobodys('eksempel'));
      const asked = await ask(server, administrator, route, nobodys('eksempel'), 'municipality=eksempel');
      const alike = asked.text.replace('"municipality":"eksempel"', '"municipality":null');
      return [own.text, own.text.replace('"municipality":"eksempel"', '"municipality":null')].some((each) =>
        [asked.text, alike].includes(each),
      )
        ? []
        : [own, asked];
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  test('a proof counts the histories in sight, and no others', async () => {
    const verify = routes.find(({ key }) => key === 'get /v1/verify') as Route;
    for (const auditor of people.filter(({ role }) => role === 'auditor')) {
      const { text } = await ask(server, auditor, verify, nobodys('eksempel'));
      const own = LOG.filter(({ municipality }) => sees(auditor, municipality));
      // The administrator also counts the event in which the store says what it is.
      const first = auditor.of === 'administrator' ? 1 : 0;
      const streams = new Set(own.map(({ stream }) => stream)).size;
      expect(JSON.parse(text)).toMatchObject({ ok: true, events: own.length + first, streams: streams + first });
    }
  });

  test('who operates the server does so for the whole store, and everybody is told of themselves', async () => {
    const open = (somebody: Somebody, { cell }: Route) => mayDo(somebody, cell.right) && ['self', 'body', 'server'].includes(cell.about);
    const wrong = await wrongIn(open, async (somebody, route) => {
      const { status, text } = await ask(server, somebody, route, nobodys('eksempel'));
      return [401, 403].includes(status) || status >= 500 ? [status, text] : [];
    });
    expect(wrong).toEqual([]);
  });
});
