import { useMemo, type ReactNode } from 'react';
import { api } from '../../api/client';
import { citizenSaid } from '../../ui/said';
import { shapeOf } from '../../forms/commands';
import { DayField } from '../../forms/day-field';
import { dayTyped } from '../../forms/day-typed';
import { useFirstField } from '../../forms/first-field';
import { HomeField } from '../../forms/home-field';
import { useTwo, type Part } from '../../forms/use-two';
import { draftKey, useDraft } from '../../state/drafts';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import { TwoParts } from '../../ui/two-parts';
import type { HomeAnswer, Step } from './card';

interface Props {
  answer: HomeAnswer;
  all: readonly Step[];
}

/** A resident moves from this home to another: moved in there, and this one vacated by transfer. */
export function Transfer({ answer, all }: Props): ReactNode {
  const { home } = useWords().screens;
  const me = useMe();
  const [step, setStep] = useInAddress('skridt');
  const isOpen = step === 'Transfer';
  const setOpen = (next: boolean) => setStep(next ? 'Transfer' : '');
  // Whether somebody lives here and the home could be vacated, the rules say.
  const vacate = all.find(({ command }) => command === 'RecordVacated');
  const mayBe =
    me.party === 'administrator' && answer.home.stage === 'occupied' && (vacate?.allowed === true || vacate?.allowedDirectly === true);
  if (!mayBe) return null;
  return (
    <div className={isOpen ? 'step open' : 'step'} data-row>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {home.transfer}
      </button>
      {isOpen ? <TransferForm unit={answer.unit} onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

function TransferForm({ unit, onDone }: { unit: string; onDone(): void }): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const me = useMe();
  const { today } = useClock();
  const given = useMemo(() => ({ first: words.date(today) }), [words, today]);
  const inHand = useDraft(draftKey(me.id, 'Transfer', unit), given, undefined);
  const { draft, type, discard } = inHand;
  const typed = useTransferTyped(draft.typed, today);
  const resident = useResident(unit);
  const parts = useMemo(() => partsOf(unit, typed, resident), [unit, typed, resident]);
  const two = useTwo(parts, inHand, unit, onDone);
  const day = { schema: {}, event: '', isRequired: true, today, fault: undefined };
  return (
    <form
      className="command"
      ref={useFirstField()}
      aria-label={home.transfer}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        two.save();
      }}
    >
      <p className="hint">{home.transferAbout}</p>
      <fieldset className="bare" disabled={draft.isSent}>
        <HomeField label={home.transferTo} hint={home.homeHint} value={typed.there} onChange={(value) => type('unit', value)} />
        <DayField
          {...day}
          name="first"
          label={home.firstDayThere}
          value={draft.typed['first'] ?? ''}
          onChange={(value) => type('first', value)}
        />
        <DayField
          {...day}
          name="vacant"
          label={home.vacantHereFrom}
          value={draft.typed['vacant'] ?? draft.typed['first'] ?? ''}
          onChange={(value) => type('vacant', value)}
        />
        <Mark label={home.withoutContract} isSet={typed.isDirect} onSet={(isSet) => type('direct', isSet)} />
        {typed.isDirect && resident ? (
          <Mark
            label={home.namesResident(citizenSaid({ citizen: resident }))}
            isSet={typed.isNamed}
            onSet={(isSet) => type('named', isSet ? 'yes' : 'no')}
          />
        ) : null}
      </fieldset>
      <TwoParts
        two={two}
        there={typed.there}
        here={unit}
        isSent={draft.isSent}
        onCancel={() => {
          discard();
          onDone();
        }}
      />
    </form>
  );
}

function Mark({ label, isSet, onSet }: { label: string; isSet: boolean; onSet(isSet: boolean): void }): ReactNode {
  return (
    <label className="mark">
      <input type="checkbox" checked={isSet} onChange={(event) => onSet(event.target.checked)} /> {label}
    </label>
  );
}

interface TransferTyped {
  there: string;
  first: string | undefined;
  vacant: string | undefined;
  isDirect: boolean;
  /** The resident is named as who moves in, where that is known. */
  isNamed: boolean;
}

function useTransferTyped(typed: Readonly<Record<string, unknown>>, today: string): TransferTyped {
  return useMemo(() => {
    const text = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '');
    const first = dayTyped(text('first'), today);
    const vacant = text('vacant') ? dayTyped(text('vacant'), today) : first;
    return {
      there: text('unit').trim().toLowerCase(),
      first,
      vacant,
      isDirect: typed['direct'] === true,
      isNamed: typed['named'] !== 'no',
    };
  }, [typed, today]);
}

/** Who lives in the home, where a citizen was recorded. */
function useResident(unit: string): string | undefined {
  const mayRead = useMe().rights.includes('history');
  const { data } = api.useQuery('get', '/v1/units/{unit}/state', { params: { path: { unit }, query: {} } }, { enabled: mayRead });
  return data?.state.tenancy?.citizen;
}

function partsOf(
  unit: string,
  { there, first, vacant, isDirect, isNamed }: TransferTyped,
  resident: string | undefined,
): readonly [Part, Part] | undefined {
  const [moveIn, vacate] = [shapeOf('unit', 'MoveIn'), shapeOf('unit', 'RecordVacated')];
  if (!moveIn || !vacate || !first || !vacant || !/^[^.]+\../.test(there) || there === unit) return undefined;
  const directly = isDirect ? { direct: true, ...(resident && isNamed && { citizen: resident }) } : {};
  return [
    { shape: moveIn, target: { of: 'unit', id: there }, fields: { effective: first, ...directly } },
    { shape: vacate, target: { of: 'unit', id: unit }, fields: { effective: vacant, reason: 'transfer' } },
  ];
}
