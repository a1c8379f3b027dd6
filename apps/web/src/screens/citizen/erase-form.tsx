import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { components } from '../../../made/api';
import { post } from '../../api/client';
import type { Problem } from '../../api/problem';
import { SelectField } from '../../forms/select';
import { Why } from '../../forms/outcome';
import { useSentAgain } from '../../forms/use-sent-again';
import { useWords } from '../../state/spoken';

export type Erasure = components['schemas']['ErasureAnswer'];

interface Props {
  citizen: string;
  onErased(erasure: Erasure): void;
  onCancel(): void;
}

/** Erases a citizen, for ever: with the ground, and only once it is said that this is meant. */
export function EraseForm({ citizen, onErased, onCancel }: Props): ReactNode {
  const words = useWords();
  const { citizen: said, forms } = words.screens;
  const [ground, setGround] = useState('');
  const [isMeant, setMeant] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const erase = useMutation<Erasure, Problem>({
    mutationFn: () => post<Erasure>('/v1/persons/erasures', { citizen, ground }, { 'idempotency-key': key }),
    onSuccess: onErased,
    gcTime: 0,
  });
  useSentAgain(erase.error ?? undefined, () => erase.mutate());
  const isReady = ground !== '' && isMeant && !erase.isPending;
  return (
    <form
      className="command"
      aria-label={words.commands.EraseCitizenData}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) erase.mutate();
      }}
    >
      <p className="warning">{said.eraseForGood}</p>
      <SelectField
        name="ground"
        label={said.eraseGround}
        value={ground}
        isRequired
        options={Object.entries(words.persons.erasureGrounds)}
        onChange={(code) => setGround(String(code))}
      />
      <label className="mark">
        <input type="checkbox" name="meant" checked={isMeant} onChange={(event) => setMeant(event.target.checked)} /> {said.eraseMeant}
      </label>
      <div className="outcome" aria-live="polite">
        {erase.error ? erase.error.isUnreached ? <p className="refusal">{forms.unreachable}</p> : <Why problem={erase.error} /> : null}
      </div>
      <div className="buttons">
        <button className="primary" aria-disabled={!isReady}>
          {erase.isPending ? forms.saving : said.erase}
        </button>
        <button type="button" onClick={onCancel}>
          {forms.cancel}
        </button>
      </div>
    </form>
  );
}

/** That a citizen is erased, and the line in the record of erasures that proves it. */
export function Certificate({ erasure: { ground, certifiedAt, certificate } }: { erasure: Erasure }): ReactNode {
  const words = useWords();
  const { citizen: said } = words.screens;
  return (
    <output className="saved certificate">
      {said.erasedNow(words.persons.erasureGrounds[ground as 'request_granted'] ?? said.groundUnsaid)}{' '}
      {certificate && certifiedAt ? (
        <>
          {said.certificate(words.moment(certifiedAt))} <code>{certificate}</code>
        </>
      ) : (
        said.certificateFollows
      )}
    </output>
  );
}
