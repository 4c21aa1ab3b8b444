import type { TSESTree } from '@typescript-eslint/types';
import { callable } from '../symbols/callable.js';
import type { Resolution } from '../symbols/resolution.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { ADDRESS_KINDS } from './address.js';
import { asksElsewhere } from './foreign-guards.js';
import type { Guarded } from './guard-forms.js';
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

/** `x.startsWith('https://shop.example/')`, and `x.startsWith('/') && !x.startsWith('//')` by its second half. */
export function prefixIsKnown(r: Resolution, text: Node, prefix: Node, outcome: boolean): Guarded[] {
  const path = accessPath(r.variables, text);
  if (path === null) return [];
  const constant = textOf(prefix);
  if (!outcome) return constant === '//' ? [{ path, for: ['redirect-target'] }] : [];
  // A prefix that is not seen may end with a slash; one that is seen and does not is the head of another host too.
  const settled =
    constant === null || /^[a-z][a-z\d+.-]*:\/\/[^/?#]+[/?#]/i.test(constant) || /^\/[^/\\]/.test(constant);
  return settled ? [{ path, for: ADDRESS_KINDS }] : [];
}

/** A pattern whose text can only be a path on this host: `/^\/(?!\/)/`, `/^\/[^/]/`, `/^\/\w/`. */
export function patternIsLocal(r: Resolution, text: Node, pattern: string): Guarded[] {
  const path = accessPath(r.variables, text);
  return path !== null && /^\^\\?\/(?:\(\?!|\[|\\w|\w)/.test(pattern) ? [{ path, for: ['redirect-target'] }] : [];
}

/**
 * An address, or its host, was given to code of the project that this file does not show or cannot prove, and the
 * answer decides whether the place is reached. What it proves is not known: missing evidence, so nothing is reported.
 */
export function unseenTest(r: Resolution, condition: Node, hops = 0): Guarded[] {
  const node = unwrap(condition);
  if (hops > HOPS) return [];
  switch (node.type) {
    case 'CallExpression':
      return [...givenToProject(r, node), ...testedInCallback(r, node)];
    case 'MemberExpression':
      return unseenTest(r, node.object, hops + 1);
    case 'BinaryExpression':
      return [...unseenTest(r, node.left, hops + 1), ...unseenTest(r, node.right, hops + 1)];
    case 'Identifier': {
      const binding = r.bindingOf(node);
      return binding?.kind === 'value' && binding.init ? unseenTest(r, binding.init, hops + 1) : [];
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

function givenToProject(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  if (callable(r, call.callee, 'call')) return [];
  const callee = bare(call.callee);
  if (callee.type === 'Identifier' && !r.variables.of(callee)) return [];
  const fn = r.localFunction(call.callee);
  const name =
    (callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null) ?? '';
  return call.arguments.flatMap((argument, index): Guarded[] => {
    const weights = fn
      ? weightsOf(r, fn, index)
      : asksElsewhere(r, call, index)
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
    return /^(?:join|resolve|normalize)$/.test(name ?? '')
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

/** `ALLOWED.some((domain) => url.hostname.endsWith(domain))`. */
function testedInCallback(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:some|every|find|findIndex)$/.test(memberName(callee) ?? ''))
    return [];
  const fn = call.arguments[0] ? r.localFunction(call.arguments[0]) : null;
  return fn ? returnedExpressions(fn).flatMap((expression) => mentioned(r, expression, 0)) : [];
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
