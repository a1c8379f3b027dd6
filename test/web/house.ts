import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { storeOfDemo } from '../temporary-folder/imported.js';
import { said as keep } from '../temporary-folder/said.js';
import { openChromium } from './chromium.js';

export type Role = 'administrator' | 'eksempel' | 'nordby' | 'analyst' | 'auditor' | 'dpo' | 'operator';

/** The demo as a process of its own, and a browser. */
export interface Demo {
  address: string;
  /** The file of its log. */
  store: string;
  browser: Browser;
  /** A window of somebody who has signed in by choosing a role, at a place. What the page complains of fails `quiet`. */
  window(role: Role, place?: string, options?: BrowserContextOptions): Promise<Window>;
  /** Asks the API as a demo principal, beside the browser. */
  ask(principal: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  /** The server dies, as when its machine loses power. */
  die(): Promise<void>;
  /** It comes back on the same store and port. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What the browser has complained of: errors of scripts, and what the policy of the page has refused. */
  complaints: string[];
}

/** Starts `relet demo` on a store of its own and opens Chromium. */
export async function demo(): Promise<Demo> {
  const store = await storeOfDemo();
  let server = await started(store, '0');
  const { address } = server;
  const browser = await openChromium();
  return {
    ...{ address, store, browser },
    window: (role, place = '/', options = {}) => windowOf(browser, address, role, place, options),
    async ask(principal, path, body) {
      const headers = { authorization: `Bearer demo-${principal}`, 'content-type': 'application/json' };
      const response = await fetch(`${address}${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    die: () => ended(server.child, 'SIGKILL'),
    async comeBack() {
      server = await started(store, new URL(address).port);
    },
    async stop() {
      await browser.close();
      await ended(server.child, 'SIGTERM');
    },
  };
}

/** A process of the demo, once it has said its address. */
async function started(store: string, port: string): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(resolve('dist/program/relet.js'), ['demo', '--store', store, '--port', port], {
    env: { ...process.env, NODE_OPTIONS: '' },
    silent: true,
    execArgv: [],
  });
  const address = await new Promise<string>((found, failed) => {
    let talk = '';
    const listen = (text: Buffer) => {
      keep(text.toString());
      const [, url] = /(http:\/\/127\.0\.0\.1:\d+)/.exec((talk += text.toString())) ?? [];
      if (url) found(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => failed(new Error(talk)));
  });
  return { child, address };
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function windowOf(browser: Browser, address: string, role: Role, place: string, options: BrowserContextOptions): Promise<Window> {
  const context = await browser.newContext({ locale: 'da-DK', timezoneId: 'Europe/Copenhagen', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  await signIn(page, `${address}${place}`, role);
  return { page, context, complaints };
}

/** Signs in on the way to an address: the demo asks at once who one is, and leads back to where one wanted to go. */
export async function signIn(page: Page, address: string, role: Role): Promise<void> {
  await page.goto(address);
  await page.click(`a[href$="/${role}"]`);
  await page.waitForSelector('header.top');
}
