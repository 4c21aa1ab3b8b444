import { analyse, builtInModels, type LibraryModel, type MemberModel } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../cli/src/extract/parse-file.js';
import { fileProblems } from '../../../rules/src/file-problems.js';
import perRequest from '../../../rules/src/no-connection-per-request/rule.js';
import cleanup from '../../../rules/src/require-resource-cleanup/rule.js';

/** A way to get a value of a type: what has to stand before, and the expression. */
interface Way {
  readonly setup: string;
  readonly take: string;
  /** The call that lends it to a callback, when that is the way. */
  readonly lend?: string;
}

/** A stream closes itself at its end. */
const NOT_TAKEN = new Set(['node:stream#Readable', 'node:stream#Writable']);

const WAYS = waysInto(builtInModels);
const RESOURCES = builtInModels.flatMap(({ library, types = {} }) =>
  Object.entries(types).flatMap(([name, { resource }]) => (resource ? [{ label: `${library}#${name}` }] : [])),
);

describe('every resource of a model can be reported', () => {
  it.each(RESOURCES.filter(({ label }) => !NOT_TAKEN.has(label)))('$label', ({ label }) => {
    const ways = [...(WAYS.get(label) ?? [])];
    expect(ways.length, 'no way to get one').toBeGreaterThan(0);
    const reported = ways.some(
      (way) => isReported(cleanup, neverReleased(way)) || isReported(perRequest, madePerRequest(way)),
    );
    expect(reported, ways.map(neverReleased).join('\n')).toBe(true);
  });
});

function neverReleased({ setup, take, lend }: Way): string {
  if (lend) return `${setup}export function f() {\n  ${lend}((error, held) => {\n    held.anything();\n  });\n}\n`;
  return `${setup}export async function f() {\n  const held = await ${take};\n  await held.anything();\n}\n`;
}

function madePerRequest({ setup, take }: Way): string {
  return `import express from 'express';
${setup}express().get('/', async (req, res) => {
  const held = await ${take};
  res.json(await held.anything());
});
`;
}

function isReported(rule: typeof cleanup, text: string): boolean {
  const parsed = parseFile('src/a.mjs', text);
  if (parsed.kind === 'unread') throw new Error(text);
  return fileProblems(rule, analyse(parsed.source)).length > 0;
}

/** What programs can hold, in rounds: exports first, then what members of these hand out. */
function waysInto(models: readonly LibraryModel[]): ReadonlyMap<string, readonly Way[]> {
  const found = new Map<string, Way[]>();
  const note = (type: string | undefined, library: string, way: Way): void => {
    if (!type || type === 'this' || (type.includes(':') && !type.includes('#'))) return;
    const label = type.includes('#') ? type : `${library}#${type}`;
    const ways = found.get(label) ?? [];
    if (ways.length < 4) found.set(label, [...ways, way]);
  };
  const noteMember = (member: MemberModel, library: string, path: string, setup: string): void => {
    note(member.call?.returns, library, { setup, take: `${path}({})` });
    for (const { params, promise } of member.call?.callbacks ?? [])
      if (promise === 'ignored' && params.length === 2)
        note(params[1] ?? undefined, library, { setup, take: 'undefined', lend: path });
    note(member.new?.returns ?? member.type, library, { setup, take: member.new ? `new ${path}({})` : path });
  };
  for (const { library, modules, exports = {} } of models) {
    for (const [name, member] of Object.entries(exports)) {
      if (name === '*') continue;
      const setup =
        name === 'default' ? `import lib from '${modules[0]}';\n` : `import { ${name} as lib } from '${modules[0]}';\n`;
      noteMember(member, library, 'lib', setup);
      for (const [inner, nested] of Object.entries(member.members ?? {}))
        noteMember(nested, library, `lib.${inner}`, setup);
    }
  }
  for (let round = 0; round < 3; round++) {
    for (const { library, types = {} } of models) {
      for (const [name, type] of Object.entries(types)) {
        const [way] = found.get(`${library}#${name}`) ?? [];
        if (!way || way.setup.split('\n').length > 5) continue;
        const made = `${way.setup}const made${round} = ${way.take};\n`;
        for (const [inner, member] of Object.entries(type.members ?? {}))
          if (inner !== '*') noteMember(member, library, `made${round}.${inner}`, made);
      }
    }
  }
  return found;
}
