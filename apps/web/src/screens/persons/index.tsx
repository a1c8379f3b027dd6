import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { components } from '../../../made/api';
import { post } from '../../api/client';
import type { Problem } from '../../api/problem';
import { Why } from '../../forms/outcome';
import { useMe } from '../../state/me';
import { useKept } from '../../persons/use-kept';
import { useWords } from '../../state/spoken';
import { Hits } from './hits';
import { SearchForm, type PersonSought } from './search-form';
import { useMunicipalities } from './use-municipalities';
import '../../styles/persons.css';

type Found = components['schemas']['FoundAnswer'];

/** Finds a person by name or civil registration number. What is typed is sent as a body, and stands in no address and no draft. */
export default function Persons(): ReactNode {
  const { shell } = useWords().screens;
  return (
    <>
      <h1>{shell.places.persons}</h1>
      {useMe().rights.includes('persons') ? <Find /> : <p className="empty">{shell.denied}</p>}
    </>
  );
}

function Find(): ReactNode {
  const { find } = useWords().screens;
  const me = useMe();
  const municipalities = useMunicipalities();
  const [chosen, choose] = useState('');
  const where = me.municipality ?? (chosen || municipalities[0]?.id);
  const takesNumbers = useKept(me.party === 'municipality' ? where : undefined)?.cpr ?? false;
  const search = useMutation<Found, Problem, PersonSought>({
    mutationFn: (asked) => post<Found>('/v1/persons/search', { ...asked, ...(where !== undefined && { municipality: where }) }),
    gcTime: 0,
  });
  return (
    <>
      <p className="hint">{find.about}</p>
      <SearchForm
        takesNumbers={takesNumbers}
        municipalities={me.municipality === null ? municipalities : []}
        municipality={where ?? ''}
        isFinding={search.isPending}
        onChoose={choose}
        onFind={search.mutate}
      />
      <div aria-live="polite">
        {search.error ? <Why problem={search.error} /> : null}
        {search.data ? <Hits found={search.data} onHide={search.reset} /> : null}
      </div>
    </>
  );
}
