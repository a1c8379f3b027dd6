/**
 * Loaded before a server starts: once the parent names a step, the process is killed as soon as that step of approving or erasing a person is done,
 * and before the next one begins.
 */
const from = (path) => import(new URL(`../../dist/libs/${path}`, import.meta.url).href);
const [{ RegisterFile }, { KeyFile }, { ErasureLedger }, { Transact }] = await Promise.all([
  from('persons/src/register/register-file.js'),
  from('persons/src/keys/key-file.js'),
  from('persons/src/erasing/ledger.js'),
  from('platform/src/transact.js'),
]);

let last;
const steps = {
  key: [KeyFile, 'keyFor'],
  row: [RegisterFile, 'write'],
  event: [Transact, 'run'],
  'row going live': [RegisterFile, 'goLive'],
};
const erasing = {
  'line in the record': [ErasureLedger, 'begin'],
  'key going': [KeyFile, 'destroy'],
  'row going': [RegisterFile, 'remove'],
  certificate: [ErasureLedger, 'certify'],
};

for (const [step, [{ prototype }, name]] of Object.entries({ ...steps, ...erasing })) {
  const act = prototype[name];
  prototype[name] = function (...given) {
    const done = act.apply(this, given);
    const kill = () => last === step && process.kill(process.pid, 'SIGKILL');
    if (typeof done?.then === 'function') return done.then((value) => (kill(), value));
    kill();
    return done;
  };
}

process.on('message', (step) => {
  last = step;
  process.send('armed');
});
process.channel?.unref();
