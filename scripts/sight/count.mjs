/** Database and HTTP calls of a repository, found without the analysis: a parser, names and the table of clients. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@typescript-eslint/parser';
import { isQuery, LIBRARIES, makes } from './clients.mjs';
import { createResolution, listFiles, runsInBrowser } from './files.mjs';
import { CALLS, isFunction, lookup, readScopes } from './scopes.mjs';
import { createValues } from './values.mjs';

const ROUNDS = 4;
const TOO_LARGE = 600_000;
const WRAPPERS = new Set([
  'TSNonNullExpression', 'ChainExpression', 'TSAsExpression', 'AwaitExpression', 'TSSatisfiesExpression',
]);

/**
 * Every counted call with its place, library and how its client got its name. `ends`: where the calls of its chain end,
 * inner first.
 */
export function countRepository(root) {
  const { programs, resolve } = readRepository(root);
  return countPrograms(programs, resolve);
}

/** Programs with their scopes by file, and where imports lead. */
export function readRepository(root) {
  const { files, packages } = listFiles(root);
  const programs = new Map();
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '');
    if (text.length > TOO_LARGE) continue;
    const program = parsed(file, text);
    if (program) programs.set(file, program);
  }
  return { programs, resolve: createResolution(root, files, packages) };
}

/** The tree of a file, or null when it does not parse. */
export function parsed(file, text) {
  const jsx = !/\.[mc]?ts$/.test(file);
  try {
    const program = parse(text, { range: true, loc: true, ecmaFeatures: { jsx }, filePath: jsx ? 'a.tsx' : 'a.ts' });
    return readScopes(file, Object.assign(program, { text }));
  } catch {
    return null;
  }
}

export function countPrograms(programs, resolve) {
  const handed = new Map();
  let values;
  for (let round = 0; round < ROUNDS; round += 1) {
    values = createValues(programs, resolve, handed);
    if (!learn(programs, values, handed)) break;
  }
  const rows = [];
  for (const [file, program] of programs) {
    if (runsInBrowser(file, program)) continue;
    const seen = new Map();
    for (const node of program.calls) {
      const asked =
        node.type === 'CallExpression' ? node.callee : node.type === 'TaggedTemplateExpression' ? node.tag : null;
      const value = asked && values.valueOf(asked);
      if (!value || !sends(value)) continue;
      // Parents are visited first, so that what stands here at the end is the call at the client itself.
      seen.set(outermostOf(node), value);
    }
    for (const [node, { library, how }] of seen) {
      const { line, column } = node.loc.start;
      const { kind } = LIBRARIES[library];
      rows.push({ file, line, column: column + 1, library, kind, how: importedAs(node) ?? how, ends: endsOf(node) });
    }
  }
  return rows.sort(byPlace);
}

function byPlace(a, b) {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.ends.at(-1) - b.ends.at(-1);
}

function sends({ is, library, path }) {
  if (is !== 'client') return false;
  if (path.length === 0) return LIBRARIES[library].callable === true;
  return !makes(library, path.at(-1)) && isQuery(library, path.at(-1));
}

/** The last call of the chain; what only waits for the promise is no part of it. */
function outermostOf(call) {
  let at = call;
  for (;;) {
    let { parent } = at;
    while (parent.type === 'TSNonNullExpression' || parent.type === 'ChainExpression') parent = parent.parent;
    const isReceiver = parent.type === 'MemberExpression' && isWithin(parent.object, at);
    const next = isReceiver && CALLS.has(parent.parent.type) && parent.parent.callee === parent ? parent.parent : null;
    if (!next || /^(?:then|catch|finally)$/.test(parent.property.name ?? '')) return at;
    at = next;
  }
}

function isWithin(object, node) {
  return object.range[0] <= node.range[0] && object.range[1] >= node.range[1];
}

function endsOf(node) {
  return chainOf(node)
    .filter(({ type }) => CALLS.has(type))
    .map(({ range }) => range[1])
    .reverse();
}

/** A chain from its last call inwards, to the name it starts at. */
function chainOf(node) {
  const found = [];
  for (let at = node; at; at = at.callee ?? at.tag ?? at.object ?? wrappedIn(at)) found.push(at);
  return found;
}

const wrappedIn = (node) => (WRAPPERS.has(node.type) ? (node.expression ?? node.argument) : null);

/** The name at the start of the chain was imported or required: from a library or from another file. */
function importedAs(node) {
  const root = chainOf(node).at(-1);
  const binding = root.type === 'Identifier' ? lookup(root, root.name) : null;
  const from = binding?.kind === 'import' ? binding.from : binding?.init ? requiredIn(binding.init) : null;
  return from === null ? null : Object.hasOwn(LIBRARIES, from) ? 'import' : 're-export';
}

function requiredIn(init) {
  const isRequire = ({ type, callee }) =>
    type === 'ImportExpression' || (type === 'CallExpression' && callee.name === 'require');
  const root = chainOf(init).find(isRequire);
  const from = root && (root.source ?? root.arguments[0])?.value;
  return typeof from === 'string' && !isMadeOf(init) ? from : null;
}

/** `require('knex')(config)` makes something here; `require('./db').pool` does not. */
function isMadeOf(init) {
  return chainOf(init).filter(({ type }) => CALLS.has(type)).length > 1;
}

/** What callers hand to functions without annotations. True when something new was learned. */
function learn(programs, values, handed) {
  let isNew = false;
  for (const program of programs.values()) {
    for (const node of program.calls) {
      const fn = calledFunction(values.valueOf(node.callee ?? node.tag));
      if (!fn) continue;
      (node.arguments ?? []).forEach((argument, index) => {
        if (argument.type === 'SpreadElement' || fn.params[index] === undefined) return;
        const value = values.valueOf(argument);
        if (!value || value.is === 'query' || value.is === 'then') return;
        const known = handed.get(fn) ?? [];
        if (known[index] && (known[index].is === value.is || known[index].is === 'client')) return;
        if (known[index] && value.is !== 'client') return;
        known[index] = value;
        handed.set(fn, known);
        isNew = true;
      });
    }
  }
  return isNew;
}

function calledFunction(value) {
  if (value?.is === 'function') return isFunction(value.node) ? value.node : null;
  if (value?.is !== 'class') return null;
  return (
    value.node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')?.value ??
    null
  );
}
