import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../vocabulary/analysis.js';
import { callsItHangsOn, handlesOwnFailures, throwsItself } from '../domain/promises/own-failures.js';
import { annotationOf } from '../symbols/binding.js';
import { givesOf } from '../symbols/gives.js';
import { isClass, returnedExpressions } from '../syntax/functions.js';
import { bare, outer, unwrap } from '../syntax/wrappers.js';
import { classOfThis } from './class-names.js';
import { decoratorFactsOf } from './decorators.js';
import { hashesOf } from '../domain/secrets/hashes.js';
import { mirrorOf } from './mirrors.js';
import { argOf, MAX_ENTRIES } from './args.js';
import { isSameFact } from './same-fact.js';
import { handedRefOf, typeRefOf } from './refs.js';
import { tableParamOf } from '../domain/queries/table-param.js';
import { textsHeld } from './texts.js';
import { screensFact } from './screens.js';
import { storedValue, trimValue } from './trim-value.js';
import type { ArgFact, ExportFact, FunctionFact } from '../vocabulary/facts.js';
import type { RunsAs } from '../vocabulary/entry-shapes.js';
import type { FunctionKey, Ref } from '../vocabulary/references.js';

/** Every function with a body. */
export function functionsOf(file: FileAnalysis, exported: readonly ExportFact[]): FunctionFact[] {
  const given = new Set(exported.flatMap((fact) => exportedKeys(fact.ref)));
  const placed = runByPlace(exported);
  return file
    .nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression')
    .flatMap((node) => (node.body ? [functionFact(file, node, given, placed)] : []));
}

/** Functions that are run by their place, with what for. */
function runByPlace(exported: readonly ExportFact[]): ReadonlyMap<FunctionKey, RunsAs['kind']> {
  return new Map(
    exported.flatMap(({ ref, runsAs = [] }) =>
      runsAs.flatMap(({ kind, member, fn }) => {
        if (fn !== undefined) return [[fn, kind] as const];
        const members = ref?.kind === 'object' ? ref.members : {};
        const run = member === undefined ? [ref] : member === '*' ? Object.values(members) : [members[member]];
        return run.flatMap((each) =>
          each?.kind === 'function' && !each.path?.length ? [[each.fn, kind] as const] : [],
        );
      }),
    ),
  );
}

/** What nobody waits for. */
const BACKGROUND: ReadonlySet<RunsAs['kind']> = new Set(['queue', 'event', 'schedule']);

function functionFact(
  file: FileAnalysis,
  node: FunctionNode,
  exported: ReadonlySet<number>,
  placed: ReadonlyMap<FunctionKey, RunsAs['kind']>,
): FunctionFact {
  const method = methodOf(node);
  const owner = method ? classOfThis(node.body ?? node) : null;
  const result = resultOf(file, node);
  const results = result ? null : resultsOf(file, node);
  const returns = returnedValue(file, node);
  const runsAs = method ? null : file.entries.of(node);
  const run = placed.get(node.range[0]) ?? runsAs?.kind;
  const entry = run ? (BACKGROUND.has(run) ? 'background' : 'requested') : entryOf(file, node, method);
  const tableParam = tableParamOf(file, node);
  const visible = method ? methodVisibility(method) !== 'private' : exported.has(node.range[0]);
  const summary = visible && !node.generator ? summaryOf(file, node) : null;
  const texts =
    visible && !node.generator ? returnedExpressions(node).flatMap((returned) => textsHeld(file, returned)) : [];
  const hashes = visible ? hashesOf(file, node) : [];
  const gives = visible ? givesOf(node, file.variableOf) : null;
  const mirrors = mirrorOf(file, node);
  const literal = method?.static ? describedModule(file, node) : null;
  const said = visible && node.params.length > 0 ? file.argumentsOf(node) : null;
  return {
    key: node.range[0],
    range: node.range,
    name: readable(file.symbolPath(node)),
    nameRange: nameRangeOf(node),
    async: !!node.async,
    generator: !!node.generator,
    ...(owner?.kind === 'class' && { className: owner.name }),
    params: node.params.map((param) => paramFact(file, param)),
    decorators: method ? decoratorFactsOf(file, method) : [],
    visibility: method ? methodVisibility(method) : exported.has(node.range[0]) ? 'exported' : 'local',
    returnsPromise: returnsPromise(file, node),
    within: file.functionOf(node)?.range[0] ?? -1,
    ...(node.generator
      ? {}
      : node.async
        ? failuresOf(file, node)
        : throwsItself(file, node) && { throws: true as const }),
    ...(tableParam !== null && { tableParam }),
    ...(entry && { entry }),
    ...(runsAs && { runsAs }),
    ...(result && { result }),
    ...(results && { results }),
    ...(returns && { returns }),
    ...(summary && { summary }),
    ...(hashes.length > 0 && { hashes }),
    ...(texts.length > 0 && { texts }),
    ...(gives && { gives }),
    ...(mirrors !== null && { mirrors }),
    ...(literal && { literal }),
    ...(visible && screensFact(file, node)),
    ...(said && said.proves.length > 0 && { proves: said.proves }),
    ...(said && said.weighs.length > 0 && { weighs: said.weighs }),
    ...(said && said.looksUp.length > 0 && { looksUp: said.looksUp }),
  };
}

/** Whether its promise can reject, as far as this file tells, and on which calls that hangs. */
function failuresOf(file: FileAnalysis, node: FunctionNode): Pick<FunctionFact, 'settles' | 'waitsOn' | 'handsOn'> {
  const hangs = callsItHangsOn(file, node);
  if (!hangs) return {};
  const settles = handlesOwnFailures(file, node);
  return {
    ...(settles ? { settles } : { waitsOn: hangs.waitsOn.map(({ range }) => range) }),
    ...(hangs.handsOn.length > 0 && { handsOn: hangs.handsOn.map(({ range }) => range) }),
  };
}

/** Run by a decorated class of a framework, or by the timer, queue or schedule the function is handed to. */
function entryOf(file: FileAnalysis, node: FunctionNode, method: Method | null): FunctionFact['entry'] {
  const kinds = method
    ? file.decoratorsOf(method).flatMap(({ decorator }) => (decorator?.is === 'entry' ? [decorator.kind] : []))
    : [];
  if (kinds.length > 0)
    return kinds.every((kind) => kind === 'schedule' || kind === 'event' || kind === 'message')
      ? 'background'
      : 'requested';
  const whole = outer(node);
  const holder = whole.parent?.type === 'Property' ? whole.parent.parent.parent : whole.parent;
  const call =
    holder?.type === 'CallExpression' || holder?.type === 'NewExpression' ? file.libraryCall(holder)?.call : undefined;
  return call?.background || call?.consumes ? 'background' : undefined;
}

/** `Dao.this.find`, `exports.all` and `Dao.prototype.find` as people say them. */
function readable(path: string): string {
  return path.replace(/(^|\.)(?:this|module\.exports|exports|prototype)\.(?=[^.])/g, '$1');
}

type Method = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

function methodOf(node: FunctionNode): Method | null {
  const { parent } = outer(node);
  return (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') && isClass(parent.parent.parent)
    ? parent
    : null;
}

function methodVisibility(method: Method): FunctionFact['visibility'] {
  return method.accessibility === 'private' || method.key.type === 'PrivateIdentifier' ? 'private' : 'public';
}

function nameRangeOf(node: FunctionNode): FunctionFact['nameRange'] {
  if (node.id) return node.id.range;
  const { parent } = outer(node);
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property')
    return parent.key.range;
  if (parent?.type === 'VariableDeclarator')
    return parent.id.type === 'Identifier'
      ? [parent.id.range[0], parent.id.range[0] + parent.id.name.length]
      : parent.id.range;
  if (parent?.type === 'AssignmentExpression') return parent.left.range;
  return [node.range[0], Math.min(node.range[1], node.body ? node.body.range[0] : node.range[1])];
}

function paramFact(file: FileAnalysis, param: TSESTree.Parameter): FunctionFact['params'][number] {
  const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
  const target =
    inner.type === 'AssignmentPattern' ? inner.left : inner.type === 'RestElement' ? inner.argument : inner;
  const annotation = annotationOf(inner);
  const type = annotation ? typeRefOf(file, annotation) : null;
  const decorators = decoratorFactsOf(file, param);
  return {
    name: target.type === 'Identifier' ? target.name : target.type === 'ObjectPattern' ? '{}' : '[]',
    ...(type && { type }),
    ...(decorators.length > 0 && { decorators }),
  };
}

/** The one thing every return names; else an instance of the declared result type. */
function resultOf(file: FileAnalysis, node: FunctionNode): Ref | null {
  if (node.generator) return null;
  const refs = returnedExpressions(node)
    .filter((expression) => !isNothing(expression))
    .map((expression) => handedRefOf(file, expression));
  const [first] = refs;
  if (first && first.kind !== 'unknown' && refs.every((ref) => isSameFact(ref, first)) && !isBig(first)) return first;
  const declared = node.returnType ? typeRefOf(file, node.returnType.typeAnnotation) : null;
  return declared && { kind: 'result', of: declared, path: [], byType: true };
}

/** `static forRoot() { return { module: Auth, providers: [...] }; }` */
function describedModule(file: FileAnalysis, node: FunctionNode): ArgFact | null {
  const [only, ...others] = returnedExpressions(node);
  if (!only || others.length > 0 || unwrap(only).type !== 'ObjectExpression') return null;
  const fact = argOf(file, only, 0, MAX_ENTRIES);
  return fact.properties && 'providers' in fact.properties ? fact : null;
}

function resultsOf(file: FileAnalysis, node: FunctionNode): readonly Ref[] | null {
  if (node.generator) return null;
  const refs = returnedExpressions(node)
    .filter((expression) => !isNothing(expression))
    .map((expression) => handedRefOf(file, expression));
  return refs.length > 1 && refs.length <= 4 && refs.every((ref) => ref.kind !== 'unknown' && !isBig(ref))
    ? refs
    : null;
}

function isBig(ref: Ref): boolean {
  return (
    ref.kind === 'object' &&
    ((Object.keys(ref.members).length === 0 && !ref.rest) || JSON.stringify(ref).length > 8_000)
  );
}

function isNothing(node: Node): boolean {
  const plain = bare(node);
  return (
    (plain.type === 'Literal' && (plain.value === null || typeof plain.value === 'boolean')) ||
    (plain.type === 'Identifier' && plain.name === 'undefined')
  );
}

const PLAIN_TYPE = new RegExp(
  String.raw`^TS(Void|String|Number|Boolean|Never|Null|Undefined|BigInt|Symbol)Keyword$|^TSLiteralType$|` +
    String.raw`^TSTypePredicate$|^TSArrayType$|^TSTypeLiteral$`,
);

function returnsPromise(file: FileAnalysis, node: FunctionNode): boolean | 'unknown' {
  if (node.generator) return false;
  if (node.async) return true;
  const declared = node.returnType?.typeAnnotation;
  const said = declared ? isPromiseType(declared) : null;
  if (said !== null) return said;
  const returned = returnedExpressions(node);
  if (returned.length === 0) return false;
  const kinds = returned.map((expression) => isPromise(file, expression));
  if (kinds.some((kind) => kind === true)) return true;
  return kinds.every((kind) => kind === false) ? false : 'unknown';
}

/** Null for a type that says nothing of it. */
function isPromiseType(type: TSESTree.TypeNode): boolean | 'unknown' | null {
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier')
    return /^Promise(Like)?$/.test(type.typeName.name) ? true : 'unknown';
  if (type.type === 'TSUnionType') {
    const parts = type.types.map(isPromiseType);
    if (parts.includes(true)) return true;
    // Nobody waits for what may be nothing at all.
    return parts.includes(false) ? false : null;
  }
  return PLAIN_TYPE.test(type.type) ? false : null;
}

function isPromise(file: FileAnalysis, expression: Node): boolean | 'unknown' {
  const plain = bare(expression);
  if (plain.type === 'AwaitExpression') return 'unknown';
  if (
    new RegExp(
      String.raw`^(Literal|TemplateLiteral|ObjectExpression|ArrayExpression|ArrowFunctionExpression|` +
        String.raw`FunctionExpression|ClassExpression|BinaryExpression|UnaryExpression|UpdateExpression|` +
        String.raw`JSXElement|JSXFragment)$`,
    ).test(plain.type)
  )
    return false;
  if (plain.type === 'NewExpression' && plain.callee.type === 'Identifier' && plain.callee.name === 'Promise')
    return file.variableOf(plain.callee) === null;
  const call = file.libraryCall(plain);
  if (call?.call.async === 'promise' || call?.call.async === 'lazy') return true;
  if (plain.type !== 'CallExpression') return 'unknown';
  const callee = unwrap(plain.callee);
  const local = file.localFunctionOf(callee);
  return local?.async && !local.generator ? true : 'unknown';
}

function summaryOf(file: FileAnalysis, node: FunctionNode): FunctionFact['summary'] | null {
  const isConstructor = node.parent?.type === 'MethodDefinition' && node.parent.kind === 'constructor';
  if (returnedExpressions(node).length === 0 && !isConstructor) return null;
  const value = file.summaryOf(node);
  const traceable = value.taint !== 'unknown' || value.unknown.length < 8;
  return traceable ? storedValue(value) : null;
}

/** Kept for functions whose result others may trace: one return, or several of which one is not safe. */
function returnedValue(file: FileAnalysis, node: FunctionNode): FunctionFact['returns'] | null {
  if (node.generator) return null;
  const returned = returnedExpressions(node);
  if (returned.length === 0 || returned.length > 4) return null;
  const values = returned.map((expression) => file.valueOf(expression));
  const worst =
    values.find((value) => value.taint === 'tainted') ?? values.find((value) => value.taint === 'unknown') ?? values[0];
  if (!worst) return null;
  const traceable =
    worst.taint !== 'unknown' ||
    worst.unknown.some(({ kind }) => kind === 'param' || kind === 'schema' || kind === 'call' || kind === 'import');
  return traceable ? trimValue(worst, 1) : null;
}

function exportedKeys(ref: Ref | undefined): number[] {
  if (ref?.kind === 'function') return [ref.fn];
  return ref?.kind === 'object' ? Object.values(ref.members).flatMap(exportedKeys) : [];
}
