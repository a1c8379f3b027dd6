import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { askedOf, type Question } from './question';

const FILES = ['vacancies', 'phases', 'offers', 'unit-days'] as const;
const LANGUAGES = ['da', 'en'] as const;

/** Files of what is shown: the API makes them, by the same question as the table. */
export function Exports({ question }: { question: Question }): ReactNode {
  const { analysis } = useWords().screens;
  const { groupBy: _by, sort: _sort, againstFrom: _from, againstTo: _to, ...rows } = askedOf(question);
  const files = [
    ['figures', '/v1/vacancy', askedOf(question)],
    ...FILES.map((name) => [name, `/v1/exports/${name}`, rows] as const),
  ] as const;
  return (
    <details className="exports">
      <summary>{analysis.exports}</summary>
      <p className="hint">{analysis.exportsAbout}</p>
      <ul>
        {files.map(([name, path, query]) => (
          <li key={name}>
            {analysis.files[name]}:{' '}
            {LANGUAGES.map((csv) => (
              <a key={csv} href={addressOf(path, { ...query, csv })} download>
                {analysis.csv[csv]}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The address of rows of what is asked; what only the table is asked for is left out. */
export function fileOf(name: (typeof FILES)[number], { explain: _, ...query }: object & { explain?: string }, csv: string): string {
  return addressOf(`/v1/exports/${name}`, { ...query, csv });
}

const addressOf = (path: string, query: object) =>
  `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`;
