import { onScreen } from '@relet/words';
import type { components } from '../../made/api';

type ProblemDocument = components['schemas']['Problem'];

/** A "no" of the server, or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly help: string | undefined;
  readonly errors: readonly { pointer: string; detail: string }[];

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    help?: string,
    errors: readonly { pointer: string; detail: string }[] = [],
  ) {
    super(onScreen(detail));
    this.name = 'Problem';
    this.help = help && onScreen(help);
    this.errors = errors.map(({ pointer, detail: why }) => ({ pointer, detail: onScreen(why) }));
  }

  /** True when nothing was decided: the same command can be sent again under its key. */
  get isUnreached(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** The problem that a response tells; a proxy before the server may answer with something else. */
export async function problemIn(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
  const { code = 'UNREADABLE', title = '', detail = `HTTP ${response.status}`, help, errors } = told;
  return new Problem(response.status, code, title, detail, help, errors as Problem['errors']);
}

export const UNREACHED = () => new Problem(0, 'UNREACHED', '', '');
