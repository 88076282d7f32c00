import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|thirdpartynotices)(\.|-|$)/i;
const RULE = '='.repeat(78);

/** Names, versions and licence texts of every package that has bytes in the bundle. */
export async function thirdParty(root, metafile) {
  const notices = await Promise.all(packages(metafile).map(name => notice(root, name)));
  return `The explorer contains the following packages.\n\n${notices.join('\n')}`;
}

function packages({ outputs }) {
  const paths = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const names = paths.map(path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[0]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function notice(root, folder) {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const files = (await readdir(path)).filter(file => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map(file => readFile(join(path, file), 'utf8')));
  return [RULE, `${name} ${version} (${license})`, RULE, ...texts.map(text => text.trim()), ''].join('\n');
}
