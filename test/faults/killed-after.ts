import '../run/joined.ts';

/**
 * Loaded before a server starts: once the parent names a step, the process is killed as soon as that step of approving or erasing a person is done,
 * and before the next one begins.
 */
type Part = Record<string, { prototype: Record<string, (...given: unknown[]) => unknown> }>;

const partIn = async (path: string) => (await import(new URL(`../../dist/libs/${path}.js`, import.meta.url).href)) as Part;

/** Of each step: the parts of the build that do it, in files and on servers, with class and method. */
const STEPS: Readonly<Record<string, [path: string, part: string, method: string][]>> = {
  key: [['persons/src/keys/keys', 'Keys', 'keyFor']],
  row: inRegister('write'),
  event: [['platform/src/transact', 'Transact', 'run']],
  'row going live': inRegister('goLive'),
  'line in the record': [['persons/src/erasing/ledger', 'ErasureLedger', 'begin']],
  'key going': [['persons/src/keys/keys', 'Keys', 'destroy']],
  'row going': inRegister('remove'),
  certificate: [['persons/src/erasing/ledger', 'ErasureLedger', 'certify']],
};

function inRegister(method: string): [string, string, string][] {
  return [
    ['persons/src/register/register-file', 'RegisterFile', method],
    ['persons/src/register/register-table', 'RegisterTable', method],
  ];
}

let last: unknown;
for (const [step, places] of Object.entries(STEPS))
  for (const [path, part, method] of places) {
    const { prototype } = (await partIn(path))[part] as Part[string];
    const act = prototype[method] as (...given: unknown[]) => unknown;
    prototype[method] = function (this: unknown, ...given: unknown[]): unknown {
      const done = act.apply(this, given);
      const kill = () => void (last === step && process.kill(process.pid, 'SIGKILL'));
      if (done instanceof Promise) return done.then((value: unknown) => (kill(), value));
      kill();
      return done;
    };
  }

process.on('message', (step) => {
  last = step;
  process.send?.('armed');
});
process.channel?.unref();
