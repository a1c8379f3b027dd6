import { wordFor } from '@relet/words';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../../state/spoken';
import { useFilterText } from '../../state/filter-text';
import { useInAddress } from '../../state/times';
import { FilterField } from '../../ui/filter-field';
import type { Card } from './use-board';

/** What of the board is shown, as the address says it. */
export interface Filter {
  municipality: string;
  building: string;
  kind: string;
  owner: string;
  over: string;
  text: string;
}

/** Their names in the address. */
const NAMES = { municipality: 'kommune', building: 'plejecenter', kind: 'type', owner: 'bolden', over: 'over', text: 'tekst' } as const;

export function useFilter(): Filter {
  const [params] = useSearchParams();
  const of = (name: string) => params.get(name) ?? '';
  const text = useFilterText(NAMES.text);
  return { ...(Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, of(name)])) as unknown as Filter), text };
}

/** The cards that the filter lets through. Typing is not held up by a long board. */
export function useFiltered(cards: readonly Card[], filter: Filter): readonly Card[] {
  const { municipality, building, kind, owner, over } = filter;
  const text = useDeferredValue(filter.text);
  return useMemo(() => {
    const sought = partsOf(text);
    return cards.filter(
      (card) =>
        (!municipality || card.municipality === municipality) &&
        (!building || card.building === building) &&
        (!kind || card.kind === kind) &&
        (!owner || card.owner === owner) &&
        (!over || card.delayDays > 0) &&
        (!sought.length || sought.every((part) => textOf(card).includes(part))),
    );
  }, [cards, municipality, building, kind, owner, over, text]);
}

const partsOf = (text: string) => text.toLocaleLowerCase('da').split(/\s+/).filter(Boolean);

/** True where every word stands in the number, the building or the address of some home: it is nobody's name. */
export const isOfHomes = (text: string, cards: readonly Card[]): boolean =>
  partsOf(text).every((part) => cards.some((card) => textOf(card).includes(part)));

const texts = new WeakMap<Card, string>();
function textOf(card: Card): string {
  const known = texts.get(card);
  if (known !== undefined) return known;
  const text = `${card.unit} ${card.building} ${card.address ?? ''}`.toLocaleLowerCase('da');
  texts.set(card, text);
  return text;
}

/** The filters above the board. Choices are those that some card has. */
export function Filters({ cards }: { cards: readonly Card[] }): ReactNode {
  const words = useWords();
  const { board } = words.screens;
  const [over, setOver] = useInAddress(NAMES.over);
  return (
    <search className="filters" aria-label={board.filters}>
      <FilterField name={NAMES.text} label={board.text} mayStand={(text) => isOfHomes(text, cards)} />
      <Choice name="municipality" cards={cards} said={(code) => code} />
      <Choice name="building" cards={cards} said={(code) => code} />
      <Choice name="kind" cards={cards} said={(code) => wordFor(words.kinds, code)} />
      <Choice name="owner" cards={cards} said={(code) => wordFor(words.owners, code)} />
      <label className="mark">
        <input type="checkbox" checked={over !== ''} onChange={(event) => setOver(event.target.checked ? 'ja' : '')} /> {board.over}
      </label>
    </search>
  );
}

function Choice({
  name,
  cards,
  said,
}: {
  name: 'municipality' | 'building' | 'kind' | 'owner';
  cards: readonly Card[];
  said(code: string): string;
}): ReactNode {
  const { screens, language } = useWords();
  const [chosen, choose] = useInAddress(NAMES[name]);
  const codes = useMemo(() => [...new Set(cards.flatMap((card) => card[name] ?? []))] as string[], [cards, name]);
  // What the address says is shown also while no card has it.
  const all = (chosen && !codes.includes(chosen) ? [...codes, chosen] : codes).sort((a, b) => said(a).localeCompare(said(b), language));
  if (all.length < 2 && !chosen) return null;
  return (
    <select aria-label={screens.board[name]} value={chosen} onChange={(event) => choose(event.target.value)}>
      <option value="">
        {screens.board[name]}: {screens.shell.all}
      </option>
      {all.map((code) => (
        <option key={code} value={code}>
          {said(code)}
        </option>
      ))}
    </select>
  );
}
