import type { Municipality } from '@relet/identity';
import { WORDS } from '@relet/words';
import { done, mustBeNamed, type Doings } from './access.js';
import { languageOf } from './language.js';
import { put, putJson, say, table } from './output.js';
import { UsageError } from './usage.js';

/** `relet municipalities`: whose homes the administrator manages, by name, number and days. */
export const municipalities = (what: string | undefined, name: string | undefined, given: Parameters<typeof done>[3]) =>
  done(MUNICIPALITIES, what, name, given);

const MUNICIPALITIES: Doings = {
  async list({ users, given, words }) {
    const all = await users.municipalities.all();
    if (given.json) putJson(all);
    else if (all.length) put(table(words.municipalities, all.map(rowOf), WORDS[languageOf(given)]));
    else say(words.noMunicipalities);
  },
  /** What is not said anew stays as it is. */
  async set({ users, name: id, by, given, words }) {
    const known = (await users.municipalities.all()).find((each) => each.id === id);
    const { name = known?.name, cvr = known?.cvr, from = known?.from, open = false } = given;
    if (open && given.to !== undefined) throw new UsageError((_, { access }) => access.openOrTo());
    const to = open ? null : (given.to ?? known?.to ?? null);
    if (name === undefined || cvr === undefined || from === undefined) throw new UsageError((_, { access }) => access.municipalityNeeds());
    await users.municipalities.set({ id, name, cvr, from, to }, by);
    say(words.municipalitySet(name, from, to));
  },
  async remove({ users, name: id, by, words }) {
    await mustBeNamed(id, users);
    if (!(await users.municipalities.remove(id, by))) throw new UsageError((_, { access }) => access.lastMunicipality());
    say(words.municipalityRemoved(id));
  },
};

const rowOf = ({ id, name, cvr, from, to }: Municipality) => [id, name, cvr, from, to];
