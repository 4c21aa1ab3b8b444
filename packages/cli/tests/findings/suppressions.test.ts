import { describe, expect, it } from 'vitest';
import { directivesOf } from '../../src/extract/directives.js';
import { parseFile } from '../../src/extract/parse-file.js';
import { suppressionsOf } from '../../src/findings/suppressions.js';

function suppressionsIn(text: string, file = 'a.ts') {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return suppressionsOf(directivesOf(parsed.source), text);
}

/** Each with the first and last line it covers, 1-based. */
const read = (text: string) =>
  suppressionsIn(text).map(({ kind, rules, covers, reason }) => {
    const line = (offset: number): number => text.slice(0, offset).split('\n').length;
    const last = covers.at(-1)?.[1] ?? 0;
    return [kind, rules, [line(covers[0]?.[0] ?? 0), last > text.length ? Infinity : line(last - 1)], reason];
  });

describe('suppressions', () => {
  it('speak of the line they end, or of the next line of code', () => {
    expect(read('f(); // backend-architect-ignore no-n-plus-one -- three rows at most\n')).toEqual([
      ['ignore', ['no-n-plus-one'], [1, 1], 'three rows at most'],
    ]);
    expect(read('\n// backend-architect-ignore a, b -- why\n\n// note\nf();\n')).toEqual([
      ['ignore', ['a', 'b'], [5, 5], 'why'],
    ]);
    expect(read('/* backend-architect-ignore a -- why\n   it is so */\nf();\n')).toEqual([
      ['ignore', ['a'], [3, 3], 'why it is so'],
    ]);
  });

  it('keep that a reason or a rule is missing', () => {
    expect(read('f(); // backend-architect-ignore a\n')).toEqual([['ignore', ['a'], [1, 1], undefined]]);
    expect(read('f(); // backend-architect-ignore\n')).toEqual([['ignore', null, [1, 1], undefined]]);
    expect(read('f(); // backend-architect-ignored -- no\n')).toEqual([]);
    // It looks like one of ours: kept, so that it is said that it is none.
    expect(read('f(); // backend-architect-ignore-next-line a -- no\n')).toEqual([['ignore', null, [1, 1], undefined]]);
    expect(suppressionsIn('f(); // backend-architect-ignore-next-line a -- no\n')).toMatchObject([
      { word: 'backend-architect-ignore-next-line', covers: [] },
    ]);
  });

  it("read the linters' comments for our rules only", () => {
    expect(read('// eslint-disable-next-line no-var, backend-architect/a -- why\nf();\n')).toEqual([
      ['disable', ['a'], [2, 2], 'why'],
    ]);
    expect(read('f(); // oxlint-disable-line backend-architect/a\n')).toEqual([['disable', ['a'], [1, 1], undefined]]);
    expect(read('f(); // eslint-disable-line\n')).toEqual([['disable', null, [1, 1], undefined]]);
    expect(read('f(); // eslint-disable-line no-var\n')).toEqual([]);
  });

  it('read blocks, whole or in part', () => {
    expect(
      read(
        '/* eslint-disable backend-architect/a, backend-architect/b */\n1\n/* eslint-enable backend-architect/a */\n2',
      ),
    ).toEqual([
      ['disable', ['a'], [1, 3], undefined],
      ['disable', ['b'], [1, Infinity], undefined],
    ]);
    expect(read('/* eslint-disable -- old code */\n1\n/* eslint-enable */\n')).toEqual([
      ['disable', null, [1, 3], 'old code'],
    ]);
    expect(read('// eslint-disable\n1')).toEqual([]);
    expect(read('// oxlint-disable\n1')).toEqual([['disable', null, [1, Infinity], undefined]]);
  });

  it('read dashes as people and editors write them, stars of blocks, and the prefix of linters', () => {
    for (const list of [
      'a -- why', 'a --why', 'a --- why', 'a \u2014 why', 'a \u2013 why', 'backend-architect/a -- why',
    ]) {
      expect(read(`f(); // backend-architect-ignore ${list}\n`)).toEqual([['ignore', ['a'], [1, 1], 'why']]);
    }
    expect(read('/**\n * backend-architect-ignore a -- why\n * it is so\n */\nf();\n')).toEqual([
      ['ignore', ['a'], [5, 5], 'why it is so'],
    ]);
  });
});

describe('the code a comment speaks of', () => {
  /** Names of calls without arguments that a comment for rule `a` covers. */
  const covered = (text: string, file?: string) => {
    const [suppression] = suppressionsIn(text, file);
    return [...text.matchAll(/\b(\w+)\(\)/g)]
      .filter(({ index }) => suppression?.covers.some(([start, end]) => start <= index && index < end))
      .map(([, name]) => name);
  };
  const ignore = '// backend-architect-ignore a -- why';
  const block = '/* backend-architect-ignore a -- why */';

  it('is its own line when code stands before or after it there', () => {
    expect(covered(`one();\ntwo(); ${ignore}\nthree();`)).toEqual(['two']);
    expect(covered(`one();\n${block} two();\nthree();`)).toEqual(['two']);
    expect(covered(`one(); ${block} two();\nthree();`)).toEqual(['one', 'two']);
    expect(covered(`one();\n/* backend-architect-ignore a\n   -- why */ two();\nthree();`)).toEqual(['two']);
    expect(covered(`one(\n  two(),\n); ${ignore}`)).toEqual([]);
  });

  it('is the whole statement that begins on the next line of code', () => {
    expect(covered(`${ignore}\nconst rows = await one(\n  two(),\n  three(),\n);\nfour();`)).toEqual(['two', 'three']);
    expect(covered(`${block}\nconst text = \`\n  \${one()}\n  \${two()}\n\`;\nthree();`)).toEqual(['one', 'two']);
    expect(covered(`${ignore}\nreturn_(one())\n  .then(two())\n  .catch(three());\nfour();`)).toEqual([
      'one', 'two', 'three',
    ]);
    expect(covered(`${ignore}\n\n// note\n/* note */\nexport const rows = \n  one();\ntwo();`)).toEqual(['one']);
  });

  it('is not what lies in bodies, in statements inside, or in later entries', () => {
    expect(covered(`${ignore}\napp.get('/', one(), () => {\n  two();\n});`)).toEqual(['one']);
    expect(covered(`${ignore}\nif (one()) {\n  two();\n} else if (three()) four();`)).toEqual(['one']);
    expect(covered(`${ignore}\nclass A extends one() {\n  b = two();\n}`)).toEqual(['one']);
    expect(covered(`${ignore}\nconst all = { a: one(),\n  b: two(),\n  c: [\n    three(),\n  ] };`)).toEqual(['one']);
    expect(covered(`${ignore}\nswitch (one()) {\n  case 1:\n    two();\n}`)).toEqual(['one']);
    expect(covered(`const all = {\n  ${ignore}\n  a: one(\n    two()),\n  b: three(),\n};`)).toEqual(['two']);
  });

  it('is what decorators decorate, and arguments and elements of lists', () => {
    expect(
      covered(
        `class A {
  ${ignore}
  @Get(one())
  @Use(two())
  read(@Query(three()) a) {
    four();
  }
  other() {}
}`,
      ),
    ).toEqual(['one', 'two', 'three']);
    expect(covered(`${ignore}\n@Controller(one())\n@Use(two())\nexport class A {\n  b = three();\n}`)).toEqual([
      'one',
      'two',
    ]);
    expect(covered(`run(\n  ${ignore}\n  one(\n    two()),\n  three(),\n);`)).toEqual(['two']);
    expect(covered(`const list = [\n  ${ignore}\n  one(),\n  two(),\n];`)).toEqual(['one']);
  });

  it('is the next element in markup, without its children', () => {
    const page = `const page = <A>
  {${block}}
  <B
    c={one()}
  >
    {two()}
  </B>
  <C d={three()} />
</A>;`;
    expect(covered(page, 'a.tsx')).toEqual(['one']);
    expect(covered(`const page = <A>\n  {${block}}\n  {/* note */}\n  <B c={one()} />\n</A>;`, 'a.tsx')).toEqual([
      'one',
    ]);
  });

  it('is nothing at the end of a file, and a generator method is no comment', () => {
    expect(covered(`one();\n${ignore}\n`)).toEqual([]);
    expect(covered(`class A {\n  ${ignore}\n  *read(b = one()) { yield 1; }\n  c = two();\n}`)).toEqual(['one']);
    expect(covered(`${ignore}\r\nconst a = one(\r\n  two());\r\nthree();`)).toEqual(['two']);
  });
});
