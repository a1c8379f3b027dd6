import type { Words } from '@relet/words';
import type { Me } from '../state/me';

/** A screen that the bar leads to. */
export interface Place {
  name: keyof Words['screens']['shell']['places'];
  to: string;
  /** Behind `g`. */
  letter: string;
  /** The right without which the API answers none of it. */
  needs: string;
}

export const PLACES: readonly Place[] = [
  { name: 'day', to: '/', letter: 'd', needs: 'board' },
  { name: 'board', to: '/tavle', letter: 't', needs: 'board' },
  { name: 'waiting', to: '/venteliste', letter: 'v', needs: 'board' },
  { name: 'persons', to: '/personer', letter: 'p', needs: 'persons' },
  { name: 'meeting', to: '/moede', letter: 'm', needs: 'board' },
  { name: 'analysis', to: '/analyse', letter: 'a', needs: 'figures' },
  { name: 'history', to: '/historik', letter: 'h', needs: 'history' },
  { name: 'accessLog', to: '/opslag', letter: 'l', needs: 'access_log' },
  { name: 'import', to: '/import', letter: 'i', needs: 'import' },
  { name: 'operations', to: '/drift', letter: 'o', needs: 'operations' },
];

/** The screens of which somebody may see something. */
export const placesOf = (me: Me): readonly Place[] => PLACES.filter(({ needs }) => (me.rights as readonly string[]).includes(needs));
