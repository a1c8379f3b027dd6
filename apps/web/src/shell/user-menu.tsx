import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useMe } from '../state/me';
import { speak, useWords } from '../state/spoken';
import { themeNow, wear, type Theme } from '../state/theme';
import { useEscape } from '../ui/use-escape';
import { lettersAreOn, setLetters } from './keys';

/** Who one is, the language, the colours, and the way out. */
export function UserMenu(): ReactNode {
  const words = useWords();
  const { shell } = words.screens;
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  useEscape(isOpen, () => setOpen(false));
  return (
    <div className="user">
      <button type="button" className="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {me.called ?? me.id} <span aria-hidden="true">▾</span>
      </button>
      {isOpen ? (
        <div className="popover">
          <p>{me.roles.map((role) => words.roles[role]).join(', ')}</p>
          <p>
            <Link to="/mig" onClick={() => setOpen(false)}>
              {shell.places.me}
            </Link>
          </p>
          <OwnSignIn onChosen={() => setOpen(false)} />
          <Choices />
          <form method="post" action="/sign-out">
            <button>{shell.signOut}</button>
          </form>
        </div>
      ) : null}
    </div>
  );
}

/** Where one is signed in, and the password of who signs in by one. */
function OwnSignIn({ onChosen }: { onChosen(): void }): ReactNode {
  const { shell } = useWords().screens;
  const sessions = api.useQuery('get', '/v1/me/sessions', {});
  const hasPassword = sessions.data?.sessions.some(({ isThis, how }) => isThis && how === 'password');
  return (
    <>
      <p>
        <Link to="/mig#sessions" onClick={onChosen}>
          {shell.ownSessions}
        </Link>
      </p>
      {hasPassword ? (
        <p>
          <a href="/sign-in/password">{shell.ownPassword}</a>
        </p>
      ) : null}
    </>
  );
}

function Choices(): ReactNode {
  const { language, screens } = useWords();
  const { shell } = screens;
  const [theme, setTheme] = useState(themeNow());
  const [letters, keepLetters] = useState(lettersAreOn());
  return (
    <>
      <button type="button" lang={language === 'da' ? 'en' : 'da'} onClick={() => speak(language === 'da' ? 'en' : 'da')}>
        {shell.language}
      </button>
      <label>
        {shell.themeName}{' '}
        <select
          value={theme}
          onChange={(event) => {
            const chosen = event.target.value as Theme;
            wear(chosen);
            setTheme(chosen);
          }}
        >
          {Object.entries(shell.theme).map(([each, called]) => (
            <option key={each} value={each}>
              {called}
            </option>
          ))}
        </select>
      </label>
      <label className="mark">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setLetters(event.target.checked);
            keepLetters(event.target.checked);
          }}
        />{' '}
        {shell.letters}
      </label>
    </>
  );
}
