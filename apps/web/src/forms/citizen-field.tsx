import type { ReactNode } from 'react';
import { api } from '../api/client';
import { useWords } from '../state/spoken';
import { citizenSaid } from '../ui/said';
import type { FieldProps } from './labelled';
import { SelectField } from './select';

/** A citizen of the waiting list, the nearest guarantee first; told apart by initials and by the end of the pseudonym. */
export function CitizenField(props: FieldProps): ReactNode {
  const words = useWords();
  const { data } = api.useQuery('get', '/v1/waiting-list', {});
  const chosen = typeof props.value === 'string' ? props.value : '';
  const citizens = data?.citizens ?? [];
  // Who is chosen is shown also when the list does not have them.
  const other = chosen && !citizens.some(({ citizen }) => citizen === chosen) ? [[chosen, citizenSaid({ citizen: chosen })] as const] : [];
  const listed = citizens.map((each) => {
    const left = each.daysLeft === null ? [] : [words.screens.shell.days(each.daysLeft)];
    return [each.citizen, [citizenSaid(each), words.waitingLists[each.list as 'general'], ...left].join(' · ')] as const;
  });
  return <SelectField {...props} options={[...other, ...listed]} />;
}
