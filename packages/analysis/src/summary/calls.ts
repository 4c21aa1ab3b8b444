import type { TSESTree } from '@typescript-eslint/types';
import type { CallNode, FileAnalysis, LibraryCall, Node } from '../vocabulary/analysis.js';
import type { SinkKind } from '../vocabulary/concepts.js';
import { countedHeader } from './header-key.js';
import { htmlOutputs } from '../domain/http/html-outputs.js';
import { handedAlong } from '../domain/calls/handed-along.js';
import { lazyFate } from '../domain/queries/lazy-query.js';
import { skippedWith } from '../domain/calls/skipped.js';
import { codeInFilter } from '../flow/filter-code.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, outer, unwrap } from '../syntax/wrappers.js';
import { argOf, listOf } from './args.js';
import { classOfThis } from './class-names.js';
import { stepsBefore } from '../domain/calls/builder-steps.js';
import { identifiersIn } from '../domain/calls/identifiers.js';
import { isInTry } from './in-try.js';
import { isKept } from './kept-calls.js';
import { dependsOn, loopsAround } from './loops.js';
import { tableNode } from '../domain/queries/table-node.js';
import { entityNames, queryTableParam } from '../domain/queries/table-param.js';
import { receiverBase } from '../domain/calls/receiver-base.js';
import { identityOf, refOf } from './refs.js';
import { importOf } from './require-call.js';
import { small } from './screens.js';
import { trimValue } from './trim-value.js';
import type { ArgFact, CallFact } from '../vocabulary/facts.js';
import type { Ref } from '../vocabulary/references.js';

type SinkFact = NonNullable<CallFact['sinks']>[number];

/**
 * Calls that mean something for linking: modelled ones, calls of project functions, and calls that run a function given
 * to them.
 */
export function callsOf(file: FileAnalysis): CallFact[] {
  const sinks = sinksByCall(file);
  const nodes = file.nodes('CallExpression', 'NewExpression', 'TaggedTemplateExpression');
  return nodes.flatMap((node) => callFact(file, node, sinks.get(node) ?? []));
}

/** Members called on values this file knows nothing of. */
export function unknownMembersOf(file: FileAnalysis): string[] {
  const names = file.nodes('CallExpression').flatMap((node) => {
    const callee = bare(node.callee);
    if (callee.type !== 'MemberExpression' || file.libraryCall(node)) return [];
    const name = memberName(callee);
    return name !== null && refOf(file, callee).kind === 'unknown' ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** What linking needs of one call; nothing when it means nothing there. */
export function callFact(file: FileAnalysis, node: CallNode, sinks: readonly SinkFact[]): CallFact[] {
  if (node.parent.type === 'Decorator' || importOf(file, node) !== null) return [];
  const library = file.libraryCall(node);
  const calleeNode = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
  const callee = calleeRef(file, calleeNode, library);
  const given = node.type === 'TaggedTemplateExpression' ? [] : node.arguments;
  const computed = library ? null : computedMember(file, calleeNode);
  // What only a name says may be something else of the project.
  const kept =
    isKept(file, callee, library, sinks, given) ||
    (library !== null && library.symbol.rung > 3 && isKept(file, callee, null, sinks, given));
  if (!computed && !kept) return [];
  const loops = loopsAround(file, node);
  const chain = chainOf(node);
  const whole = chain.node.range;
  const dependents = loops.length === 0 ? [] : [node, chain.node];
  const keyed = (nodes: readonly Node[]): boolean =>
    loops.some((loop) => dependsOn(file, nodes, loop, (inner) => identifiersIn(file, inner)));
  const keyedArgs =
    loops.length === 0 ? [] : given.flatMap((argument, position) => (keyed([argument]) ? [position] : []));
  const table = loops.length === 0 ? null : tableNode(file, library, node);
  const tableParam = library?.call.query ? queryTableParam(file, node) : null;
  const names = callee.kind === 'library' ? [] : entityNames(file, given);
  const external =
    library?.call.external ??
    (library?.call.sinks?.some(({ kind }) => kind === 'shell-command' || kind === 'process-argument')
      ? 'process'
      : undefined);
  const values = callee.kind === 'library' ? null : valuesOf(file, given);
  const receiver = receiverOf(file, calleeNode, callee);
  const before = chainBefore(calleeNode);
  const handed = before.length + chain.names.length > 0 ? handedAlong(node) : [];
  const base = (library?.call.mount ?? library?.call.route) ? receiverBase(file, calleeNode) : '';
  const arm = conditionalArm(node);
  const builder = stepsBefore(file, node, argOf);
  const screens = library?.call.route ? small(file.screens.before(library)) : [];
  const exportedAs = file.functionOf(node) ? [] : file.entries.exportedAs(chain.node);
  const { parent: holder } = outer(chain.node);
  const under =
    holder?.type === 'Property' && file.functionOf(node) && library?.call.response === undefined
      ? keyOf(holder.key, holder.computed)
      : null;
  const skips = mayRegister(node, library) ? skippedWith(node) : [];
  const countsByHeader = library?.call.countsBy ? countedHeader(file, library) : undefined;
  return [
    {
      at: node.range,
      nameRange: nameRangeOf(calleeNode),
      callee,
      ...(base !== '' && { base }),
      ...(receiver && { receiver }),
      ...(computed && { computed }),
      ...(builder && { builder }),
      fn: file.functionOf(node)?.range[0] ?? -1,
      args:
        node.type === 'TaggedTemplateExpression'
          ? [argOf(file, node.quasi)]
          : given.map((argument) => (library?.call.route?.listed ? listedArg(file, argument) : argOf(file, argument))),
      use: file.useOf(chain.builds ? chain.node : node),
      loops: loops.map((loop) => loop.fact),
      keyedByLoop: keyed(dependents),
      ...(keyedArgs.length > 0 && { keyedArgs }),
      ...(tableParam !== null && { tableParam }),
      ...(names.some((name) => name !== null) && { names }),
      ...(table !== null && keyed([table]) && { tableByLoop: true as const }),
      ...(library && lazyFate(file, library) === 'fragment' && { fragment: true as const }),
      ...(external && { external }),
      ...((library?.call.background ?? library?.call.consumes) && { background: true as const }),
      ...(library && isNarrowed(library) && { narrowed: true as const }),
      ...(countsByHeader && { countsByHeader }),
      inTry: isInTry(node),
      ...(isInCatch(node) && { inCatch: true as const }),
      construct: node.type === 'NewExpression',
      ...(exportedAs.length > 0 && { exportedAs }),
      ...(under !== null && { under }),
      condition: arm ? 'sometimes' : 'always',
      ...(arm && { arm }),
      ...(skips.length > 0 && { skips }),
      ...(screens.length > 0 && { screens }),
      ...(sinks.length > 0 && { sinks }),
      ...(values && { values }),
      ...(chain.names.length > 0 && { chain: chain.names }),
      ...(before.length > 0 && { chainBefore: before }),
      ...(handed.length > 0 && { handed }),
      ...(whole[1] !== node.range[1] && chain.builds && { whole }),
    },
  ];
}

/**
 * A setting that ties its duty to some requests is there, or may be: options that are not written out can hold
 * anything.
 */
function isNarrowed({ node, call: { narrowedBy } }: LibraryCall): boolean {
  const given = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[0];
  if (!narrowedBy || !given) return false;
  const options = bare(given);
  return (
    options.type !== 'ObjectExpression' ||
    options.properties.some(
      (entry) => entry.type !== 'Property' || narrowedBy.includes(keyOf(entry.key, entry.computed) ?? narrowedBy[0]!),
    )
  );
}

/** `super(...)` runs the parent's constructor. */
function calleeRef(file: FileAnalysis, node: Node, library: LibraryCall | null): Ref {
  if (node.type === 'Super') {
    const owner = classOfThis(node);
    return owner?.kind === 'class'
      ? { kind: 'member', className: owner.name, path: ['super', 'constructor'] }
      : { kind: 'unknown', text: 'super' };
  }
  const ref = refOf(file, node);
  if (library && library.symbol.rung <= 3 && (ref.kind !== 'library' || ref.path)) {
    const { symbol, rung, entity } = library.symbol;
    return { kind: 'library', symbol, rung, ...(entity !== undefined && { entity }) };
  }
  return ref;
}

/**
 * `router[options.method](...)` on a value of a modelled type, `handlers[job.name](job)` on an object of functions, also
 * where what stands there has a name.
 */
function computedMember(file: FileAnalysis, callee: Node): CallFact['computed'] | null {
  const plain = chosenBefore(file, bare(callee));
  if (plain.type !== 'MemberExpression' || memberName(plain) !== null) return null;
  const on = identityOf(file, plain.object);
  if (!file.typeOf(plain.object) && on.kind !== 'object' && on.kind !== 'import') return null;
  return { on, key: argOf(file, plain.property) };
}

/** `const run = handlers[job.name]; run(job)`. */
function chosenBefore(file: FileAnalysis, callee: Node): Node {
  const variable = callee.type === 'Identifier' ? file.variableOf(callee) : null;
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (definition?.type !== 'VariableDeclarator' || definition.id.type !== 'Identifier' || !definition.init)
    return callee;
  const init = bare(definition.init);
  const isOnce = variable?.references.every((reference) => !reference.isWrite() || reference.init === true);
  return isOnce && init.type === 'MemberExpression' && init.computed ? init : callee;
}

/** The value a library method is called on, by the way it was reached: which of several routers, which pool. */
function receiverOf(file: FileAnalysis, callee: Node, ref: Ref): Ref | null {
  const plain = bare(callee);
  if (ref.kind !== 'library' || plain.type !== 'MemberExpression') return null;
  const receiver = identityOf(file, plain.object);
  return receiver.kind === 'unknown' ? null : receiver;
}

function valuesOf(file: FileAnalysis, args: readonly Node[]): CallFact['values'] | null {
  const found: [number, ReturnType<typeof trimValue>][] = [];
  for (const [index, argument] of args.slice(0, 8).entries()) {
    const plain = unwrap(argument);
    if (argument.type === 'SpreadElement' || isFunction(plain) || plain.type === 'Literal') continue;
    const value = file.valueOf(plain);
    if (value.taint !== 'safe') found.push([index, trimValue(value)]);
  }
  return found.length > 0 ? Object.fromEntries(found) : null;
}

function sinksByCall(file: FileAnalysis): Map<Node, SinkFact[]> {
  const kinds = new Set<SinkKind>(
    file.libraryCalls.flatMap((call) => (call.call.sinks ?? []).map((sink) => sink.kind)),
  );
  const byCall = new Map<Node, SinkFact[]>();
  // A value that is not read as HTML where it arrives is no such sink, whoever passes it.
  const asHtml = kinds.has('html-response') ? new Set<Node>(htmlOutputs(file).map(({ node }) => node)) : null;
  for (const kind of [...kinds].sort()) {
    for (const sink of file.sinks(kind)) {
      if (kind === 'html-response' && !asHtml?.has(sink.node)) continue;
      const value = file.valueOf(sink.node);
      const code = kind === 'nosql-filter' ? codeInFilter(value) : undefined;
      if (file.judge(value, kind) === 'safe' && (!code || file.judge(code, 'nosql-code') === 'safe')) continue;
      const facts = byCall.get(sink.call.node) ?? [];
      facts.push({
        kind,
        at: sink.node.range,
        value: trimValue(value),
        rung: sink.rung,
        ...(sink.model.onlyLooks && { onlyLooks: true as const }),
      });
      byCall.set(sink.call.node, facts);
    }
  }
  return byCall;
}

/** Members called on the result, nearest first; `builds` when the chain only adds to the call (`.where().limit()`). */
function chainOf(node: Node): { names: string[]; node: Node; builds: boolean } {
  const names: string[] = [];
  let current = outer(node);
  let builds = true;
  while (current.parent?.type === 'MemberExpression' && current.parent.object === current) {
    const member: TSESTree.MemberExpression = current.parent;
    const name = memberName(member);
    const whole = outer(member);
    if (name === null || whole.parent?.type !== 'CallExpression' || whole.parent.callee !== whole) break;
    if (name === 'then' || name === 'catch' || name === 'finally') {
      builds = names.length > 0 && builds;
      break;
    }
    names.push(name);
    current = outer(whole.parent);
  }
  return { names, node: current, builds: builds && names.length > 0 };
}

/** A list of routes is kept whole. */
function listedArg(file: FileAnalysis, argument: Node): ArgFact {
  const fact = argOf(file, argument);
  const list = fact.list && listOf(file, argument);
  return list ? { ...fact, list } : fact;
}

function chainBefore(callee: Node): string[] {
  const names: string[] = [];
  for (let current = bare(callee); current.type === 'MemberExpression';) {
    const object = bare(current.object);
    if (object.type !== 'CallExpression') break;
    const inner = bare(object.callee);
    if (inner.type !== 'MemberExpression') break;
    const name = memberName(inner);
    if (name !== null) names.push(name);
    current = inner;
  }
  return names;
}

function nameRangeOf(callee: Node): CallFact['nameRange'] {
  const plain = bare(callee);
  return plain.type === 'MemberExpression' ? plain.property.range : plain.range;
}

function isInCatch(node: Node): boolean {
  for (let current: Node | undefined = node.parent; current && !isFunction(current); current = current.parent)
    if (current.type === 'CatchClause') return true;
  return false;
}

/** It registers something, or is the project's own and called for what it does. */
function mayRegister(node: CallNode, library: LibraryCall | null): boolean {
  if (library)
    return !!(library.call.mount ?? library.call.route ?? library.call.door ?? library.symbol.member.decorator);
  const around = node.parent.type === 'AwaitExpression' ? node.parent.parent : node.parent;
  return around?.type === 'ExpressionStatement';
}

/** The innermost part of the code around a node that runs only under a condition, or null when nothing does. */
function conditionalArm(node: Node): CallFact['at'] | null {
  for (let current: Node = node; current.parent && !isFunction(current); current = current.parent) {
    const { parent } = current;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== current)
      return current.range;
    if (parent.type === 'LogicalExpression' && parent.right === current) return current.range;
    if (parent.type === 'SwitchCase' && parent.test !== current) return parent.range;
    if (parent.type === 'CatchClause') return current.range;
  }
  return null;
}
