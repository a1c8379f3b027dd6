import type { ReactNode } from 'react';
import type { components } from '../../made/api';
import { useWords } from '../state/spoken';
import { Actor } from '../ui/actor';
import type { Editing, Subject } from './subject';

export type Person = components['schemas']['PersonAnswer'];

interface Props {
  of: Subject;
  /** Undefined where nobody is registered yet. */
  person: Person | undefined;
  /** Absent where what is shown is the past: nothing is recorded there. */
  onEdit: ((what: Editing) => void) | undefined;
  onHide(): void;
}

/** Name, contacts and notes as they were read, and what can be changed. */
export function KeptOf({ of, person, onEdit, onHide }: Props): ReactNode {
  const words = useWords();
  const { persons } = words.screens;
  const isCitizen = 'citizen' in of;
  return (
    <div className="kept-of">
      {person ? <Read person={person} isCitizen={isCitizen} /> : null}
      {person?.erased ? null : (
        <div className="buttons">
          {isCitizen && onEdit ? (
            <button type="button" onClick={() => onEdit('who')}>
              {person ? persons.change : persons.register}
            </button>
          ) : null}
          {onEdit && (person || !isCitizen) ? (
            <>
              <button type="button" onClick={() => onEdit('contacts')}>
                {persons.contacts}
              </button>
              <button type="button" onClick={() => onEdit('note')}>
                {persons.addNote}
              </button>
            </>
          ) : null}
          <button type="button" className="quiet" onClick={onHide}>
            {persons.hide}
          </button>
        </div>
      )}
    </div>
  );
}

function Read({ person, isCitizen }: { person: Person; isCitizen: boolean }): ReactNode {
  const words = useWords();
  const { persons } = words.screens;
  const { name, cpr, contacts = [], notes = [], held } = person;
  return (
    <>
      {isCitizen ? (
        <p>
          <b>{name}</b> {cpr ? <span className="faint">{cpr}</span> : null}
        </p>
      ) : null}
      <h3>{persons.contacts}</h3>
      {contacts.length ? (
        <ul>
          {contacts.map((contact) => (
            <li key={`${contact.name}${contact.relation}`}>
              <b>{contact.name}</b>, {words.persons.relations[contact.relation]}
              {[contact.phone, contact.email, contact.address].filter(Boolean).map((each) => ` · ${each}`)}
            </li>
          ))}
        </ul>
      ) : (
        <p className="hint">{persons.noContacts}</p>
      )}
      <h3>{persons.notes}</h3>
      {notes.length ? null : <p className="hint">{persons.noNotes}</p>}
      {notes.map((note) => (
        <blockquote key={note.at}>
          {note.text}
          <footer className="faint">
            {words.moment(note.at)}, <Actor id={note.by} party="" />
          </footer>
        </blockquote>
      ))}
      {held ? <p className="warning">{persons.held(words.date(held.since), words.persons.holdGrounds[held.ground])}</p> : null}
    </>
  );
}
