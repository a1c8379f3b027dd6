import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Problem, UNREACHED } from '../../api/problem';
import { useWords } from '../../state/spoken';
import { textOf, withMended, type Mended } from './csv';
import { isCsv, nameFor, typeOf } from './file';
import { mendedBefore, remember, remembered, rememberMended, type Mapping } from './memory';
import { sendFile, type Progress, type Report } from './send';

/** How the file is to be read. Empty texts are left to the server. */
export interface Options {
  sheet: string;
  headerRow: string;
  municipality: string;
  since: string;
  lived: '' | 'occupied' | 'vacant';
  correct: boolean;
  mapping: Mapping;
}

/** Where an import is. */
export type Stage =
  | { is: 'busy'; progress: Progress; isWriting: boolean }
  | { is: 'checked' | 'written'; report: Report }
  | { is: 'refused'; problem: Problem; wasWriting: boolean }
  | { is: 'stopped' };

type Found = Extract<Stage, { is: 'checked' | 'written' | 'refused' }>;

export interface Import {
  file: File;
  options: Options;
  change(next: Partial<Options>): void;
  mended: Mended;
  mend(line: number, header: string, cell: string | undefined): void;
  stage: Stage | undefined;
  /** What was found last: it stays to be seen while the file is checked again. */
  found: Found | undefined;
  /** True when options or cells were changed since the file was checked. */
  isStale: boolean;
  run(isWriting: boolean, setsAside?: boolean): void;
  stop(): void;
}

const fresh = (): Options => ({
  ...{ sheet: '', headerRow: '', municipality: '', since: '', lived: '', correct: false },
  mapping: remembered(),
});

/** One file on its way in: checked first, mended in place, written when somebody says so. */
export function useImport(file: File): Import {
  const queries = useQueryClient();
  const { importing } = useWords().screens;
  const [options, setOptions] = useState(fresh);
  const [mended, setMended] = useState<Mended>(() => mendedBefore(file));
  const [stage, setStage] = useState<Stage>();
  const [found, setFound] = useState<Found>();
  const [isStale, setStale] = useState(false);
  const running = useRef<AbortController>(undefined);
  // The line of the headers, as the last check has found it.
  const headerLine = useRef(1);

  const run = async (isWriting: boolean, setsAside = false) => {
    running.current?.abort();
    const own = (running.current = new AbortController());
    const show = (next: Stage) => {
      if (running.current !== own) return;
      setStage(next);
      if (next.is !== 'busy' && next.is !== 'stopped') setFound(next);
    };
    show({ is: 'busy', progress: { doing: 'send', done: 0, of: 0 }, isWriting });
    try {
      const body = await bodyOf(await bytesOf(file), file, mended, headerLine.current);
      const query = queryOf(file, options, { dryRun: !isWriting, setAside: setsAside });
      const report = await sendFile(
        body,
        query,
        typeOf(file) ?? 'text/csv',
        (progress) => show({ is: 'busy', progress, isWriting }),
        own.signal,
      );
      if ('headerLines' in report) headerLine.current = report.headerLines[0] ?? 1;
      setStale(false);
      show({ is: isWriting ? 'written' : 'checked', report });
      if (isWriting) void queries.invalidateQueries();
    } catch (error) {
      if (own.signal.aborted) return;
      const problem =
        error instanceof FileGone ? new Problem(400, 'FILE_GONE', '', importing.gone) : error instanceof Problem ? error : UNREACHED();
      show({ is: 'refused', problem, wasWriting: isWriting });
    }
  };

  return {
    ...{ file, options, mended, stage, found, isStale },
    run: (isWriting, setsAside) => void run(isWriting, setsAside),
    change(next) {
      setOptions({ ...options, ...next });
      setStale(true);
      if (next.mapping) remember(next.mapping);
    },
    mend(line, header, cell) {
      const next = withCell(mended, line, header, cell);
      setMended(next);
      rememberMended(file, next);
      setStale(true);
    },
    stop() {
      running.current?.abort();
      setStage({ is: 'stopped' });
    },
  };
}

function withCell(mended: Mended, line: number, header: string, cell: string | undefined): Mended {
  const cells = new Map(mended.get(line));
  if (cell === undefined) cells.delete(header);
  else cells.set(header, cell);
  const all = new Map(mended).set(line, cells);
  if (!cells.size) all.delete(line);
  return all;
}

/** A browser does not read a file that was changed or taken away since it was chosen. */
class FileGone extends Error {}

const bytesOf = (file: File): Promise<ArrayBuffer> =>
  file.arrayBuffer().catch(() => {
    throw new FileGone();
  });

/** The file, with the mended cells in it. Only a CSV can be mended so; throws where its columns cannot be found. */
async function bodyOf(bytes: ArrayBuffer, file: File, mended: Mended, headerLine: number): Promise<Blob> {
  const text = mended.size && isCsv(file) ? withMended(textOf(bytes), mended, headerLine) : undefined;
  return new Blob([text ?? bytes]);
}

function queryOf(file: File, { mapping, lived, correct, ...texts }: Options, flags: Record<string, boolean>): URLSearchParams {
  const query = new URLSearchParams({ name: nameFor(file), hints: 'choices' });
  for (const [name, value] of Object.entries(texts)) if (value) query.set(name, value);
  for (const [name, value] of Object.entries({ ...flags, correct, ...(lived && { [lived]: true }) })) if (value) query.set(name, 'true');
  if (Object.keys(mapping).length) query.set('mapping', JSON.stringify(mapping));
  return query;
}
