import { CITIZEN_COMMANDS, CORRECTION_COMMANDS, POLICY_COMMANDS, UNIT_COMMANDS } from '@relet/domain';
import { ROUTES } from '@relet/reletting';

test('every command has a route, and every route a command', () => {
  const commands = Object.keys({ ...UNIT_COMMANDS, ...CITIZEN_COMMANDS, ...POLICY_COMMANDS, ...CORRECTION_COMMANDS });
  expect(commands.length).toBeGreaterThanOrEqual(39);
  expect([...new Set<string>(ROUTES.map(({ command }) => command))].sort()).toEqual(commands.sort());
});
