import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { dayTyped, weekdayOf } from './day-typed';
import { Labelled, type FieldProps } from './labelled';

const Calendar = lazy(() => import('./calendar'));

/** A day, typed as people type days, or chosen in a calendar. What it is taken for stands below. */
export function DayField({ name, label, value, isRequired, fault, doubt, today, onChange }: FieldProps): ReactNode {
  const { screens, date, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const typed = typeof value === 'string' ? value : '';
  const day = dayTyped(typed, today);
  const hint = day === undefined ? screens.forms.day : screens.forms.daySaid(weekdayOf(day, language), date(day));
  return (
    <Labelled label={label} fault={fault} doubt={doubt} hint={hint} isRequired={isRequired}>
      {(id, said) => (
        <div className="day">
          <input
            id={id}
            name={name}
            aria-describedby={said}
            aria-invalid={fault !== undefined}
            autoComplete="off"
            required={isRequired}
            value={typed}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => day !== undefined && typed !== date(day) && onChange(date(day))}
          />
          <button
            type="button"
            className="quiet"
            aria-expanded={isOpen}
            aria-label={`${label}: ${screens.forms.calendar}`}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">▦</span>
          </button>
          {isOpen ? (
            <Suspense fallback={<p className="hint">{screens.shell.loading}</p>}>
              <Calendar
                label={label}
                day={day ?? today}
                onChoose={(chosen) => {
                  onChange(date(chosen));
                  setOpen(false);
                }}
              />
            </Suspense>
          ) : null}
        </div>
      )}
    </Labelled>
  );
}
