import { useQuery } from '@tanstack/react-query';
import type { components } from '../../../made/api';
import { client } from '../../api/client';
import type { Times } from '../../state/times';

export type Card = components['schemas']['Card'];
type Board = components['schemas']['BoardAnswer'];

/** Pages that are asked for at most: 50 times 200 homes. */
const PAGES = 50;

/** Every home that is empty, leaving or planned, page by page as one answer. */
export function useBoard(times: Times) {
  return useQuery({
    // As the other reads are named: what is recorded has them asked for anew.
    queryKey: ['get', '/v1/board', 'all', times],
    queryFn: ({ signal }) => wholeBoard(times, signal),
  });
}

async function wholeBoard(times: Times, signal: AbortSignal): Promise<Board> {
  const homes: Card[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const query: Record<string, string> = { active: 'true', limit: '200', ...times, ...(cursor !== null && { cursor }) };
    const { data } = await client.GET('/v1/board', { params: { query }, signal });
    const answer = data as Board;
    homes.push(...answer.homes);
    cursor = answer.cursor;
    if (cursor === null) return { ...answer, homes };
  }
  throw new Error('The board has no end.');
}
