import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { AccessRefused } from '@relet/platform';

/** Argon2id as OWASP asks it: 19 MiB, two passes. What is stored says how it was made, so that these can grow. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG = 32;
/** Passwords that are worked on at once: each takes the memory above. */
const AT_ONCE = 4;

/** Words that stand in the passwords that are guessed first here. */
const GUESSED = /password|adgangskode|kodeord|qwerty|123456|velkommen|welcome|plejebolig|relet/;

/** Refuses a password that is too short, too long, made of few signs, or of what everybody would try. Throws AccessRefused: PASSWORD_UNUSABLE. */
export async function mustBeUsable(password: string, name: string): Promise<void> {
  const plain = password.normalize('NFC').toLowerCase();
  const letters = [...plain];
  const isGuessed = GUESSED.test(plain) || (name.length > 2 && plain.includes(name.toLowerCase())) || (await isCommon(plain));
  if (letters.length < 12 || letters.length > 128 || new Set(letters).size < 6 || isGuessed) throw new AccessRefused('PASSWORD_UNUSABLE');
}

/** True for one of the 49,000 commonest passwords, also with digits or signs before or behind it, or written several times. Most of these have fewer than 12 signs themselves. */
async function isCommon(plain: string): Promise<boolean> {
  const common = await (known ??= commonest());
  const bare = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const [, once = bare] = /^(.{3,}?)\1+$/u.exec(bare) ?? [];
  return [plain, bare, once].some((each) => common.has(each));
}

let known: Promise<ReadonlySet<string>> | undefined;

/** Read when a password is chosen for the first time: it takes a twentieth of a second. */
async function commonest(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/** A password as it is kept: its hash, with all that is needed to make it again. */
export async function hashOf(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const { memory, passes, parallelism } = COST;
  const tag = await worked({ message: bytesOf(password), nonce, ...COST, tagLength: TAG });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/** True when a password is the one that was kept. Without one it takes as long and says no. */
export async function isPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = KEPT.exec(kept ?? NOBODY) ?? [];
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(tag ?? '', 'base64url');
  const made = await worked({
    ...{ message: bytesOf(password), nonce: Buffer.from(nonce ?? '', 'base64url'), tagLength: expected.length },
    ...cost,
  });
  return timingSafeEqual(made, expected) && typeof kept === 'string';
}

const KEPT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
/** What the password of an unknown user is compared with: nobody has it. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const bytesOf = (password: string) => Buffer.from(password.normalize('NFC'));

const waiting: (() => void)[] = [];
let working = 0;

/** Works out a hash once there is room for it. */
async function worked(parameters: Argon2Parameters): Promise<Buffer> {
  if (working >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  working += 1;
  try {
    return await new Promise<Buffer>((done, failed) => argon2('argon2id', parameters, (error, tag) => (error ? failed(error) : done(tag))));
  } finally {
    working -= 1;
    waiting.shift()?.();
  }
}
