import type { DaySpan } from './cost.js';
import { overlap, windowOf, type FigureQuery, type Portfolio, type PreparedEpisode } from './portfolio.js';

/**
 * The same homes with their long vacancies alone: those with more empty days than so many when they ended or, where they had not, by the end of
 * the period. Offers that were made for others are left out with them.
 */
export function longerThan(portfolio: Portfolio, query: FigureQuery, days: number): Portfolio {
  const window = windowOf(query);
  return portfolio.map((unit) => {
    const episodes = unit.episodes.filter((episode) => emptyDaysUntil(episode, window) > days);
    const ids = new Set(episodes.map(({ episode }) => episode.id));
    return { ...unit, episodes, resolved: unit.resolved.filter(({ offer }) => ids.has(offer.episode ?? '')) };
  });
}

function emptyDaysUntil(episode: PreparedEpisode, { to }: DaySpan): number {
  const until = { from: episode.from, to };
  const outOfService = episode.phases.filter(({ phase }) => phase === 'out_of_service');
  return outOfService.reduce((days, span) => days - overlap(span, until), overlap(episode, until));
}
