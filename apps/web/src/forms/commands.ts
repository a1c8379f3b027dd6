import made from '../../made/commands.json';
import type { CommandShape, Schema } from '../../make/commands';

export type { CommandShape, Schema };

const SHAPES = new Map((made.commands as unknown as CommandShape[]).map((shape) => [`${shape.of}:${shape.command}`, shape]));

/** A command as the API's own document describes it. */
export function shapeOf(of: CommandShape['of'], command: string): CommandShape | undefined {
  return SHAPES.get(`${of}:${command}`);
}

/** The command by which the next step of a home is recorded. */
export function commandOfStep(step: string): string | undefined {
  return (made.nextSteps as Record<string, string>)[step];
}

/** What a command is given to. `offer` is the one that it answers. */
export interface Target {
  of: CommandShape['of'];
  id: string;
  offer?: string;
}

/** Where a command is sent. */
export function pathOf({ path }: CommandShape, { id, offer }: Target): string {
  return path.replace('{offer}', encodeURIComponent(offer ?? '')).replace(/\{\w+\}/, encodeURIComponent(id));
}

export const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : [type].flat());
