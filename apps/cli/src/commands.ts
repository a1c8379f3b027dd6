import { getMetadataStorage } from 'class-validator';
import { CITIZEN_COMMANDS, CORRECTION_COMMANDS, POLICY_COMMANDS, UNIT_COMMANDS } from '@relet/domain';
import { put } from './output.js';

const TARGETS = [
  ['of a home (eksempel.101)', UNIT_COMMANDS],
  ['of a citizen (a pseudonym)', CITIZEN_COMMANDS],
  ['of a municipality (eksempel)', POLICY_COMMANDS],
  ['of a home, of a citizen with on=citizen, of a municipality with on=policy', CORRECTION_COMMANDS],
] as const;

/** `relet order --list`: every command with its fields and their codes, read from the command classes. Fields with `?` may be left out. */
export function listCommands(): void {
  for (const [of, commands] of TARGETS) {
    put(`${of}:`);
    for (const [name, shape] of Object.entries(commands)) put(`  ${name.padEnd(19)} ${fieldsOf(shape).join(' ')}`);
  }
}

function fieldsOf(shape: new () => object): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  const rules = Map.groupBy(metadata, ({ propertyName }) => propertyName);
  // class-validator names inherited fields last, so the day, which all commands inherit, is moved to the front.
  const names = [...rules.keys()].sort((a, b) => Number(b === 'effective') - Number(a === 'effective'));
  return names.map((field) => {
    const own = rules.get(field) ?? [];
    const codes = own.find(({ name }) => name === 'isIn')?.constraints?.[0] as readonly string[] | undefined;
    return `${field}${own.some(({ type }) => type === 'conditionalValidation') ? '?' : ''}${codes ? `=${codes.join('|')}` : ''}`;
  });
}
