import { parseDate } from '@internationalized/date';
import type { ReactNode } from 'react';
import { Button, Calendar, CalendarCell, CalendarGrid, Heading, I18nProvider } from 'react-aria-components';
import { useWords } from '../state/spoken';

/** A month of days to choose from, by pointer or keys. Loaded when it is first opened. */
export default function DayCalendar({ label, day, onChoose }: { label: string; day: string; onChoose(day: string): void }): ReactNode {
  const { language } = useWords();
  return (
    <I18nProvider locale={language === 'da' ? 'da-DK' : 'en-GB'}>
      <Calendar
        aria-label={label}
        className="calendar"
        defaultValue={parseDate(day)}
        onChange={(chosen) => onChoose(chosen.toString())}
        autoFocus
      >
        <header>
          <Button slot="previous">‹</Button>
          <Heading />
          <Button slot="next">›</Button>
        </header>
        <CalendarGrid>{(date) => <CalendarCell date={date} />}</CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}
