import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const words = (file: string) => fileURLToPath(new URL(`../../libs/words/src/${file}.ts`, import.meta.url));
const out = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Packs scripts and styles once, when they are built, so that the server need not. */
function packed(): Plugin {
  return {
    name: 'packed',
    closeBundle() {
      for (const name of readdirSync(`${out}/assets`).filter((each) => /\.(js|css)$/.test(each))) {
        const file = readFileSync(`${out}/assets/${name}`);
        writeFileSync(`${out}/assets/${name}.gz`, gzipSync(file, { level: 9 }));
        writeFileSync(`${out}/assets/${name}.br`, brotliCompressSync(file));
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: [
      { find: /^@relet\/words\/(da|en)$/, replacement: words('$1') },
      { find: '@relet/words', replacement: words('index') },
    ],
  },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Words are data: a browser loads the language that it shows.
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/libs/words/') },
      // Libraries say "use client" to servers that render pages; there is none here.
      onLog: (level, log, tell) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : tell(level, log)),
    },
  },
  plugins: [packed()],
});
