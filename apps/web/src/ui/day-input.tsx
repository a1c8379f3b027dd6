import '../styles/asked.css';
import { useId, useState, type ReactNode } from 'react';
import { dayTyped, weekdayOf } from '../forms/day-typed';
import { useClock } from '../state/me';
import { useWords } from '../state/spoken';

interface Props {
  label: string;
  value: string;
  /** An empty day means something, too. */
  mayBeEmpty?: boolean;
  /** What an empty day means. */
  empty?: string;
  onChoose(day: string): void;
}

/** A day of a filter, typed as people type days; taken when the field is left or Enter is pressed. What cannot be read changes nothing, and says so. */
export function DayInput({ label, value, mayBeEmpty = false, empty, onChoose }: Props): ReactNode {
  const { screens, date, language } = useWords();
  const { today } = useClock();
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const take = (field: HTMLInputElement) => {
    const typed = field.value.trim();
    const day = typed ? dayTyped(typed, today) : mayBeEmpty ? '' : undefined;
    setWrong(day === undefined);
    if (day === undefined) return;
    field.value = day && date(day);
    if (day !== value) onChoose(day);
  };
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        key={value}
        className="day-typed"
        defaultValue={value && date(value)}
        title={value ? weekdayOf(value, language) : screens.forms.day}
        placeholder={empty}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-said` : undefined}
        onBlur={({ currentTarget }) => take(currentTarget)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && take(currentTarget)}
      />
      {isWrong ? (
        <p id={`${id}-said`} className="fault" role="alert">
          {screens.forms.dayUnreadable}
        </p>
      ) : null}
    </div>
  );
}
