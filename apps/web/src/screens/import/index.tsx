import { useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { ACCEPTED, LARGEST, typeOf } from './file';
import { InHand } from './in-hand';
import '../../styles/asked.css';
import '../../styles/import.css';

/** History that was kept elsewhere comes in as a file: looked at first, mended in place, then written. */
export default function Import(): ReactNode {
  const words = useWords();
  const { importing, shell } = words.screens;
  const [{ file, times }, setFile] = useState<{ file?: File; times: number }>({ times: 0 });
  const [refused, setRefused] = useState<string>();
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    const why = typeOf(chosen) === undefined ? importing.unknownType : chosen.size > LARGEST ? importing.tooLarge : undefined;
    setRefused(why);
    if (why === undefined) setFile((before) => ({ file: chosen, times: before.times + 1 }));
  };
  return (
    <div className="import">
      <h1>{shell.places.import}</h1>
      <p className="hint">{importing.about}</p>
      <Chooser label={file ? importing.another : importing.choose} onTake={take} />
      {refused ? (
        <p className="refusal" role="alert">
          {refused}
        </p>
      ) : null}
      {file ? (
        <>
          <h2>
            {file.name} <small>{importing.size(words.number(Math.ceil(file.size / 1024)))}</small>
          </h2>
          {/* Chosen again, it is looked at again. */}
          <InHand key={times} file={file} onNext={take} />
        </>
      ) : null}
    </div>
  );
}

/** A file is chosen by a button, or dropped. */
function Chooser({ label, onTake }: { label: string; onTake(file: File | undefined): void }): ReactNode {
  const { importing } = useWords().screens;
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onTake(event.dataTransfer.files[0]);
      }}
    >
      <label className="choose">
        <input
          type="file"
          className="hidden"
          accept={ACCEPTED}
          data-filter
          onChange={(event) => {
            onTake(event.target.files?.[0]);
            // The same file can be chosen again, once it was mended elsewhere.
            event.target.value = '';
          }}
        />
        <span>{label}</span>
      </label>{' '}
      {importing.drop}
    </div>
  );
}
