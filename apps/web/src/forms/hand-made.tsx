import type { FunctionComponent } from 'react';
import type { CommandForm } from './use-command-form';

/** Fields made by hand, for the commands that are given daily. All others are made from their schema. */
export const HAND_MADE: Readonly<Record<string, FunctionComponent<{ form: CommandForm }>>> = {};
