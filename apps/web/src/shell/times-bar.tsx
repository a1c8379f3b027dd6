import { useState, type ReactNode } from 'react';
import { DayField } from '../forms/day-field';
import { dayTyped } from '../forms/day-typed';
import { useClock } from '../state/me';
import { useWords } from '../state/spoken';
import { useTimes } from '../state/times';
import { useEscape } from '../ui/use-escape';

/** The two times of what is shown: true on a day, as known on a day. Both are now at first. */
export function TimesBar(): ReactNode {
  const words = useWords();
  const { shell } = words.screens;
  const { times } = useTimes();
  const [isOpen, setOpen] = useState(false);
  useEscape(isOpen, () => setOpen(false));
  const said = (time: string | undefined) => (time ? words.date(time.slice(0, 10)) : shell.now);
  return (
    <div className="times">
      <button type="button" className="quiet" aria-expanded={isOpen} title={shell.change} onClick={() => setOpen(!isOpen)}>
        {shell.trueOn} <b>{said(times.asOf)}</b> {shell.knownOn} <b>{said(times.knownAt)}</b> <span aria-hidden="true">▾</span>
      </button>
      {isOpen ? <TimesForm onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

function TimesForm({ onDone }: { onDone(): void }): ReactNode {
  const words = useWords();
  const { shell, forms } = words.screens;
  const { today } = useClock();
  const { times, setTimes } = useTimes();
  const [asOf, setAsOf] = useState(times.asOf ? words.date(times.asOf) : '');
  const [knownAt, setKnownAt] = useState(times.knownAt ? words.date(times.knownAt.slice(0, 10)) : '');
  const read = (typed: string) => (typed.trim() ? dayTyped(typed, today) : '');
  const faultOf = (typed: string) => (read(typed) === undefined ? forms.dayUnreadable : undefined);
  const common = { schema: {}, event: '', isRequired: true, today };
  return (
    <form
      className="popover"
      onSubmit={(event) => {
        event.preventDefault();
        const [day, known] = [read(asOf), read(knownAt)];
        if (day === undefined || known === undefined) return;
        setTimes({ ...(day && day !== today && { asOf: day }), ...(known && known !== today && { knownAt: known }) });
        onDone();
      }}
    >
      <DayField
        {...common}
        name="sandPr"
        label={shell.trueOn}
        value={asOf}
        fault={faultOf(asOf)}
        onChange={(value) => setAsOf(value as string)}
      />
      <DayField
        {...common}
        name="kendtPr"
        label={shell.knownOn}
        value={knownAt}
        fault={faultOf(knownAt)}
        onChange={(value) => setKnownAt(value as string)}
      />
      <div className="buttons">
        <button className="primary">{shell.show}</button>
        <button
          type="button"
          onClick={() => {
            setTimes({});
            onDone();
          }}
        >
          {shell.now}
        </button>
      </div>
    </form>
  );
}
