/**
 * Builds the explorer into api/static, which is committed: Python alone serves it.
 *
 * The same sources and lock file give the same bytes. Names carry a hash of the content, so that
 * a browser may keep them for good; index.html names the current ones.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { build } from 'esbuild';

import { thirdParty } from './licences.mjs';

const HERE = import.meta.dirname;
const TARGET = resolve(HERE, process.env.OUTPUT ?? '../api/static');
const KEPT = new Set(['.gitattributes']);

const ENTRIES = {
  explorer: 'src/main.jsx',
  'worker-editor': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'worker-graphql': 'monaco-graphql/esm/graphql.worker.js',
  'worker-json': 'monaco-editor/esm/vs/language/json/json.worker.js',
};

const smallerMonaco = {
  name: 'smaller-monaco',
  setup({ onResolve }) {
    onResolve({ filter: /\/edcore\.main(\.js)?$/ }, () => ({ path: join(HERE, 'src/monaco.js') }));
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: ENTRIES,
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  outdir: TARGET,
  write: false,
  metafile: true,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.ttf': 'file' },
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: '/* Licences: THIRD-PARTY.txt */', css: '/* Licences: THIRD-PARTY.txt */' },
  legalComments: 'none',
  alias: {
    'prettier/parser-babel': './src/format-json.js',
    'prettier/parser-graphql': 'prettier/plugins/graphql',
    'prettier/plugins/estree': './src/format-json.js',
  },
  plugins: [smallerMonaco],
});

const entries = new Map(
  Object.entries(metafile.outputs)
    .filter(([, { entryPoint }]) => entryPoint)
    .map(([path, output]) => [basename(path).replace(/-[A-Z0-9]{8}\.js$/, ''), { path, ...output }]),
);
const style = basename(entries.get('explorer').cssBundle);

/** Lazily loaded chunks get stylesheets of their own that nothing loads: all is in the entry's. */
const shipped = outputFiles.filter(({ path }) => !path.endsWith('.css') || basename(path) === style);

async function page() {
  const names = { style, script: basename(entries.get('explorer').path) };
  for (const worker of ['worker-editor', 'worker-graphql', 'worker-json']) {
    names[worker] = basename(entries.get(worker).path);
  }
  const template = await readFile(join(HERE, 'src/index.html'), 'utf8');
  return template.replace(/\{\{([a-z-]+)\}\}/g, (whole, name) => names[name] ?? whole);
}

await mkdir(TARGET, { recursive: true });
for (const name of await readdir(TARGET)) {
  if (!KEPT.has(name)) await rm(join(TARGET, name));
}
for (const { path, contents } of shipped) await writeFile(path, contents);
await writeFile(join(TARGET, 'index.html'), await page());
await writeFile(join(TARGET, 'THIRD-PARTY.txt'), await thirdParty(HERE, metafile));

const bytes = shipped.reduce((sum, { contents }) => sum + contents.length, 0);
console.log(`${shipped.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${TARGET}`);
