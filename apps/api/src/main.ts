const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(`relet needs Node 24.15 or later; this is ${process.versions.node}. Use the one in node_modules/.bin.\n`);
  process.exit(1);
}

const { createApi, listen, settingsFrom, untilStopped } = await import('./index.js');
try {
  const settings = settingsFrom(process.env);
  const api = await createApi(settings);
  const address = await listen(api, settings);
  const { stopped } = untilStopped(api);
  process.stderr.write(`relet is served on ${address}\n`);
  await stopped;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'relet could not start.'}\n`);
  process.exit(1);
}
export {};
