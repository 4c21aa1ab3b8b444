import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import type { Binding } from './binding.js';
import { requestBeside } from '../words/handler-names.js';
import { typeRef } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/**
 * Rung 4: a conventional name (`db`, `pool`, `prisma`) that comes from a project file, is declared without a value, or
 * is an untyped parameter. It counts only when the library it would stand for is imported by this file or installed, or
 * when it is declared without a value under the very name of the library.
 */
export function conventionalMeaning(r: Resolution, name: string, binding: Binding | null): Meaning | null {
  if (binding?.kind === 'import' && (binding.typeOnly || !isProjectSpecifier(binding.specifier))) return null;
  if (
    binding?.kind === 'value' &&
    (binding.init !== null || !isOpenAnnotation(binding.annotation)) &&
    !fromProject(r, binding)
  )
    return null;
  if (binding?.kind === 'param' && binding.path.length > 0) return null;
  if (PAIRED_NAMES.test(name)) return null;
  const candidates = r.registry
    .conventional(name)
    .filter(
      ({ model }) =>
        isPresent(r, model.library) || (model.library === name && binding?.kind === 'value' && binding.init === null),
    );
  if (candidates.length === 0) return null;
  const imported = r.imported();
  const ranked = [...candidates].sort(
    (a, b) => Number(imported.has(b.model.library)) - Number(imported.has(a.model.library)),
  );
  return { kind: 'conventional', candidates: ranked.map((candidate): TypeRef => ({ ...candidate, rung: 4 })) };
}

/** Names that mean a request or an answer only beside each other: `load().then((res) => res.json())` is no handler. */
const PAIRED_NAMES = /^(?:req|request|res|response|reply|next|ctx|context|c)$/;

/** `const db = require('../db')` and `const { pool } = require('./db')` are imports from the project. */
function fromProject(r: Resolution, binding: Extract<Binding, { kind: 'value' }>): boolean {
  const init = binding.init;
  if (
    init?.type !== 'CallExpression' ||
    init.callee.type !== 'Identifier' ||
    init.callee.name !== 'require' ||
    r.variables.of(init.callee)
  )
    return false;
  const argument = init.arguments[0];
  return argument?.type === 'Literal' && typeof argument.value === 'string' && isProjectSpecifier(argument.value);
}

/** Without a known list of dependencies the file's own imports must vouch for the library. */
function isPresent(r: Resolution, library: string): boolean {
  return Object.hasOwn(r.versions, library) || r.imported().has(library);
}

function isOpenAnnotation(annotation: TSESTree.TypeNode | null): boolean {
  return annotation === null || annotation.type === 'TSAnyKeyword';
}

/** Relative paths and common aliases; a bare package name is a library without a model. */
export function isProjectSpecifier(specifier: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|[@~#]?\/|~|#|src\/|@(?:app|src|lib|server|api|db|common|shared)(?:\/|$))/.test(specifier);
}

/**
 * An HTTP handler known only by its parameter names: `(req, res)`, `(req, res, next)`, `(err, req, res, next)`.
 * Both names must be there; one alone counts when a part is used that only requests, or only answers, have.
 */
export function conventionalParameter(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  const names = fn.params.map((param, at) => nameOf(param) ?? unpackedRequest(param, fn.params[at + 1]));
  const offset = names.length === 4 && names[1] !== null ? 1 : 0;
  const wanted = names[index];
  if (!wanted) return null;
  if (LONELY_ANSWER.test(wanted) && !names.some((name) => name !== null && /^(?:req|request)$/.test(name)))
    return lonelyAnswer(r, fn, index, wanted);
  if (index < offset || index > offset + 1) return null;
  const request = names[offset];
  const response = names[offset + 1];
  const isLonely = LONELY.test(wanted);
  if (isLonely && !response) return lonelyRequest(r, fn, index, wanted);
  if (!request || !response) return null;
  for (const { model, name } of r.registry.conventional(request)) {
    const pair = r.registry.conventional(response).find((candidate) => candidate.model === model);
    if (!pair || !isPresentFamily(r, model.library)) continue;
    const type = typeRef(r.registry, wanted === request ? name : pair.name, model, 4);
    if (type) return { kind: 'instance', ref: type };
  }
  return isLonely ? lonelyRequest(r, fn, index, wanted) : null;
}

function nameOf(param: Node): string | null {
  return param.type === 'Identifier' ? param.name.replace(/^_/, '') : null;
}

/** `({ body, params }, res) => ...`: parts of a request, taken out where it is handed in; the name it would have. */
function unpackedRequest(param: Node, next: Node | undefined): string | null {
  const answer = next && nameOf(next);
  if (param.type !== 'ObjectPattern' || !answer || !LONELY_ANSWER.test(answer) || param.typeAnnotation) return null;
  const taken = param.properties.map((property) =>
    property.type === 'Property' && !property.computed && property.key.type === 'Identifier' ? property.key.name : '',
  );
  const isOne =
    taken.some((name) => REQUEST_PARTS.has(name)) &&
    taken.every((name) => REQUEST_PARTS.has(name) || BESIDE_PARTS.has(name));
  return isOne ? requestBeside(answer) : null;
}

/** What handlers take out of a request as well. */
const BESIDE_PARTS = new Set(['headers', 'user', 'session', 'file', 'files', 'ip', 'method', 'path', 'url', 'log']);

/** Names of requests that count without an answer beside them. */
const LONELY = /^req(?:uest)?$/;
const REQUEST_PARTS = new Set(['query', 'params', 'body', 'cookies']);

/**
 * `function read(req) { ... req.params.name ... }`: a helper of a handler, told by the name and by a part only requests
 * have.
 */
function lonelyRequest(r: Resolution, fn: FunctionNode, index: number, name: string): Meaning | null {
  const param = fn.params[index];
  const variable = param?.type === 'Identifier' && !param.typeAnnotation ? r.variables.of(param) : null;
  return variable?.references.some(({ identifier }) => isPartRead(identifier)) ? typeNamed(r, name) : null;
}

/** Names of answers that count without a request beside them. */
const LONELY_ANSWER = /^(?:res|response|reply)$/;
/** What only the answer of a server has, and is called: that of a client has a number for its `status`. */
const ANSWERS = new Set(['setHeader', 'writeHead', 'status', 'sendStatus', 'sendFile']);

/** `function refuse(res, why) { res.status(403).json({ why }); }`: a helper of handlers, which hand it their answer. */
function lonelyAnswer(r: Resolution, fn: FunctionNode, index: number, name: string): Meaning | null {
  const param = fn.params[index];
  const variable = param?.type === 'Identifier' && !param.typeAnnotation ? r.variables.of(param) : null;
  const answers = variable?.references.some(({ identifier }) => {
    const { parent } = identifier;
    return (
      parent?.type === 'MemberExpression' &&
      parent.object === identifier &&
      parent.property.type === 'Identifier' &&
      ANSWERS.has(parent.property.name) &&
      parent.parent.type === 'CallExpression' &&
      parent.parent.callee === parent
    );
  });
  return answers ? typeNamed(r, name) : null;
}

/**
 * `req.query.file` where nothing declares `req`: a handler without its head, as code is shown and pasted. A file that
 * declares the name means something else by it, and so does one that never reads a part of it.
 */
export function undeclaredRequest(r: Resolution, node: TSESTree.Identifier): Meaning | null {
  return LONELY.test(node.name) && isPartRead(node) ? typeNamed(r, node.name) : null;
}

/** The type that the name stands for in the framework that is there. */
function typeNamed(r: Resolution, name: string): Meaning | null {
  const found = r.registry.conventional(name).find(({ model }) => isPresentFamily(r, model.library));
  const type = found && typeRef(r.registry, found.name, found.model, 4);
  return type ? { kind: 'instance', ref: type } : null;
}

/** `req.body`: the name is asked for a part that only requests have. */
function isPartRead(name: Node): boolean {
  const { parent } = name;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === name &&
    parent.property.type === 'Identifier' &&
    REQUEST_PARTS.has(parent.property.name) &&
    !parent.computed
  );
}

/** A controller file often imports no framework at all: an installed one, or none known, is enough for `(req, res)`. */
function isPresentFamily(r: Resolution, library: string): boolean {
  const { versions } = r;
  return (
    Object.hasOwn(versions, library) ||
    r.imported().has(library) ||
    !Object.keys(versions).some((name) =>
      r.registry.models.some((model) => model.family === 'http' && model.library === name),
    )
  );
}
