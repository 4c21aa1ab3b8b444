/** What would end the process inside the parser is refused before it, and what is only long is read. */
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.js';
import { nestsTooDeeply } from '../../src/extract/nesting.js';

const MANY = 20_000;
const many = (text: string, times = MANY): string => text.repeat(times);

async function read(file: string, text: string): Promise<unknown> {
  const [extracted] = await extract({
    root: '/',
    files: [{ file, text, hash: 'x' }],
    settings: {},
    rules: 'none',
    cache: 'skip',
  });
  return extracted?.kind === 'unread' ? extracted.reason : extracted?.kind;
}

describe('deep nesting is unread', () => {
  it.each([
    ['elements', 'a.tsx', `const x = ${many('<a>')}${many('</a>')};`],
    ['elements of plain JavaScript', 'a.js', `const x = ${many('<a>')}${many('</a>')};`],
    ['elements on their own lines', 'a.tsx', `const x = (\n${many('<a b="c">\n')}${many('</a>\n')});`],
    ['elements that were never closed', 'a.jsx', `export default () => ${many('<a>')}`],
    ['fragments', 'a.tsx', `return ${many('<>')}${many('</>')};`],
    ['elements between words', 'a.tsx', `const x = ${many("<a>don't ")}${many('</a>')};`],
    ['elements as attributes', 'a.jsx', `const x = ${many('<a b=')}<a/>${many('/>')};`],
    [
      'elements after a quote in a pattern',
      'a.jsx',
      `const q = /[\`'"]/; const x = ${many('<a>')}${many('</a>')}; const z = /\`/;`,
    ],
    ['templates', 'a.ts', `const x = ${many('`${')}1${many('}`')};`],
    ['tagged templates', 'a.ts', `tag${many('`x`', 300_000)};`],
    ['keyof', 'a.ts', `let x: ${many('keyof ')}B;`],
    ['typeof', 'a.ts', `let x = ${many('typeof ')}B;`],
    ['await', 'a.mjs', `let x = ${many('await ')}B;`],
    ['new', 'a.ts', `let x = ${many('new ')}B;`],
    ['new on its own lines', 'a.ts', `let x = ${many('new\n')}B;`],
    ['yield', 'a.ts', `function* g() { return ${many('yield ')}B; }`],
    ['do', 'a.ts', `${many('do ')}c();${many('while(1);')}`],
    ['classes that extend each other', 'a.ts', `x = ${many('class extends ')}A {}${many('{}')}`],
    ['as', 'a.ts', `let y = a${many(' as b', 300_000)};`],
    ['instanceof', 'a.ts', `let y = a${many(' instanceof b', 150_000)};`],
    ['type assertions', 'a.ts', `let y = ${many('<a>', 300_000)}b;`],
    ['assignments to objects', 'a.ts', `({a} = ${many('{a} = ', 8_000)}b);`],
    ['optional chains', 'a.ts', `a${many('?.b', 40_000)};`],
    ['negations after a quote in a pattern', 'a.ts', `const q = /\`/g; let y = ${many('!')}1; const z = /\`/;`],
  ])('%s', async (_, file, text) => {
    expect(await read(file, text)).toBe('nests too deeply to be read');
  });
});

describe('what is only long is read', () => {
  it.each([
    [
      'elements beside each other',
      'a.tsx',
      `const x = <ul>\n${many("  <li a={b < c}>it's <b>me</b></li>\n", 3_000)}</ul>;`,
    ],
    ['elements without children', 'a.tsx', `const x = <ul>${many('<li/><br a="b" c={d} />', 2_500)}</ul>;`],
    ['comparisons', 'a.js', many('if (a <b || c < d) e();\n', 6_000)],
    [
      'generic functions',
      'a.ts',
      many('export const f = <T>(x: T): T => x;\n', 4_000).replace(/const f/g, () => `const f${(index += 1)}`),
    ],
    ['casts', 'a.ts', many('f(<any>g, h as any, typeof i);\n', 4_000)],
    ['constructions', 'a.ts', `export const list = [${many('new A(typeof b, await c),\n', 4_000)}];`],
    ['classes', 'a.ts', many('x(class extends A {});\n', 4_000)],
    ['members with the names of operators', 'a.ts', `${many('a.new().in(b).do(c)\n', 3_000)}`],
    ['templates', 'a.ts', many('f(`a ${b} c`);\n', 4_000)],
    ['a page in a string', 'a.tsx', `export const page = '${many('<p><br>', 900)}';`],
  ])('%s', (_, file, text) => {
    expect(nestsTooDeeply(text, file.endsWith('.ts') ? 'none' : 'jsx')).toBe(false);
  });
});

let index = 0;
