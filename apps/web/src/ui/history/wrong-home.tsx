import { wordFor } from '@relet/words';
import { useMemo, type ReactNode } from 'react';
import { commandReporting, shapeOf } from '../../forms/commands';
import { useFirstField } from '../../forms/first-field';
import { HomeField } from '../../forms/home-field';
import type { TimelineEvent } from '../../forms/use-history';
import { useTwo, type Part } from '../../forms/use-two';
import { draftKey, useDraft } from '../../state/drafts';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { TwoParts } from '../two-parts';
import type { MendProps } from './mending';

const NOTHING = {};

/** What was recorded on this home belongs to another: recorded there, then taken back here. */
export function WrongHome({ line: { event }, mending: { target }, onDone }: MendProps): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const me = useMe();
  const inHand = useDraft(draftKey(me.id, 'WrongHome', `${target.id}/${event.id}`), NOTHING, undefined);
  const { draft, type, discard } = inHand;
  const there = typeof draft.typed['unit'] === 'string' ? draft.typed['unit'].trim().toLowerCase() : '';
  const parts = useMemo(() => partsOf(event, there, target.id), [event, there, target.id]);
  const two = useTwo(parts, inHand, event.id, onDone);
  return (
    <form
      className="command"
      ref={useFirstField()}
      aria-label={home.wrongHome}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        two.save();
      }}
    >
      <h4>{home.wrongHomeTitle(wordFor(words.events, event.type))}</h4>
      <p className="hint">{home.wrongHomeAbout}</p>
      <fieldset className="bare" disabled={draft.isSent}>
        <HomeField label={home.otherHome} hint={home.homeHint} value={there} onChange={(value) => type('unit', value)} />
      </fieldset>
      <TwoParts
        two={two}
        there={there}
        here={target.id}
        isSent={draft.isSent}
        onCancel={() => {
          discard();
          onDone();
        }}
      />
    </form>
  );
}

/** The same command for the other home, and what takes the event back here. */
function partsOf(event: TimelineEvent, there: string, here: string): readonly [Part, Part] | undefined {
  const [given, retract] = [commandReporting(event.type), shapeOf('unit', 'RetractEvent')];
  if (!given || !retract || !/^[^.]+\../.test(there) || there === here) return undefined;
  const known = Object.keys(given.schema.properties ?? {});
  const payload = (event.now?.payload ?? event.payload) as Record<string, unknown>;
  const fields = Object.fromEntries(Object.entries(payload).filter(([name]) => known.includes(name)));
  // An offer of the other home gets an id of its own; who moves in follows from the offer there.
  delete fields['offerId'];
  if (event.type === 'MovedIn' && payload['direct'] !== true) delete fields['citizen'];
  return [
    { shape: given, target: { of: 'unit', id: there }, fields: { ...fields, effective: event.now?.effective ?? event.effective } },
    { shape: retract, target: { of: 'unit', id: here }, fields: { targets: [event.id], reason: 'wrong_unit' } },
  ];
}
