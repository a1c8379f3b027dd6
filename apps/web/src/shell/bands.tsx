import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client';
import { Standing } from '../api/standing';
import { plusDays } from '../forms/day-typed';
import { useClock } from '../state/me';
import { useWords } from '../state/spoken';
import { useTimes } from '../state/times';
import { SignInAgain } from '../ui/sign-in-again';

/** Bands above a screen that cannot be overlooked: it shows the past or a day to come, the server is away, the session is over, the data are invented. */
export function Bands(): ReactNode {
  const words = useWords();
  const { shell } = words.screens;
  const { isReached, isSignedIn } = useSyncExternalStore(Standing.listen, Standing.now);
  const { times, isPast, setTimes } = useTimes();
  const { today } = useClock();
  useNetwork();
  return (
    <div className="bands" aria-live="polite">
      {isPast ? (
        <p className="band past">
          {shell.past(times.asOf ? words.date(times.asOf) : shell.now, times.knownAt ? words.date(times.knownAt.slice(0, 10)) : shell.now)}{' '}
          {times.asOf && times.asOf > today ? `${words.figures.afterToday(words.date(times.asOf))} ` : null}
          <button type="button" onClick={() => setTimes({})}>
            {shell.backToNow}
          </button>
        </p>
      ) : null}
      {isReached ? null : <Away />}
      {isSignedIn ? null : (
        <p className="band away">
          {shell.signedOut} <SignInAgain />
        </p>
      )}
      <ClockByHand />
    </div>
  );
}

/** That the server is not heard, and how old what is shown is by now. */
function Away(): ReactNode {
  const { shell } = useWords().screens;
  const minutes = () => Math.floor((Date.now() - Standing.now().heardAt) / 60_000);
  const [age, setAge] = useState(minutes);
  useEffect(() => {
    const timer = setInterval(() => setAge(minutes), 5_000);
    return () => clearInterval(timer);
  }, []);
  return <p className="band away">{shell.offlineFor(age)}</p>;
}

/** The browser knows that it has no network before a question has failed, and that it has one again. */
function useNetwork(): void {
  useEffect(() => {
    const back = () => void client.GET('/v1/me').catch(() => undefined);
    window.addEventListener('offline', Standing.unreached);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('offline', Standing.unreached);
      window.removeEventListener('online', back);
    };
  }, []);
}

/** The clock of a demonstration is moved on here, and never back. */
function ClockByHand(): ReactNode {
  const words = useWords();
  const { shell } = words.screens;
  const { today, kind } = useClock();
  const queries = useQueryClient();
  if (kind !== 'manual') return null;
  const goTo = async (day: string) => {
    await fetch('/v1/clock', { headers: { 'relet-now': day } });
    await queries.invalidateQueries();
  };
  return (
    <p className="band demo">
      {shell.demo(words.date(today))}{' '}
      <button type="button" className="quiet" onClick={() => void goTo(plusDays(today, 1))}>
        {shell.nextDay}
      </button>{' '}
      <button type="button" className="quiet" onClick={() => void goTo(plusDays(today, 7))}>
        {shell.nextWeek}
      </button>
    </p>
  );
}
