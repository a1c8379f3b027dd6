import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../../api/client';
import { announce } from '../../state/announced';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Fault } from '../../ui/fault';
import { Shown } from '../../ui/shown';

/** The buildings that one has in hand, chosen from those that one sees. */
export function Buildings(): ReactNode {
  const { me: words } = useWords().screens;
  const { today } = useClock();
  const me = useMe();
  const query = { from: today, to: today, groupBy: 'building' };
  const seen = api.useQuery('get', '/v1/vacancy', { params: { query } }, { enabled: me.rights.includes('figures') });
  return (
    <section>
      <h2>{words.buildings}</h2>
      <p className="faint">{words.buildingsAbout}</p>
      <Shown of={seen as typeof seen & { data: { groups?: { keys?: string[]; key: string }[] } | undefined }}>
        {({ groups = [] }) => (
          <Choice key={me.buildings.join()} all={[...new Set([...groups.map(({ keys, key }) => keys?.[0] ?? key), ...me.buildings])]} />
        )}
      </Shown>
    </section>
  );
}

function Choice({ all }: { all: readonly string[] }): ReactNode {
  const { screens, language } = useWords();
  const queries = useQueryClient();
  const me = useMe();
  const [chosen, choose] = useState<readonly string[]>(me.buildings);
  const save = api.useMutation('post', '/v1/me/buildings', {
    onSuccess: async () => {
      announce(screens.me.saved);
      await queries.invalidateQueries();
    },
  });
  if (!all.length) return <p className="empty">{screens.me.noBuildings}</p>;
  const isOther = [...chosen].sort().join() !== [...me.buildings].sort().join();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { buildings: [...chosen] } });
      }}
    >
      <div className="choices">
        {all
          .toSorted((a, b) => a.localeCompare(b, language))
          .map((building) => (
            <label key={building} className="mark">
              <input
                type="checkbox"
                checked={chosen.includes(building)}
                onChange={({ target }) => choose(target.checked ? [...chosen, building] : chosen.filter((each) => each !== building))}
              />{' '}
              {building}
            </label>
          ))}
      </div>
      <Fault error={save.error} />
      <div className="buttons">
        <button className="primary" disabled={!isOther || save.isPending}>
          {save.isPending ? screens.forms.saving : screens.forms.save}
        </button>
      </div>
    </form>
  );
}
