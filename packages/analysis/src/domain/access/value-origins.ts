/** What values are made of: read from expressions. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import {
  bounded,
  isMac,
  isSentPart,
  madeFrom,
  madeOf,
  sentPart,
  some,
  type ValueOrigin,
} from '../../vocabulary/value-origins.js';
import { bindingOf } from '../../symbols/binding.js';
import { isProjectSpecifier } from '../../symbols/conventions.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import { requestChain } from '../http/request-chain.js';
import { identityIn } from './caller-evidence.js';
import { writesOf } from './written-values.js';

const MAX_DEPTH = 14;
/** Returns of one function that are looked at. */
const MOST_RETURNS = 6;
/** They give the same value, written in another way. */
const REWRITES = new Set([
  'toString', 'toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'replace', 'replaceAll', 'slice',
  'substring', 'substr', 'subarray', 'padStart', 'padEnd', 'normalize', 'from', 'encode', 'decode', 'map', 'join',
  'valueOf', 'String', 'btoa', 'atob', 'Uint8Array', 'fromCharCode', 'buffer', 'stringify', 'concat', 'update',
  'digest',
]);
const IN_BODY: ReadonlySet<string> = new Set(['body', 'form', 'file-upload']);
/** Methods of lists that run what they are given for each element. */
const EACH = /^(?:some|every|find|findLast|findIndex|filter|map|forEach|flatMap)$/;

export interface Origins {
  of(node: Node): ValueOrigin;
}

/** `fn`: the function whose parameters stay open. */
export function originsIn(file: FileAnalysis, fn: FunctionNode): Origins {
  /** `depth`: how deep inside something else it was asked for; whoever asks from there or deeper gets no more. */
  const known = new Map<Node, { readonly origin: ValueOrigin; readonly depth: number }>();

  const of = (node: Node, depth: number): ValueOrigin => {
    const whole = bare(node);
    const isAwaited = whole.type === 'AwaitExpression';
    const plain = isAwaited ? bare(whole.argument) : whole;
    const before = known.get(plain);
    if (before !== undefined && before.depth <= depth) return before.origin;
    if (depth > MAX_DEPTH) return 'other';
    // Whatever is made of itself is made of the rest.
    known.set(plain, { origin: 'other', depth: 0 });
    const origin = bounded(read(plain, isAwaited, depth + 1));
    known.set(plain, { origin, depth });
    return origin;
  };

  const read = (plain: Node, isAwaited: boolean, depth: number): ValueOrigin => {
    const chain = requestChain(file, plain);
    if (chain !== null) return identityIn(file, plain) === null || chain.length === 0 ? sentPart(chain) : 'other';
    switch (plain.type) {
      case 'Literal':
        return 'fixed';
      case 'Identifier':
        return ofName(plain, depth);
      case 'MemberExpression':
        return ofMember(plain, depth);
      case 'TemplateLiteral':
        return madeOf(plain.expressions.map((part) => of(part, depth)));
      case 'BinaryExpression':
        return plain.operator === '+' ? madeOf([of(plain.left, depth), of(plain.right, depth)]) : 'other';
      case 'ConditionalExpression':
        return madeOf([of(plain.consequent, depth), of(plain.alternate, depth)], 'any');
      case 'LogicalExpression':
        return plain.operator === '&&'
          ? of(plain.right, depth)
          : madeOf([of(plain.left, depth), of(plain.right, depth)], 'any');
      case 'AssignmentExpression':
        return of(plain.right, depth);
      case 'ArrayExpression':
        return madeFrom(madeOf(plain.elements.map((element) => (element ? of(spreadless(element), depth) : 'fixed'))));
      case 'ObjectExpression':
        return madeFrom(
          madeOf(
            plain.properties.map((property) =>
              of(property.type === 'Property' ? property.value : property.argument, depth),
            ),
          ),
        );
      case 'NewExpression':
        return passed(plain, plain.callee.type === 'Identifier' ? plain.callee.name : '', [], depth);
      case 'CallExpression':
        return ofCall(plain, isAwaited, depth);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return 'fixed';
      default:
        return 'other';
    }
  };

  const ofName = (node: TSESTree.Identifier, depth: number): ValueOrigin => {
    const variable = file.variableOf(node);
    if (!variable) return node.name === 'undefined' ? 'fixed' : 'other';
    const binding = bindingOf(variable);
    if (binding.kind === 'value' && file.valueOf(node).constant !== undefined) return 'fixed';
    const later = (): readonly ValueOrigin[] => writesOf(file, node).map((write) => of(write, depth));
    switch (binding.kind) {
      case 'import':
        return 'held';
      case 'element':
        return madeFrom(of(binding.of, depth));
      case 'param': {
        if (binding.fn !== fn) return ofCallback(binding.fn, depth);
        if (binding.rest) return 'other';
        const own: ValueOrigin = binding.path.length > 0 ? { param: binding.index, path: binding.path } : binding.index;
        const written = variable.references.flatMap(({ writeExpr, init }) =>
          writeExpr && !init ? [of(writeExpr, depth)] : [],
        );
        return madeOf([own, ...written], 'any');
      }
      case 'value': {
        if (binding.path.length > 0 && binding.init) return within(of(binding.init, depth), binding.path);
        const origins = later();
        if (origins.length === 0) return 'other';
        const origin = madeOf(origins, 'any');
        const fed = variable.references.flatMap(({ identifier }) => fedBy(identifier as Node));
        return typeof origin === 'object' && 'mac' in origin && fed.length > 0
          ? { mac: origin.mac, over: [...origin.over, ...fed.map((part) => of(part, depth))] }
          : origin;
      }
      default:
        return 'other';
    }
  };

  /** An element of the list whose method runs the callback. */
  const ofCallback = (callback: FunctionNode, depth: number): ValueOrigin => {
    const { parent } = outer(callback);
    const callee = parent?.type === 'CallExpression' ? bare(parent.callee) : null;
    return callee?.type === 'MemberExpression' && EACH.test(memberName(callee) ?? '')
      ? madeFrom(of(callee.object, depth))
      : 'other';
  };

  const ofMember = (node: TSESTree.MemberExpression, depth: number): ValueOrigin => {
    if (/^process\.env\b|^import\.meta\.env\b/.test(file.text.slice(...node.range))) return 'held';
    const object = of(node.object, depth);
    const isOpenOrSent =
      typeof object === 'number' || (typeof object === 'object' && 'param' in object) || isSentPart(object);
    if (!isOpenOrSent && file.valueOf(node).constant !== undefined) return 'fixed';
    return within(object, [memberName(node) ?? '*']);
  };

  const ofCall = (node: TSESTree.CallExpression, isAwaited: boolean, depth: number): ValueOrigin => {
    const callee = bare(node.callee);
    const library = file.libraryCall(node)?.call;
    if (library?.keyedDigest !== undefined) {
      const key = node.arguments[library.keyedDigest];
      const over = node.arguments.filter((argument) => argument !== key).map((argument) => of(argument, depth));
      return key ? { mac: of(key, depth), over: over.filter((part) => part !== 'fixed') } : 'other';
    }
    const name =
      callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
    if (callee.type === 'MemberExpression' && /^(?:update|digest)$/.test(name ?? '')) {
      const object = of(callee.object, depth);
      if (isMac(object)) {
        const mac = object as { mac: ValueOrigin; over: readonly ValueOrigin[] };
        return name === 'digest' || !node.arguments[0]
          ? mac
          : { mac: mac.mac, over: [...mac.over, of(node.arguments[0], depth)] };
      }
    }
    if (library?.result?.is === 'source') return IN_BODY.has(library.result.source.kind) ? 'body' : 'beside';
    if (library?.query) return 'held';
    // What is fetched from somewhere else; a digest or a key is made here.
    if (library?.async !== undefined && !library.sinks?.some(({ kind }) => kind === 'secret' || kind === 'fast-hash'))
      return 'other';
    const isGlobal = callee.type === 'Identifier' && !file.variableOf(callee);
    const object = callee.type === 'MemberExpression' ? of(callee.object, depth) : 'fixed';
    // A method of a value, a function of the platform or of a library: made of what goes in.
    if (library || isGlobal || (callee.type === 'MemberExpression' && isValue(callee.object, object)))
      return passed(node, name ?? '', [object], depth);
    return {
      call: node.range,
      with: node.arguments.map((argument) => of(spreadless(argument), depth)),
      ...(isAwaited && { awaited: true as const }),
    };
  };

  /** A text, list or buffer, or a thing of the platform: no object of the project with methods of its own. */
  const isValue = (object: Node, origin: ValueOrigin): boolean => {
    if (origin !== 'held' && origin !== 'other' && origin !== 'fixed') return true;
    const plain = bare(object);
    if (plain.type === 'Identifier' && file.variableOf(plain)) {
      const writes = writesOf(file, plain);
      return (
        writes.length > 0 && writes.every((write) => bare(write).type === 'NewExpression' && isValue(write, 'fixed'))
      );
    }
    return (
      plain.type === 'Literal' ||
      (plain.type === 'Identifier' && !file.variableOf(plain)) ||
      (plain.type === 'NewExpression' && plain.callee.type === 'Identifier' && !file.variableOf(plain.callee))
    );
  };

  const passed = (
    node: TSESTree.CallExpression | TSESTree.NewExpression,
    name: string,
    before: readonly ValueOrigin[],
    depth: number,
  ): ValueOrigin => {
    // `Buffer.from(text)`: the thing of the platform itself is no part of what it gives.
    const callee = bare(node.callee);
    let root = callee;
    while (root.type === 'MemberExpression') root = bare(root.object);
    const isOfPlatform = callee !== root && root.type === 'Identifier' && isThingItself(root);
    const made = madeOf([
      ...(isOfPlatform ? [] : before),
      ...node.arguments.map((argument) => of(spreadless(argument), depth)),
    ]);
    return REWRITES.has(name) ? made : madeFrom(made);
  };

  /** A global, or what is imported from a library. */
  const isThingItself = (root: TSESTree.Identifier): boolean => {
    const variable = file.variableOf(root);
    const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
    return variable === null || (binding?.kind === 'import' && !isProjectSpecifier(binding.specifier));
  };

  /** `hmac.update(x)` and `hmac.write(x)` of a digest in a variable. */
  const fedBy = (use: Node): readonly Node[] => {
    const member = outer(use).parent;
    if (member?.type !== 'MemberExpression' || bare(member.object) !== use) return [];
    const call = outer(member).parent;
    if (call?.type !== 'CallExpression' || bare(call.callee) !== member) return [];
    return /^(?:update|write|end)$/.test(memberName(member) ?? '') ? call.arguments.slice(0, 1) : [];
  };

  return { of: (node) => of(node, 0) };
}

/** What a function gives back, where that tells something of what it is made of; undefined where it does not. */
export function givenBack(file: FileAnalysis, fn: FunctionNode): readonly ValueOrigin[] | undefined {
  const returned = returnedExpressions(fn);
  if (returned.length === 0 || returned.length > MOST_RETURNS) return undefined;
  const origins = originsIn(file, fn);
  const found = returned.map((value) => origins.of(value));
  const isTelling = found.some(
    (origin) =>
      some(origin, (part) => isMac(part) || part === 'body' || part === 'beside') ||
      (some(origin, (part) => typeof part === 'number') && !some(origin, (part) => part === 'other' || isCall(part))),
  );
  return isTelling ? found : undefined;
}

const isCall = (origin: ValueOrigin): boolean => typeof origin === 'object' && 'call' in origin;

function within(origin: ValueOrigin, path: readonly string[]): ValueOrigin {
  if (typeof origin === 'number') return { param: origin, path };
  if (typeof origin === 'object' && 'param' in origin) return { param: origin.param, path: [...origin.path, ...path] };
  return origin === 'whole' ? sentPart(path) : madeFrom(origin);
}

function spreadless(node: Node): Node {
  return node.type === 'SpreadElement' ? node.argument : node;
}
