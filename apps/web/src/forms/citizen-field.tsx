import type { ReactNode } from 'react';
import { api } from '../api/client';
import { useWords } from '../state/spoken';
import { citizenSaid } from '../ui/said';
import type { FieldProps } from './labelled';
import { SelectField, type Option } from './select';
import { useWhyNot } from './who-may';

/** A citizen of the waiting list, the nearest guarantee first; told apart by initials and by the end of the pseudonym. Who could not have it now comes last, with the reason. */
export function CitizenField(props: FieldProps): ReactNode {
  const words = useWords();
  const { data } = api.useQuery('get', '/v1/waiting-list', {});
  const chosen = typeof props.value === 'string' ? props.value : '';
  const letters = new Map(data?.initials?.map(({ citizen, initials }) => [citizen, initials]));
  const citizens = data?.citizens ?? [];
  // Who is chosen is shown also when the list does not have them.
  const other = chosen && !citizens.some(({ citizen }) => citizen === chosen) ? [[chosen, citizenSaid({ citizen: chosen })] as const] : [];
  const whyNot = useWhyNot(
    props.of,
    citizens.map(({ citizen }) => citizen),
  );
  const listed = citizens.map((each): Option => {
    const left = each.daysLeft === null ? [] : [words.screens.shell.days(each.daysLeft)];
    const why = whyNot.get(each.citizen);
    return [
      each.citizen,
      [
        citizenSaid({ citizen: each.citizen, initials: letters.get(each.citizen) }),
        words.waitingLists[each.list as 'general'],
        ...left,
        ...(why ? [why] : []),
      ].join(' · '),
    ];
  });
  if (!whyNot.size) return <SelectField {...props} options={[...other, ...listed]} />;
  const { canHaveIt, cannotHaveIt } = words.screens.forms;
  const [may, mayNot] = [listed.filter(([citizen]) => !whyNot.has(citizen)), listed.filter(([citizen]) => whyNot.has(citizen))];
  return (
    <SelectField
      {...props}
      options={other}
      groups={[
        [canHaveIt, may],
        [cannotHaveIt, mayNot],
      ]}
    />
  );
}
