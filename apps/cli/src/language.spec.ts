import { languageOf } from './language.js';

test.each<[NodeJS.ProcessEnv, 'da' | 'en']>([
  [{ LANG: 'da_DK.UTF-8' }, 'da'],
  [{ LANG: 'da' }, 'da'],
  [{ LC_ALL: 'da_DK', LANG: 'en_US.UTF-8' }, 'da'],
  [{ LC_ALL: '', LC_MESSAGES: 'da_DK.UTF-8', LANG: 'en_GB' }, 'da'],
  [{ LC_ALL: 'C', LC_MESSAGES: 'da_DK' }, 'en'],
  [{ LC_ALL: 'POSIX', LANG: 'da_DK' }, 'en'],
  [{ LANG: 'dav_KE.UTF-8' }, 'en'],
  [{ LANG: 'sv_SE.UTF-8' }, 'en'],
  [{}, 'en'],
])('in the locale %j the command line speaks %s', (env, language) => expect(languageOf({}, env)).toBe(language));

test('--lang goes before the locale', () => {
  expect(languageOf({ lang: 'en' }, { LC_ALL: 'da_DK' })).toBe('en');
});
