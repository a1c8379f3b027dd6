import { escaped, pagePolicy } from '@relet/platform';
import { WORDS, type AccessProblem, type Language } from '@relet/words';
import { qrPicture } from './qr-picture.js';
import { addressOf, base32 } from './totp.js';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;max-width:30em;margin:2em auto;padding:0 1em}label{display:block;margin:.8em 0}input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4em}button,a.button{display:inline-block;font:inherit;padding:.5em 1em;margin:.4em 0}code{font-size:1.1em;word-break:break-all}[role=alert]{border-left:4px solid #a00;padding-left:.8em}';

/** What the pages may do in a browser: their own style, the one script of ours, and forms to ourselves. */
export const PAGE_POLICY = pagePolicy(STYLE)
  .replace("form-action 'none'", "form-action 'self'")
  .concat("; script-src 'self'; connect-src 'self'");

/** What went wrong with what was sent from a page. */
export interface Said {
  code: AccessProblem;
  /** Seconds after which it may be tried again. */
  retryAfter?: number;
}

/** The page for signing in. `issuer`: people of an organisation may sign in by its own provider. */
export function signInPage(language: Language, to: string, { issuer, said }: { issuer: boolean; said?: Said }): string {
  const words = WORDS[language].signIn;
  return page(language, words.title, [
    alertOf(language, said),
    issuer
      ? `<p><a class="button" href="/sign-in/oidc?to=${escaped(encodeURIComponent(to))}">${escaped(words.byOrganisation)}</a></p>`
      : '',
    passkeyButton(language, { at: '/sign-in/passkey', to, label: words.byPasskey }),
    `<form method="post" action="/sign-in"><input type="hidden" name="to" value="${escaped(to)}">`,
    field('name', words.name, 'autocomplete="username" autofocus required'),
    field('password', words.password, 'type="password" autocomplete="current-password" required'),
    field('code', words.code, 'inputmode="numeric" autocomplete="one-time-code" required'),
    `<button>${escaped(words.title)}</button></form>`,
  ]);
}

/** The page of somebody who has signed in: who they are, and the way out. */
export function signedInPage(language: Language, who: string, hasPassword: boolean): string {
  const words = WORDS[language].signIn;
  return page(language, words.signedIn(who), [
    `<p><a href="/">${escaped(words.goOn)}</a></p>`,
    hasPassword ? `<p><a href="/sign-in/password">${escaped(words.changePassword)}</a></p>` : '',
    `<form method="post" action="/sign-out"><button>${escaped(words.signOut)}</button></form>`,
  ]);
}

/** The page on which a user changes their own password. */
export function passwordPage(language: Language, name: string, said?: Said): string {
  const words = WORDS[language].signIn;
  return page(language, words.changePassword, [
    alertOf(language, said),
    `<p>${escaped(words.endsElsewhere)}</p>`,
    `<form method="post" action="/sign-in/password"><input type="hidden" autocomplete="username" value="${escaped(name)}">`,
    field('old', words.presentPassword, 'type="password" autocomplete="current-password" required'),
    ...newPasswordFields(language),
    `<button>${escaped(words.changePassword)}</button></form>`,
  ]);
}

/** The page of a one-time link: what somebody will sign in with. */
export function welcomePage(language: Language, link: string, { name, totp }: { name: string; totp: Uint8Array }, said?: Said): string {
  const words = WORDS[language].signIn;
  const spaced = base32(totp).replace(/.{4}(?=.)/g, '$& ');
  return page(language, words.welcome(name), [
    alertOf(language, said),
    `<p>${escaped(words.choose)}</p>`,
    passkeyButton(language, { at: `/welcome/${link}/passkey`, to: '/', label: words.newPasskey, makes: true }),
    `<h2>${escaped(words.withPassword)}</h2>`,
    `<p>${escaped(words.scan)}</p><p>${qrPicture(addressOf(totp, name), escaped(words.picture))}</p>`,
    `<p>${escaped(words.key)}</p><p><code>${spaced}</code></p><p><a href="${escaped(addressOf(totp, name))}">${escaped(words.openApp)}</a></p>`,
    `<form method="post" action="/welcome/${link}">`,
    `<input type="hidden" autocomplete="username" value="${escaped(name)}">`,
    ...newPasswordFields(language),
    `<button>${escaped(words.save)}</button></form>`,
  ]);
}

/** A page that says why something was refused, and where to begin again. */
export function refusedPage(language: Language, said: Said): string {
  const words = WORDS[language];
  return page(language, words.problems[said.code].title, [
    alertOf(language, said),
    `<p><a href="/sign-in">${escaped(words.signIn.title)}</a></p>`,
  ]);
}

function page(language: Language, title: string, parts: readonly string[]): string {
  const other = language === 'da' ? 'en' : 'da';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - relet</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
${parts.filter(Boolean).join('\n')}
<p><a href="?lang=${other}" lang="${other}">${escaped(WORDS[other].signIn.language)}</a></p>
</main><script src="/sign-in/script.js"></script></body></html>
`;
}

function alertOf(language: Language, said: Said | undefined): string {
  if (!said) return '';
  const { problems, signIn } = WORDS[language];
  const { detail, help = '' } = problems[said.code];
  // Nobody sees a header.
  const then = said.retryAfter === undefined ? help : signIn.tryAgainIn(Math.ceil(said.retryAfter / 60));
  return `<p role="alert">${escaped(detail)} ${escaped(then)}</p>`;
}

const field = (name: string, label: string, kind: string) => `<label>${escaped(label)}<input name="${name}" ${kind}></label>`;

function newPasswordFields(language: Language): string[] {
  const words = WORDS[language].signIn;
  return [
    field('password', words.newPassword, 'type="password" autocomplete="new-password" minlength="12" maxlength="128" required'),
    field('again', words.again, 'type="password" autocomplete="new-password" required'),
    field('code', words.code, 'inputmode="numeric" autocomplete="one-time-code" required'),
  ];
}

function passkeyButton(language: Language, { at, to, label, makes }: { at: string; to: string; label: string; makes?: true }): string {
  const data = `data-at="${escaped(at)}" data-to="${escaped(to)}"${makes ? ' data-makes="yes"' : ''}`;
  return `<p><button type="button" id="passkey" hidden ${data}>${escaped(label)}</button></p><p id="said" role="status" data-none="${escaped(WORDS[language].signIn.noPasskey)}"></p>`;
}
