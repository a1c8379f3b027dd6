import type { CitizenShown } from '@relet/board';
import { actingAs } from './acting.js';
import { serverOf, settingsOf, type Common } from './house.js';
import { askThere } from './there.js';

interface Page {
  initials?: CitizenShown[];
  cursor?: string | null;
}

/**
 * Initials of the citizens of a list, as the running server tells them to whoever acts: it alone writes down that they are seen. None where no server runs, or
 * where it knows nobody by whom it is asked.
 */
export async function initialsOf(options: Common, list: string, query: object): Promise<{ initials?: CitizenShown[] }> {
  const server = serverOf(settingsOf(options));
  const { token } = await actingAs('own', options, 'administrator');
  if (server === undefined || token === undefined) return {};
  const initials = new Map<string, CitizenShown>();
  let cursor: string | null | undefined;
  do {
    const fields = Object.entries({ ...query, cursor } as Record<string, string | null | undefined>);
    const asked = new URLSearchParams(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
    const page = await pageAt(`${server}/v1/${list}?${asked.toString()}`, token);
    for (const shown of page.initials ?? []) initials.set(shown.citizen, shown);
    ({ cursor } = page);
  } while (cursor);
  return initials.size ? { initials: [...initials.values()] } : {};
}

async function pageAt(address: string, token: string): Promise<Page> {
  const response = await askThere(address, { headers: { authorization: `Bearer ${token}` } });
  return response?.ok ? ((await response.json()) as Page) : {};
}
