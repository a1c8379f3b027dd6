import type { FunctionComponent } from 'react';
import type { CommandForm } from '../use-command-form';
import { CorrectFields } from './correct';
import { LaidOut } from './laid-out';
import { LAYOUTS } from './layouts';

type Fields = FunctionComponent<{ form: CommandForm }>;

/** Fields made by hand, for the commands that are given daily. All others are made from their schema. */
export const HAND_MADE: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(
    Object.entries(LAYOUTS).map(([command, layout]): [string, Fields] => [command, ({ form }) => <LaidOut form={form} layout={layout} />]),
  ),
  CorrectEvent: CorrectFields,
  RetractEvent: CorrectFields,
};
