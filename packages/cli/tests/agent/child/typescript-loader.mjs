// Loads TypeScript sources: `./x.js` is `./x.ts`, our own packages are their sources, as in vitest.config.ts.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

const PACKAGES = new URL('../../../../', import.meta.url);
const OWN = {
  '@backend-architect/analysis': 'analysis/src/index.ts',
  '@backend-architect/rules': 'rules/src/index.ts',
};

export async function resolve(specifier, context, next) {
  if (OWN[specifier]) return { url: new URL(OWN[specifier], PACKAGES).href, shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  // What `verbatimModuleSyntax` says of the sources: an import is dropped only where it is written as one of types.
  const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), {
    typescript: { onlyRemoveTypeImports: true },
  });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  return { format: 'module', source: code, shortCircuit: true };
}
