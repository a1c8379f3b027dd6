import type { Schema } from '../../make/commands';

export type { Schema };

/** The types that a value of a schema may have. */
export const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : [type].flat());
