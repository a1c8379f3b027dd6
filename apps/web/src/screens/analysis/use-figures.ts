import type { UseQueryResult } from '@tanstack/react-query';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import type { FiguresAsked } from './question';

type Answer = components['schemas']['VacancyAnswer'];

/** The figures that a question asks for. Without `csv` they are always JSON. */
export function useFigures(
  query: Omit<FiguresAsked, 'csv'>,
  options: { enabled?: boolean; staleTime?: number } = {},
): UseQueryResult<Answer, unknown> {
  return api.useQuery('get', '/v1/vacancy', { params: { query } }, options) as UseQueryResult<Answer, unknown>;
}
