import type { components } from '../../../made/api';
import { Problem } from '../../api/problem';

export type Standing = components['schemas']['OperationsAnswer'];

/** What went wrong, where the server has said it. */
export const asProblem = (error: unknown): Problem | undefined => (error instanceof Problem ? error : undefined);
