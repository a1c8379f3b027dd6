import type { components } from '../../made/api';
import made from '../../made/commands.json';
import type { CommandShape } from '../../make/commands';

export type { CommandShape };
export type { Schema } from './schema';

const SHAPES = new Map((made.commands as unknown as CommandShape[]).map((shape) => [`${shape.of}:${shape.command}`, shape]));

/** A command as the API's own document describes it. */
export function shapeOf(of: CommandShape['of'], command: string): CommandShape | undefined {
  return SHAPES.get(`${of}:${command}`);
}

/** The command by which the next step of a home is recorded. */
export function commandOfStep(step: string): string | undefined {
  return (made.nextSteps as Record<string, string>)[step];
}

/** The commands that lead a home into a phase, the usual one first. */
export function commandsInto(phase: string): readonly string[] {
  return (made.into as Record<string, readonly string[]>)[phase] ?? [];
}

/** True for a step that can be taken now and would record something: what is done already may be given again and changes nothing. */
export const isToDo = ({ allowed, reports = [] }: Pick<components['schemas']['StepAnswer'], 'allowed' | 'reports'>): boolean =>
  allowed && reports.length > 0;

/** What a command is given to. `offer` is the one that it answers, `about` the event that it corrects. */
export interface Target {
  of: CommandShape['of'];
  id: string;
  offer?: string;
  about?: string;
}

/** Where a command is sent. */
export function pathOf({ path }: CommandShape, { id, offer }: Target): string {
  return path.replace('{offer}', encodeURIComponent(offer ?? '')).replace(/\{\w+\}/, encodeURIComponent(id));
}

/** The command of a home that reports an event, unless it answers an offer: the same can be given to another home. */
export function commandReporting(event: string): CommandShape | undefined {
  return [...SHAPES.values()].find(({ of, reports, path }) => of === 'unit' && reports === event && !path.includes('{offer}'));
}
