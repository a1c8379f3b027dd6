import { dayNumber, inDays, PHASES, type Episode, type EpisodeInDays, type OfferRecord } from '@relet/domain';

/** An offer without the events behind it: they are seldom asked for, and half of what is known of it. */
export type CompactOffer = Omit<OfferRecord, 'eventIds'>;

/** An episode without the events behind it; of each phase in turn its place among all phases, and the number of its first day. */
export interface CompactEpisode extends Omit<Episode, 'eventIds' | 'phases'> {
  phases: number[];
}

/** An episode for a cell. */
export function compactEpisode(episode: Episode): CompactEpisode {
  const { eventIds: _, ...rest } = episode;
  return { ...rest, phases: inDays(episode).phases.flatMap(({ phase, from }) => [PHASES.indexOf(phase), from]) };
}

export function compactOffer({ eventIds: _, ...offer }: OfferRecord): CompactOffer {
  return offer;
}

const NONE: string[] = [];

/** An offer from a cell, without its events. */
export const expandedOffer = (offer: CompactOffer): OfferRecord => Object.assign(offer, { eventIds: NONE });

/** An episode from a cell, without its events: each phase ends where the next one begins. */
export function expandedEpisode(episode: CompactEpisode): EpisodeInDays {
  const { phases: codes, ended } = episode;
  const phases: EpisodeInDays['phases'][number][] = [];
  const end = ended === undefined ? Infinity : dayNumber(ended);
  for (let n = 0; n < codes.length; n += 2) {
    const phase = PHASES[codes[n] as number];
    if (phase) phases.push({ phase, from: codes[n + 1] as number, to: codes[n + 3] ?? end });
  }
  return { episode: Object.assign(episode, { eventIds: NONE }), phases };
}
