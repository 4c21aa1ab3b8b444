import { describe, expect, it } from 'vitest';
import type { LibraryModel, MemberModel, TypeModel } from '../../src/vocabulary/library-model.js';
import { builtInModels } from '../../src/models/registry.js';
import { analyseText } from '../analyse-text.js';

/**
 * Every way a program can get hold of an export, and look-alikes of it; with the hand-written cases, at least eight of
 * each for every library.
 */
const ENOUGH = 8;

const libraries = [...new Map([...builtInModels].reverse().map((model) => [model.library, model] as const)).values()]
  .reverse()
  .filter((model) => model.modules.length > 0 && Object.keys(model.exports).length > 0);

describe.each(libraries.map((model) => [model.library, model] as const))('%s', (_, model) => {
  const specifier = (model.modules.find((name) => !name.includes('*')) ?? model.modules[0] ?? '').replace('*', 'part');
  const name = exportOf(model);
  const { text: used, wanted } = useOf(model, name);
  const found = (name === 'default' ? defaultForms(specifier) : namedForms(name, specifier)).map(used);
  const others = lookAlikes(name === 'default' ? 'made' : name, name, specifier).map(used);

  it('has enough of both', () => {
    expect(found.length).toBeGreaterThanOrEqual(ENOUGH);
    expect(others.length).toBeGreaterThanOrEqual(ENOUGH);
  });

  it.each(found)('%s', (code) => {
    expect(symbolAt(code)).toBe(wanted);
  });

  it.each(others)('not %s', (code) => {
    expect(symbolAt(code)).not.toBe(wanted);
  });
});

/** An export that is called, made or decorates; a name of its own before the default. */
function exportOf({ exports }: LibraryModel): string {
  const used = ({ call, new: made, decorator, type, tag, members }: MemberModel): boolean =>
    [call, made, decorator, type, tag, members].some((face) => face !== undefined);
  const names = Object.keys(exports).filter((name) => name !== '*' && /^[A-Za-z_$][\w$]*$/.test(name));
  return (
    names.find((name) => name !== 'default' && used(exports[name] ?? {})) ??
    names.find((name) => name !== 'default') ??
    'default'
  );
}

/**
 * A value is looked at as it is; a default export, which is its module, is called, constructed or asked for a member.
 */
function useOf(
  model: LibraryModel,
  name: string,
): { readonly text: (code: string) => string; readonly wanted: string } {
  const member = model.exports[name] ?? {};
  if (name !== 'default') return { text: (code) => code, wanted: `${model.library}#${name}` };
  const type = typeOf(model, member);
  const [inner] = Object.keys(member.members ?? type?.members ?? {}).filter((key) => key !== '*');
  if (member.call ?? type?.call)
    return { text: (code) => code.replace(/«(.*)»/, '«$1()»'), wanted: `${model.library}#default` };
  if (member.new) return { text: (code) => code.replace(/«(.*)»/, '«new $1()»'), wanted: `${model.library}#default` };
  return { text: (code) => code.replace(/«(.*)»/, `«$1.${inner}»`), wanted: `${model.library}#${inner}` };
}

function typeOf(model: LibraryModel, { type = '' }: MemberModel): TypeModel | undefined {
  const [library, name] = type.includes('#') ? type.split('#') : [model.library, type];
  return builtInModels.find((candidate) => candidate.library === library)?.types?.[name ?? ''];
}

function namedForms(name: string, from: string): string[] {
  return [
    `import { ${name} } from '${from}'; use(«${name}»);`,
    `import { ${name} as renamed } from '${from}'; use(«renamed»);`,
    `import * as whole from '${from}'; use(«whole.${name}»);`,
    `import { ${name} } from '${from}'; const again = ${name}; use(«again»);`,
    `const { ${name} } = require('${from}'); use(«${name}»);`,
    `const { ${name}: renamed } = require('${from}'); use(«renamed»);`,
    `const whole = require('${from}'); use(«whole.${name}»);`,
    `const whole = require('${from}'); const { ${name} } = whole; use(«${name}»);`,
    `const ${name} = require('${from}').${name}; use(«${name}»);`,
    `export async function load() { const { ${name} } = await import('${from}'); use(«${name}»); }`,
    `export async function load() { const whole = await import('${from}'); use(«whole.${name}»); }`,
  ];
}

function defaultForms(from: string): string[] {
  return [
    `import made from '${from}'; use(«made»);`,
    `import { default as made } from '${from}'; use(«made»);`,
    `import * as whole from '${from}'; use(«whole.default»);`,
    `import made from '${from}'; const again = made; use(«again»);`,
    `const { default: made } = require('${from}'); use(«made»);`,
    `const whole = require('${from}'); use(«whole.default»);`,
    `const made = require('${from}').default; use(«made»);`,
    `export async function load() { const { default: made } = await import('${from}'); use(«made»); }`,
    `export async function load() { const whole = await import('${from}'); use(«whole.default»); }`,
  ];
}

function lookAlikes(local: string, exported: string, from: string): string[] {
  const bound = exported === 'default' ? local : `{ ${local} }`;
  return [
    `import ${bound} from './of-this-project.js'; use(«${local}»);`,
    `import ${bound} from 'another-package-of-that-kind'; use(«${local}»);`,
    `const ${exported === 'default' ? local : `{ ${local} }`} = load('${from}'); use(«${local}»);`,
    `function ${local}() {} use(«${local}»);`,
    `import ${bound} from '${from}'; export function inner(${local}) { use(«${local}»); }`,
    `import ${bound} from '${from}'; export function inner() { const ${local} = load(); use(«${local}»); }`,
    `const whole = { ${local}() {} }; use(«whole.${local}»);`,
    `class Whole { static ${local}() {} } use(«Whole.${local}»);`,
    `import * as whole from './of-this-project.js'; use(«whole.${local}»);`,
    `import * as whole from '${from}'; use(«whole.notThere»);`,
  ];
}

function symbolAt(code: string): string | null {
  const start = code.indexOf('«');
  const end = code.indexOf('»') - 1;
  const text = code.replace('«', '').replace('»', '');
  const file = analyseText(text, text.includes('require(') ? 'src/case.js' : 'src/case.ts', {});
  const node = file
    .nodes('Identifier', 'MemberExpression', 'CallExpression', 'NewExpression')
    .find(({ range }) => range[0] === start && range[1] === end);
  if (!node) throw new Error(`nothing stands between the marks of ${code}`);
  return (
    (node.type === 'CallExpression' || node.type === 'NewExpression'
      ? file.libraryCall(node)?.symbol
      : file.symbolOf(node)
    )?.symbol ?? null
  );
}
