import type { RouteObject } from 'react-router';
import { NotFound } from '../shell/broken';

/** A screen is loaded when it is first gone to. */
const screen = (path: string, load: () => Promise<{ default: React.ComponentType }>): RouteObject => ({
  ...(path === '' ? { index: true } : { path }),
  lazy: async () => ({ Component: (await load()).default }),
});

/** Every screen by its address. The server answers the same addresses (apps/api/src/screens). */
export const screens: readonly RouteObject[] = [
  screen('', () => import('./day')),
  screen('tavle', () => import('./board')),
  screen('venteliste', () => import('./waiting')),
  screen('personer', () => import('./persons')),
  screen('moede', () => import('./meeting')),
  screen('mig', () => import('./me')),
  screen('bolig/:unit', () => import('./home')),
  screen('borger/:citizen', () => import('./citizen')),
  screen('praksis/:municipality', () => import('./policy')),
  screen('analyse', () => import('./analysis')),
  screen('historik', () => import('./history')),
  screen('opslag', () => import('./access-log')),
  screen('import', () => import('./import')),
  screen('drift', () => import('./operations')),
  { path: '*', Component: NotFound },
];
