import type { FunctionComponent } from 'react';
import type { CommandForm } from '../use-command-form';
import { citizens } from './citizens';
import { CorrectFields } from './correct';
import { LaidOut } from './laid-out';
import { leaving } from './leaving';
import { letting } from './letting';
import { works } from './works';

type Fields = FunctionComponent<{ form: CommandForm }>;

/** Fields made by hand, for the commands that are given daily. All others are made from their schema. */
export const HAND_MADE: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(
    Object.entries({ ...leaving, ...works, ...letting, ...citizens }).map(([command, layout]): [string, Fields] => [
      command,
      ({ form }) => <LaidOut form={form} layout={layout} />,
    ]),
  ),
  CorrectEvent: CorrectFields,
  RetractEvent: CorrectFields,
};
