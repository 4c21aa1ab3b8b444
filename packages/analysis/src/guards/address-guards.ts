import type { TSESTree } from '@typescript-eslint/types';
import { callable } from '../symbols/callable.js';
import type { Resolution } from '../symbols/resolution.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { alternativesOf } from '../syntax/pattern-text.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { ADDRESS_KINDS } from './address.js';
import { asksElsewhere } from './foreign-guards.js';
import { patternLiteral, type Guarded } from './guard-forms.js';
import { isSent, writtenList } from './list-guards.js';
import { headed, headsOfPrefix } from './local-paths.js';
import { HOST, weightsOf } from './weighed-arguments.js';

type Node = TSESTree.Node;

const HOPS = 3;
/** Words of functions that ask whether a path stays where it belongs. */
const CONFINES = /inside|within|safe|valid|allow|travers|contain|permit|legal|sub_?path|child|under|belong/i;
/** Words of functions that refuse what they are given. */
const REFUSES = /^(?:assert|validate|verify|check|ensure|guard|require|reject|forbid|prevent|must)/i;

/**
 * Access paths of the addresses whose host an expression is: `new URL(x).hostname` speaks of `x`, `url.host` of `url`
 * and of what it was made from.
 */
function addressesOfHost(r: Resolution, node: Node, hops = 0): string[] {
  const plain = unwrap(node);
  if (hops > HOPS) return [];
  if (plain.type === 'MemberExpression')
    return HOST.has(memberName(plain) ?? '') ? addressPaths(r, plain.object, hops) : [];
  if (plain.type === 'CallExpression') {
    // `url.hostname.toLowerCase()`
    const callee = bare(plain.callee);
    return callee.type === 'MemberExpression' ? addressesOfHost(r, callee.object, hops + 1) : [];
  }
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind !== 'value' || !binding.init) return [];
  const [member, ...rest] = binding.path;
  if (member === undefined) return addressesOfHost(r, binding.init, hops + 1);
  return rest.length === 0 && HOST.has(member) ? addressPaths(r, binding.init, hops + 1) : [];
}

/** An address and what it was made from. */
function addressPaths(r: Resolution, node: Node, hops: number): string[] {
  const plain = unwrap(node);
  const own = accessPath(r.variables, plain);
  const binding = plain.type === 'Identifier' && hops <= HOPS ? r.bindingOf(plain) : null;
  const made = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : plain;
  const from = madeFrom(r, made);
  return [...(own === null ? [] : [own]), ...(from === null ? [] : addressPaths(r, from, hops + 1))];
}

/** What an address is read from: the argument of `new URL(x, base)`. */
function madeFrom(r: Resolution, node: Node): Node | null {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null;
  const result = callable(r, node.callee, node.type === 'NewExpression' ? 'new' : 'call')?.model.result;
  return (result?.is === 'address' && node.arguments[result.arg]) || null;
}

function guards(paths: readonly string[]): Guarded[] {
  return paths.map((path) => ({ path, for: ADDRESS_KINDS }));
}

/**
 * The host of an address was compared with something, looked up or matched: the address leads where the program allows.
 */
export function hostIsKnown(r: Resolution, host: Node): Guarded[] {
  const found = guards(addressesOfHost(r, host));
  return isWhole(host) ? found : found.map((guard) => ({ ...guard, ofHost: true as const }));
}

/** `url.href`, also in lower case: all of the address. */
function isWhole(host: Node): boolean {
  const plain = unwrap(host);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : plain;
  const member = plain.type === 'CallExpression' && callee.type === 'MemberExpression' ? bare(callee.object) : callee;
  return member.type === 'MemberExpression' && memberName(member) === 'href';
}

/** `x.startsWith('https://shop.example/')`, and what a beginning says of a path on this host. */
export function prefixIsKnown(r: Resolution, text: Node, prefix: Node, outcome: boolean): Guarded[] {
  const path = accessPath(r.variables, text);
  if (path === null || isSent(r, prefix)) return [];
  const constant = textOf(prefix);
  const heads = constant === null ? [] : headed(r, text, headsOfPrefix(constant, outcome));
  // A prefix that is not seen may end with a slash; one that is seen and does not is the head of another host too.
  return outcome && (constant === null || isSettled(constant)) ? [...heads, { path, for: ADDRESS_KINDS }] : heads;
}

/** A beginning that names the whole host, or a path of this one. */
function isSettled(beginning: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#]+[/?#]/i.test(beginning) || /^\/[^/\\]/.test(beginning);
}

/** `url.hostname.endsWith('.shop.example')`: of an end that is written out, the dot before it counts. */
export function endIsKnown(r: Resolution, host: Node, end: Node): Guarded[] {
  const text = textOf(end);
  return isWhole(host) || (text !== null && !text.startsWith('.')) || isSent(r, end) ? [] : hostIsKnown(r, host);
}

/** A pattern that a host, or an address from its beginning, has to be. */
export function patternKnowsAddress(r: Resolution, text: Node, pattern: string): Guarded[] {
  const known = hostIsKnown(r, text);
  if (known.length > 0 && !isWhole(text)) return endsWithHost(pattern) || beginsWithHost(pattern) ? known : [];
  const path = accessPath(r.variables, text);
  return beginsWithHost(pattern) ? [...known, ...guards(path === null ? [] : [path])] : [];
}

/** Letters, hyphens and dots that are meant: `shop\.example`. */
const NAMES = String.raw`(?:[\w-]|\\[.-]|\((?:\?:)?(?:[\w|-]|\\[.-])*\))+`;
/** Any name in front, up to its dot: `[a-z0-9-]+\.`, `(?:\w+\.)*`. */
const BELOW = String.raw`(?:\(?(?:\?:)?(?:\[[\w\\-]+\]|\\w)[+*]?\\\.\)?[?*+]?)?`;
const DOT = String.raw`\\\.|\(\??:?\^\|\\\.\)|\(\??:?\\\.\|\^\)`;
const HOST_END = new RegExp(String.raw`(?:^\^${BELOW}|${DOT})${NAMES}(?::\\d\+)?\$$`);
const SCHEME = String.raw`\(?(?:\?:)?(?:https?|wss?)\??\)?\??:(?:\\?\/){2}`;
/** What ends a host: a slash, or the text, and not only where somebody wants it. */
const BEHIND = String.raw`(?::\\?\d+)?(?:\\?\/|\$|\((?:\?:)?\\?\/\|\$\)|\[[\\/?#]+\])(?![?*{])`;
const HOST_BEGIN = new RegExp(String.raw`^\^${SCHEME}${BELOW}${NAMES}${BEHIND}`);

function endsWithHost(pattern: string): boolean {
  return alternativesOf(pattern).every((one) => HOST_END.test(one));
}

function beginsWithHost(pattern: string): boolean {
  return alternativesOf(pattern).every((one) => HOST_BEGIN.test(one));
}

/**
 * An address, or its host, was given to code of the project that this file does not show or cannot prove, and the
 * answer decides whether the place is reached. What it proves is not known: missing evidence, so nothing is reported.
 */
export function unseenTest(r: Resolution, condition: Node, outcome?: boolean, hops = 0): Guarded[] {
  const node = unwrap(condition);
  if (hops > HOPS) return [];
  switch (node.type) {
    case 'CallExpression':
      return [...givenToProject(r, node, outcome), ...(outcome === false ? [] : testedInCallback(r, node))];
    case 'MemberExpression':
      return unseenTest(r, node.object, undefined, hops + 1);
    case 'BinaryExpression':
      return [node.left, node.right].flatMap((side) => unseenTest(r, side, undefined, hops + 1));
    case 'Identifier': {
      const binding = r.bindingOf(node);
      return binding?.kind === 'value' && binding.init ? unseenTest(r, binding.init, outcome, hops + 1) : [];
    }
    default:
      return [];
  }
}

/** `await assertPublicUrl(x)`: throws, as its name says, when the address is not allowed. */
export function refusedUnless(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  const callee = bare(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null;
  return name !== null && REFUSES.test(name) ? givenToProject(r, call) : [];
}

function givenToProject(r: Resolution, call: TSESTree.CallExpression, outcome?: boolean): Guarded[] {
  if (callable(r, call.callee, 'call')) return [];
  const callee = bare(call.callee);
  // What a list, a table or a pattern that is written out says has been weighed already.
  if (callee.type === 'MemberExpression' && (isSeen(r, callee.object) || isSent(r, callee.object))) return [];
  if (callee.type === 'Identifier' && !r.variables.of(callee)) return [];
  const fn = r.localFunction(call.callee);
  const name =
    (callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null) ?? '';
  return call.arguments.flatMap((argument, index): Guarded[] => {
    const weights = fn
      ? weightsOf(r, fn, index)
      : asksElsewhere(r, call, index, outcome)
        ? [{ asks: { call: call.range, index } }]
        : [];
    if (weights.length === 0) return [];
    const asks = weights.flatMap((weight) => weight.asks ?? []).slice(0, 1);
    const paths =
      !fn && CONFINES.test(name) ? pathsIn(r, argument).map((path): Guarded => ({ path, for: ['file-path'] })) : [];
    const own = accessPath(r.variables, argument);
    const from = madeFrom(r, unwrap(argument));
    const made = from === null ? [] : addressPaths(r, from, 0);
    const addresses = [...made, ...addressPaths(r, argument, 0)];
    const given = [...paths, ...hostIsKnown(r, argument), ...guards(own === null ? addresses : [own, ...addresses])];
    return weights.every((weight) => weight.asks) ? given.map((guard) => ({ ...guard, asks })) : given;
  });
}

/** A path and what it was joined from: who asks about `join(root, name)` has asked about `name`. */
export function pathsIn(r: Resolution, node: Node, hops = 0): string[] {
  const plain = unwrap(node);
  if (hops > HOPS) return [];
  if (plain.type === 'LogicalExpression')
    return [...pathsIn(r, plain.left, hops + 1), ...pathsIn(r, plain.right, hops + 1)];
  if (plain.type === 'CallExpression') {
    const callee = bare(plain.callee);
    const name =
      callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
    return /^(?:join|resolve|normalize|realpath(?:Sync)?)$/.test(name ?? '')
      ? plain.arguments.flatMap((argument) => pathsIn(r, argument, hops + 1))
      : [];
  }
  const own = accessPath(r.variables, plain);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  return [
    ...(own === null ? [] : [own]),
    ...(binding?.kind === 'value' && binding.init && binding.path.length === 0
      ? pathsIn(r, binding.init, hops + 1)
      : []),
  ];
}

/** A list, set, table or pattern that is written out, or what the language makes of one. */
function isSeen(r: Resolution, node: Node): boolean {
  const plain = bare(node);
  if (writtenList(r, plain) !== null || patternLiteral(r, plain) !== null) return true;
  if (plain.type === 'Identifier') return plain.name === 'Object' && !r.variables.of(plain);
  if (plain.type !== 'CallExpression') return false;
  const callee = bare(plain.callee);
  const of = callee.type === 'MemberExpression' ? bare(callee.object) : null;
  return of?.type === 'Identifier' && of.name === 'Object' && !r.variables.of(of);
}

/** `ALLOWED.some((domain) => url.hostname.endsWith(domain))`. */
function testedInCallback(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:some|find|findIndex)$/.test(memberName(callee) ?? '')) return [];
  const fn = call.arguments[0] ? r.localFunction(call.arguments[0]) : null;
  const [param] = fn?.params ?? [];
  if (!fn || isSent(r, callee.object)) return [];
  const list = writtenList(r, callee.object);
  const element = param?.type === 'Identifier' ? accessPath(r.variables, param) : null;
  const asked: Elements = { element, texts: list ? list.elements.map((one) => one && textOf(one)) : null };
  return returnedExpressions(fn).flatMap((expression) => equalsElement(r, expression, asked, 0));
}

/** The elements a callback is called with: the path of its parameter, and their texts where they are written out. */
interface Elements {
  readonly element: string | null;
  readonly texts: readonly (string | null)[] | null;
}

/** Addresses that lead where an element says, when the expression is true of one. */
function equalsElement(r: Resolution, node: Node, of: Elements, hops: number): Guarded[] {
  const plain = unwrap(node);
  if (hops > HOPS) return [];
  if (plain.type === 'LogicalExpression') {
    const [left, right] = [plain.left, plain.right].map((side) => equalsElement(r, side, of, hops + 1));
    if (plain.operator === '&&') return [...left!, ...right!];
    return left!.filter(({ path }) => right!.some((other) => other.path === path));
  }
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (plain.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return mentioned(r, plain, 0);
  const [argument] = plain.arguments;
  const isEach = (holds: (text: string) => boolean): boolean =>
    of.texts === null || of.texts.every((text) => text !== null && holds(text));
  switch (memberName(callee)) {
    case 'endsWith':
      if (!argument || isWhole(callee.object)) return [];
      return accessPath(r.variables, argument) !== of.element || isEach((text) => text.startsWith('.'))
        ? mentioned(r, callee.object, 0)
        : [];
    case 'startsWith':
      if (!argument || (hostIsKnown(r, callee.object).length > 0 && !isWhole(callee.object))) return [];
      return accessPath(r.variables, argument) !== of.element || isEach(isSettled)
        ? mentioned(r, callee.object, 0)
        : [];
    case 'includes':
    case 'indexOf':
      // A piece of the address says nothing of where it leads; an address in a list does.
      return argument && accessPath(r.variables, argument) === of.element ? [] : mentioned(r, plain, 0);
    default:
      return mentioned(r, plain, 0);
  }
}

function mentioned(r: Resolution, node: Node, hops: number): Guarded[] {
  const plain = unwrap(node);
  if (hops > HOPS) return [];
  switch (plain.type) {
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...mentioned(r, plain.left, hops + 1), ...mentioned(r, plain.right, hops + 1)];
    case 'CallExpression': {
      const callee = bare(plain.callee);
      return [
        ...(callee.type === 'MemberExpression' ? mentioned(r, callee.object, hops + 1) : []),
        ...plain.arguments.flatMap((argument) => mentioned(r, argument, hops + 1)),
      ];
    }
    default: {
      const own = accessPath(r.variables, plain);
      return [...(own === null ? [] : guards([own])), ...hostIsKnown(r, plain)];
    }
  }
}
