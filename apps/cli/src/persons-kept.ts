import { lowerCased } from '@relet/domain';
import { Users } from '@relet/identity';
import {
  ErasePerson,
  Erasing,
  examinePersons,
  HoldPerson,
  Keeping,
  KeepSettings,
  makeMasterKey,
  OfWhom,
  Sight,
  type ErasureAnswer,
  type HoldAnswer,
  type KeepAnswer,
  type RotationAnswer,
} from '@relet/persons';
import { checked, PersonsError } from '@relet/platform';
import { WORDS } from '@relet/words';
import { mustBeNamed } from './access.js';
import { actingAs } from './acting.js';
import { answered } from './answered.js';
import { settingsOf } from './house.js';
import { languageOf } from './language.js';
import { ordered, type OrderOptions } from './ordering.js';
import { EXIT, put, putJson } from './output.js';
import { isHome } from './persons.js';
import { UsageError } from './usage.js';

/** Whom an id names, as a body says it. */
export const whomOf = (id: string) => (isHome(id) ? { unit: lowerCased(id) } : { citizen: lowerCased(id) });

/** `relet erase ID --ground G`: erases what is kept of a citizen or of a home's case, and tells the certificate. */
export async function erase(id: string, options: OrderOptions & { ground: string }): Promise<number> {
  const { principal, token } = await actingAs('persons', options, 'eksempel');
  const body = { ...whomOf(id), ground: options.ground };
  const { commandLine, moment } = WORDS[languageOf(options)];
  const words = commandLine.persons;
  return ordered<ErasureAnswer>(options, {
    there: async () => ({ path: 'persons/erasures', token, body, ...(options.key !== undefined && { key: options.key }) }),
    here: (house) => async () => {
      const { ground, ...whom } = checked(ErasePerson, body);
      return house.get(Erasing).erase(await house.get(Sight).of(whom, principal), ground, principal, options.key);
    },
    say: ({ certificate, certifiedAt }) =>
      void put(certificate && certifiedAt ? words.erased(moment(certifiedAt), certificate) : words.erasing),
  });
}

/** `relet hold ID`: keeps somebody from being erased, or lets them be again. */
export async function hold(id: string, options: OrderOptions & { ground?: string; lift?: boolean }): Promise<number> {
  const { principal, token } = await actingAs('persons', options, 'eksempel');
  const { ground, lift = false } = options;
  if (!lift && ground === undefined) throw new UsageError((usage) => usage.optionMissing('--ground'));
  const body = { ...whomOf(id), ...(!lift && { ground }) };
  const words = WORDS[languageOf(options)].commandLine.persons;
  return ordered<HoldAnswer>(options, {
    there: async () => ({ path: `persons/holds${lift ? '/lifted' : ''}`, token, body }),
    here: (house) => () =>
      lift ? house.get(Keeping).lift(checked(OfWhom, body), principal) : house.get(Keeping).hold(checked(HoldPerson, body), principal),
    say: ({ held }) => void put(held ? words.held : words.lifted),
  });
}

/** `relet keep MUNICIPALITY`: whether civil registration numbers are kept, and after how many months nobody is. Without either it shows what is set. */
export async function keep(municipality: string, options: OrderOptions & { cpr?: string; months?: string }): Promise<number> {
  const settings = settingsOf(options);
  const acting = await actingAs('operations', options, 'operator', settings);
  const path = `municipalities/${encodeURIComponent(lowerCased(municipality))}/persons`;
  const words = WORDS[languageOf(options)].commandLine.persons;
  const users = await Users.open(settings);
  try {
    await mustBeNamed(lowerCased(municipality), users);
  } finally {
    await users.close();
  }
  if (options.cpr === undefined && options.months === undefined) {
    const answer = await answered(options, path, acting, undefined, async (house) =>
      house.get(Keeping).kept(lowerCased(municipality), acting.principal),
    );
    if (typeof answer === 'number') return answer;
    const { cpr, retentionMonths } = answer as KeepAnswer;
    if (options.json) putJson(answer);
    else put(words.keeps(municipality, cpr, retentionMonths));
    return EXIT.ok;
  }
  if (options.cpr !== 'yes' && options.cpr !== 'no') throw new UsageError((usage) => usage.choices('--cpr', 'yes, no'));
  if (options.months !== undefined && !/^\d{1,3}$/.test(options.months)) throw new UsageError((usage) => usage.monthsNeeded());
  const body = { cpr: options.cpr === 'yes', ...(options.months !== undefined && { retentionMonths: Number(options.months) }) };
  return ordered<KeepAnswer>(options, {
    there: async () => ({ path, token: acting.token, body }),
    here: (house) => async () => house.get(Keeping).keep(lowerCased(municipality), checked(KeepSettings, body)),
    say: ({ cpr, retentionMonths }) => void put(words.keeps(municipality, cpr, retentionMonths)),
  });
}

/** `relet keys new` makes a master key for a relet that has none, `relet keys rotate` puts another one in its place. */
export async function keys(act: string, options: OrderOptions): Promise<number> {
  const { token } = await actingAs('operations', options, 'operator');
  const words = WORDS[languageOf(options)].commandLine.persons;
  if (act !== 'new' && act !== 'rotate') throw new UsageError((usage) => usage.keysActs());
  if (act === 'new') {
    const settings = settingsOf(options);
    const { masterKey } = settings.persons;
    // A new key would open nothing of what is kept, and hide that the right one is missing.
    if ((await examinePersons(settings))?.trouble === 'keyMissing')
      throw new PersonsError('PERSONS_UNREADABLE', 'Persons are kept here under a master key that is missing: put that one back.');
    const { id } = makeMasterKey(masterKey);
    if (options.json) putJson({ masterKey, id });
    else put(words.keyMade(masterKey));
    return EXIT.ok;
  }
  return ordered<RotationAnswer>(options, {
    there: async () => ({ path: 'persons/keys/rotation', token, body: {} }),
    here: (house) => () => house.get(Keeping).rotate(),
    say: ({ keys }) => void put(words.rotated(keys)),
  });
}
