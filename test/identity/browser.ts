import { createHmac } from 'node:crypto';
import type { Users } from '@relet/identity';

/** What a browser got. */
export interface Page {
  status: number;
  headers: Headers;
  text: string;
  to: string | null;
  code: string | undefined;
}

/** A browser without a window: it keeps cookies, says where its requests come from, and follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly address: string,
    private readonly more: Record<string, string> = {},
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.ask('GET', path, { 'sec-fetch-site': 'same-origin', ...headers });
  }

  /** Sends a form of one of our own pages, unless the headers say another origin. */
  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.ask('POST', path, { ...this.own, ...form, ...headers }, new URLSearchParams(fields).toString());
  }

  json(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Page> {
    return this.ask('POST', path, { ...this.own, 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  }

  private get own(): Record<string, string> {
    return { origin: this.address, 'sec-fetch-site': 'same-origin' };
  }

  private async ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Page> {
    // Whoever uses it has chosen English.
    const cookie = [['relet-language', 'en'], ...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.address}${path}`, {
      ...{ method, redirect: 'manual', headers: { 'accept-language': 'en', cookie, ...this.more, ...headers } },
      ...(body !== undefined && { body }),
    });
    for (const set of answer.headers.getSetCookie()) this.keep(set);
    const text = await answer.text();
    const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
    return { status: answer.status, headers: answer.headers, text, to: answer.headers.get('location'), code };
  }

  private keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (/max-age=0/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an app shows for a key as a page tells it. `steps`: so many half minutes from now. */
export function codeOf(key: string, steps = 0): string {
  const bits = [...key.replaceAll(' ', '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', bytes).update(counter).digest();
  return String((mac.readUInt32BE((mac[19] as number) & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

/**
 * The code of the half minute before, so that this one's is there for the test. It waits for a half minute that has
 * room: the code would be too old when the next one began before the server has read it.
 */
export async function codeBefore(key: string): Promise<string> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await new Promise((go) => setTimeout(go, left));
  return codeOf(key, -1);
}

export const PASSWORD = 'fem grønne køer på rad';

/** Somebody who has used their link: the key of their codes, and a browser that is signed in. */
export async function signedUp(
  address: string,
  users: Users,
  name: string,
  municipality?: string,
): Promise<{ key: string; id: string; browser: Browser }> {
  const rights = municipality === undefined ? { party: 'administrator' as const } : { party: 'municipality' as const, municipality };
  const { id } = await users.people.add(name, undefined, { ...rights, roles: ['caseworker'] }, 'machine');
  const link = await users.links.make(id, 'machine');
  const browser = new Browser(address);
  const [, key = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec((await browser.get(`/welcome/${link}`)).text) ?? [];
  const { status } = await browser.post(`/welcome/${link}`, { password: PASSWORD, again: PASSWORD, code: await codeBefore(key) });
  if (status !== 303) throw new Error(`The link was not taken: ${status}`);
  return { key, id, browser };
}
