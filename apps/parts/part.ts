import type { Type } from '@nestjs/common';
import type { Projection } from '@relet/platform';

/** A part of the house that asks no rows. */
export interface Part {
  module: Type;
  rows?: never;
}

/** A part of the house, and the rows that it asks. */
export interface PartWithRows {
  module: Type;
  rows: readonly Projection[];
}
