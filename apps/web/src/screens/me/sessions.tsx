import { useQueryClient } from '@tanstack/react-query';
import { useCallback, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Fault } from '../../ui/fault';
import { Scroll } from '../../ui/scroll';
import { Shown } from '../../ui/shown';
import { Head } from '../../ui/head';

/** Where one is signed in; each session can be ended. */
export function Sessions(): ReactNode {
  const words = useWords();
  const { me } = words.screens;
  const queries = useQueryClient();
  const isAsked = useLocation().hash === '#sessions';
  const here = useCallback((section: HTMLElement | null) => void (isAsked && section?.scrollIntoView()), [isAsked]);
  const sessions = api.useQuery('get', '/v1/me/sessions', {});
  const end = api.useMutation('post', '/v1/me/sessions/{session}/end', { onSuccess: () => queries.invalidateQueries() });
  return (
    <section id="sessions" ref={here}>
      <h2>{me.sessions}</h2>
      <Fault error={end.error} />
      <Shown of={sessions}>
        {({ sessions: all }) =>
          all.length ? (
            <Scroll>
              <table>
                <Head of={[me.begun, me.seen, me.ends, [me.end, 'hidden']]} />
                <tbody>
                  {all.map(({ id, how, begun, seen, ends, isThis }) => (
                    <tr key={id} data-row>
                      <th scope="row">
                        {words.moment(begun)}, {me.how[how as 'oidc'] ?? how} {isThis ? <b>({me.thisOne})</b> : null}
                      </th>
                      <td>{words.moment(seen)}</td>
                      <td>{words.moment(ends)}</td>
                      <td>
                        <button
                          type="button"
                          aria-label={me.endOf(me.how[how as 'oidc'] ?? how, words.moment(begun))}
                          onClick={() => end.mutate({ params: { path: { session: id } } })}
                        >
                          {me.end}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          ) : (
            <p className="faint">{me.noSessions}</p>
          )
        }
      </Shown>
    </section>
  );
}
