import { wordFor, type Words } from '@relet/words';
import { useDeferredValue } from 'react';
import made from '../../made/commands.json';
import { useQueries, useQuery } from '@tanstack/react-query';
import { api, client } from '../api/client';
import { isToDo } from '../forms/commands';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import type { Step } from '../state/step';
import { mayHoldNumber } from './may-hold-number';
import { placesOf } from './places';

/** What has been chosen so far: a home whose steps are shown, or a step whose home is asked for. */
export interface Stage {
  home?: { unit: string; building: string };
  command?: string;
  /** What is asked for now. */
  said?: string;
}

/** Something that can be chosen, and what it does. */
export interface Found {
  id: string;
  /** What stands large. */
  text: string;
  about: string;
  does: { to: string } | { step: Step } | { stage: Stage };
}

interface Home {
  unit: string;
  building: string;
  address?: string;
  stage: string;
}

/** A step as the API tells it. */
interface ToldStep {
  command: string;
  offerId?: string;
}

/** So many are shown. */
const MOST = 30;
/** So many homes are joined with steps. */
const JOINED = 5;

/** The commands on one home that a form can be opened for. */
const STEPS = made.commands.filter(({ of, command }) => of === 'unit' && command !== 'CorrectEvent' && command !== 'RetractEvent');
/** Those that may be one's part. */
const stepsOf = (party: string) => STEPS.filter(({ by }) => by.includes(party)).map(({ command }) => command);

/** What is found under the words that are typed. A word with a figure in it is of a home; the words beside it are of a step. */
export function useFound(asked: string, stage: Stage): { found: Found[]; isCut: boolean } {
  const words = useWords();
  const me = useMe();
  const later = useDeferredValue(asked);
  const typed = later.toLocaleLowerCase(words.language).split(/\s+/).filter(Boolean);
  const numbers = typed.filter((word) => /[\d.]/.test(word));
  const rest = typed.filter((word) => !numbers.includes(word));
  const mayRecord = me.rights.includes('command');
  const isNumber = mayHoldNumber(asked) || mayHoldNumber(later);
  const { homes, isCut } = useHomes(
    isNumber ? '' : (numbers.length ? numbers : typed).join(' '),
    me.rights.includes('board') && !stage.home,
  );
  const steps = useStepsOf(stage.home);
  const joined = useJoined(
    rest.length && numbers.length && mayRecord && !stage.home && stage.command === undefined ? homes.slice(0, JOINED) : [],
  );
  const has = (text: string, sought: readonly string[]) => sought.every((word) => text.toLocaleLowerCase(words.language).includes(word));
  if (isNumber)
    return {
      found: placesOf(me)
        .filter(({ name }) => name === 'persons')
        .map(({ name, to }) => ({
          id: to,
          text: words.screens.shell.places[name],
          about: words.screens.shell.paletteNumber,
          does: { to },
        })),
      isCut: false,
    };
  if (stage.home) return { found: steps.filter(({ text }) => has(text, typed)), isCut: false };
  const found = homes.map((home) => foundHome(home, wordFor(words.stages, home.stage)));
  const { command } = stage;
  if (command !== undefined) return { found: found.map((each) => ({ ...each, does: { step: { ...stepOf(each), command } } })), isCut };
  const said = (each: string) => wordFor(words.commands, each);
  const own = stepsOf(me.party);
  const all = [
    ...placesOf(me)
      .filter(({ name }) => has(words.screens.shell.places[name], typed))
      .map(({ name, to }): Found => ({ id: to, text: words.screens.shell.places[name], about: '', does: { to } })),
    ...joined.filter(({ text }) => has(text, rest)),
    ...found,
    ...(mayRecord && !numbers.length ? own.filter((each) => has(said(each), typed)) : []).map((each): Found => ({
      ...{ id: each, text: said(each), about: '' },
      does: { stage: { command: each, said: words.screens.shell.paletteFor(said(each)) } },
    })),
  ];
  return { found: all.slice(0, MOST), isCut: isCut || all.length > MOST };
}

const stepOf = ({ id, about }: Found): Step => ({ unit: id, about: about.split(' · ')[0] });

function foundHome({ unit, building, address }: Home, stage: string): Found {
  const about = [building, address, stage].filter(Boolean).join(' · ');
  return { id: unit, text: unit, about, does: { stage: { home: { unit, building }, said: `${unit} ${building}` } } };
}

/** Homes with those words in number, building or address, also those that are let; and whether there are more. */
function useHomes(find: string, isEnabled: boolean): { homes: readonly Home[]; isCut: boolean } {
  const sought = find.slice(0, 80);
  // In a body: what is typed may be a person's name, and then stands in no address.
  const { data } = useQuery({
    queryKey: ['get', '/v1/search', sought],
    queryFn: async ({ signal }) => (await client.POST('/v1/search', { body: { find: sought }, signal })).data,
    ...{ enabled: isEnabled && find.length > 1, staleTime: 10_000 },
  });
  if (find.length < 2) return { homes: [], isCut: false };
  return { homes: (data?.homes ?? []) as readonly Home[], isCut: (data?.cursor ?? null) !== null };
}

/** Steps of a home, each as something to be chosen. Answers to an offer are kept apart by it. */
const foundSteps = ({ unit, building }: Omit<Home, 'stage'>, steps: readonly ToldStep[], words: Words, about: string): Found[] =>
  steps.map(({ command, offerId }) => {
    const step = { unit, about: building, command, offer: offerId };
    return { id: `${command} ${unit} ${offerId ?? ''}`, text: wordFor(words.commands, command), about, does: { step } };
  });

/** The steps of some homes that can be taken now; those of one's part while that is asked. */
function useJoined(homes: readonly Home[]): Found[] {
  const words = useWords();
  const own = stepsOf(useMe().party).map((command): ToldStep => ({ command }));
  const asked = useQueries({
    queries: homes.map(({ unit }) => ({
      ...api.queryOptions('get', '/v1/units/{unit}/next-steps', { params: { path: { unit } } }),
      staleTime: 0,
    })),
  });
  return homes.flatMap((home, n) => {
    const { data, isFetchedAfterMount } = asked[n] ?? {};
    const steps = data && isFetchedAfterMount ? data.steps.filter(isToDo) : own;
    return foundSteps(home, steps, words, `${home.unit} ${home.building}`);
  });
}

/** What can be done with a home: open it, and every step that can be taken now. */
function useStepsOf(home: Stage['home']): Found[] {
  const words = useWords();
  const mayRecord = useMe().rights.includes('command');
  const { unit = '', building = '' } = home ?? {};
  const { data, isFetchedAfterMount } = api.useQuery(
    'get',
    '/v1/units/{unit}/next-steps',
    { params: { path: { unit } } },
    { enabled: home !== undefined && mayRecord, staleTime: 0 },
  );
  if (!home) return [];
  return [
    { id: unit, text: words.screens.shell.paletteOpen, about: `${unit} ${building}`, does: { to: `/bolig/${unit}` } },
    ...foundSteps(home, isFetchedAfterMount ? (data?.steps.filter(isToDo) ?? []) : [], words, unit),
  ];
}
