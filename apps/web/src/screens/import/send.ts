import type { components } from '../../../made/api';
import { Problem, UNREACHED } from '../../api/problem';
import { Standing } from '../../api/standing';
import { spoken } from '../../state/spoken';

type Lines = components['schemas'];
export type Report = Lines['ImportReportLine']['report'];

/** How far an import is: bytes that were sent, that the server reads, or rows. */
export type Progress =
  { doing: 'send'; done: number; of: number } | { doing: 'read' } | { doing: 'check' | 'write'; done: number; of: number };

/** Sends a file and hears, line by line, how far it is. Answers the report; throws a Problem, and `undefined` for an answer that breaks off. */
export function sendFile(
  body: Blob,
  query: URLSearchParams,
  type: string,
  told: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Report> {
  const request = new XMLHttpRequest();
  request.open('POST', `/v1/imports?${query.toString()}`);
  request.setRequestHeader('content-type', type);
  request.setRequestHeader('accept-language', spoken());
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => told({ doing: 'send', done: loaded, of: total });
    request.upload.onload = () => told({ doing: 'read' });
    let read = 0;
    request.onprogress = () => {
      if (request.status !== 200) return;
      const end = request.responseText.lastIndexOf('\n');
      for (const line of linesIn(request.responseText.slice(read, end + 1)))
        if ('doing' in line) told({ doing: line.doing, done: line.rows, of: line.of });
      read = end + 1;
    };
    request.onerror = () => reject(lost());
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.onload = () => {
      Standing.reached();
      if (request.status === 401) Standing.signedOut();
      if (request.status !== 200) return reject(problemOf(parsed(request.responseText), request.status));
      const last = [...linesIn(request.responseText)].at(-1);
      if (last && 'report' in last) resolve(last.report);
      else reject(last && 'problem' in last ? problemOf(last.problem, last.problem.status) : UNREACHED());
    };
    request.send(body);
  });
}

function lost(): Problem {
  Standing.unreached();
  return UNREACHED();
}

type Line = Lines['ImportProgressLine'] | Lines['ImportReportLine'] | Lines['ImportProblemLine'];

function* linesIn(text: string): Generator<Line> {
  for (const line of text.split('\n')) if (line) yield JSON.parse(line) as Line;
}

function parsed(text: string): Partial<Lines['Problem']> {
  try {
    return JSON.parse(text) as Lines['Problem'];
  } catch {
    return {};
  }
}

function problemOf({ code, title = '', detail = '', help, errors }: Partial<Lines['Problem']>, status: number): Problem {
  // Of a file that cannot be read, the sentence of the whole says why.
  const why = errors?.find(({ pointer }) => pointer === '')?.detail ?? detail;
  return new Problem(status, code ?? 'UNREADABLE', title, why, help, errors);
}
