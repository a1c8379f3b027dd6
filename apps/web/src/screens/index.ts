import type { RouteObject } from 'react-router';
import { createElement, type ComponentType } from 'react';
import { For, NotFound } from '../shell/elsewhere';

type Load = () => Promise<{ default: ComponentType }>;

/** A screen is loaded when it is first gone to. Who has none of its rights is told so. */
const screen = (path: string, load: Load, ...needs: readonly string[]): RouteObject => ({
  ...(path === '' ? { index: true } : { path }),
  lazy: async () => {
    const { default: Screen } = await load();
    if (!needs.length) return { Component: Screen };
    return { Component: () => createElement(For, { needs, children: createElement(Screen) }) };
  },
});

/** Every screen by its address. The server answers the same addresses (apps/api/src/screens). */
export const screens: readonly RouteObject[] = [
  screen('', () => import('./day')),
  screen('tavle', () => import('./board'), 'board'),
  screen('venteliste', () => import('./waiting'), 'board'),
  screen('personer', () => import('./persons'), 'persons'),
  screen('moede', () => import('./meeting'), 'board'),
  screen('mig', () => import('./me')),
  screen('bolig/:unit', () => import('./home'), 'board'),
  screen('borger/:citizen', () => import('./citizen'), 'board', 'persons'),
  screen('praksis/:municipality', () => import('./policy'), 'history'),
  screen('analyse', () => import('./analysis'), 'figures'),
  screen('historik', () => import('./history'), 'history'),
  screen('opslag', () => import('./access-log'), 'access_log'),
  screen('import', () => import('./import'), 'import'),
  screen('drift', () => import('./operations'), 'operations'),
  { path: '*', Component: NotFound },
];
