import type { components } from '../../../made/api';

/** A vacancy of a home, as the API tells it. */
export type Strip = NonNullable<components['schemas']['HomeVacancyAnswer']['vacancy']>;
