import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { isCredential } from '../access/credentials.js';
import { handedOn, rootOfText } from '../access/text-roots.js';
import { mayBeCredential, paramPart } from '../access/sent-parts.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { onlyValue, requestChain } from '../http/request-chain.js';
import { untrustedShapes } from '../../flow/lattice.js';
import type { LookupUse } from '../../vocabulary/facts.js';

const MAX_DEPTH = 6;
const MAX_CHAIN = 12;
/** Methods of texts that give text or fail. */
const GIVES_TEXT =
  /^(?:slice|replace|replaceAll|trim|substring|substr|toString|toLowerCase|toUpperCase|normalize|digest|padStart|padEnd)$/;

/**
 * Where a call is handed credentials, and parameters of the function that may be some. What stands in a path is an id,
 * and no credential.
 */
export function lookupUses(file: FileAnalysis, fn: FunctionNode, node: TSESTree.CallExpression): readonly LookupUse[] {
  return [node, ...chainOf(node)].flatMap((call) =>
    call.arguments.flatMap((argument, arg) =>
      valuesIn(file, argument, [], 0).flatMap(({ value, path, equal }): LookupUse[] => {
        const at = {
          arg,
          ...(path.length > 0 && { path }),
          ...(call !== node && { in: call.range }),
          ...(equal && { equal }),
        };
        const of = presenceKey(file, fn, value);
        if (isCredential(file, value, { without: 'params' }))
          return [{ ...at, by: 'credential', ...(of !== null && { of }), ...(isOpen(file, value) && { open: true }) }];
        const index = ownParam(file, fn, value);
        const root = index === null ? rootOfText(file, value, 0) : value;
        const part = root && paramPart(file, fn, root);
        if (!part || (index === null && (part.path.length === 0 || !mayBeCredential(part)))) return [];
        const { index: by, path: member } = part;
        return [{ ...at, by, ...(member.length > 0 && { member }), ...(of !== null && { of }) }];
      }),
    ),
  );
}

/** It may be an object as well as a text. A cookie is read as a text by all parsers but one. */
function isOpen(file: FileAnalysis, value: Node): boolean {
  const given = file.valueFor(value, 'nosql-filter');
  return (
    given.source !== 'cookie' &&
    untrustedShapes(given).includes('obj') &&
    file.judge(given, 'nosql-filter') === 'tainted'
  );
}

/** Calls that a call is chained to, the nearest first. */
export function chainOf(node: TSESTree.CallExpression): readonly TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  for (let callee = bare(node.callee); callee.type === 'MemberExpression' && found.length < MAX_CHAIN;) {
    const object = bare(callee.object);
    if (object.type !== 'CallExpression') break;
    found.push(object);
    callee = bare(object.callee);
  }
  return found;
}

/**
 * Names by which it can be told that a value is there; null where it always is: a text made of others, or with a
 * default.
 */
export function presenceKey(file: FileAnalysis, fn: FunctionNode, node: Node, depth = 0): string | null {
  const plain = unwrap(node);
  const isOptional = node.type === 'ChainExpression' || plain.type === 'ChainExpression';
  if (plain.type === 'TemplateLiteral') return null;
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&' && isText(plain.right)) return null;
  const chain = requestChain(file, plain);
  if (plain.type === 'Identifier' && depth < MAX_DEPTH) {
    const index = ownParam(file, fn, plain);
    if (index !== null) return `param:${index}`;
    const value = onlyValue(file, plain);
    if (value?.init && value.path.length === 0 && presenceKey(file, fn, value.init, depth + 1) === null) return null;
    if (chain === null) return `name:${file.variableOf(plain)?.defs[0]?.name.range[0] ?? plain.name}`;
  }
  if (chain !== null) return `sent:${chain.join('.')}`;
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (callee?.type === 'Identifier' && callee.name === 'String') return null;
  const helper = callee?.type === 'Identifier' && depth < MAX_DEPTH ? file.localFunctionOf(callee) : null;
  const [given, ...others] = helper ? returnedExpressions(helper) : [];
  if (helper && given && others.length === 0 && handedOn(file, helper) !== null)
    if (presenceKey(file, helper, given, depth + 1) === null) return null;
  if (
    callee?.type === 'MemberExpression' &&
    !isOptional &&
    !/\?\./.test(file.text.slice(...callee.range)) &&
    GIVES_TEXT.test(memberName(callee) ?? '')
  )
    return null;
  return `text:${file.text.slice(...plain.range)}`;
}

function isText(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'Literal' && typeof plain.value === 'string';
}

function ownParam(file: FileAnalysis, fn: FunctionNode, node: Node): number | null {
  const plain = bare(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'param' && binding.fn === fn && binding.path.length === 0 ? binding.index : null;
}

interface Handed {
  readonly value: Node;
  readonly path: readonly string[];
  readonly equal?: true;
}

/** Values an argument hands over, itself or inside objects, lists and conditions, with the keys that lead there. */
function valuesIn(file: FileAnalysis, node: Node, path: readonly string[], depth: number): readonly Handed[] {
  const plain = bare(node);
  if (depth > MAX_DEPTH) return [];
  if (plain.type === 'ObjectExpression')
    return plain.properties.flatMap((property) =>
      property.type === 'Property' ? valuesIn(file, property.value, [...path, keyName(property)], depth + 1) : [],
    );
  if (plain.type === 'ArrayExpression')
    return plain.elements.flatMap((element, index) =>
      element ? valuesIn(file, element, [...path, String(index)], depth + 1) : [],
    );
  const condition = plain.type === 'CallExpression' ? file.libraryCall(plain)?.call.condition : undefined;
  if (plain.type === 'CallExpression' && condition === 'all')
    return plain.arguments.flatMap((argument) => valuesIn(file, argument, path, depth + 1));
  if (plain.type === 'CallExpression' && condition === 'equal')
    return plain.arguments[1] ? [{ value: bare(plain.arguments[1]), path, equal: true }] : [];
  return [{ value: plain, path }];
}

/** `[Op.or]` goes by its last name; a key that is not known is `*`. */
function keyName({ key, computed }: TSESTree.Property): string {
  const name = keyOf(key, computed);
  if (name !== null) return name;
  const plain = bare(key);
  return (plain.type === 'MemberExpression' ? memberName(plain) : null) ?? '*';
}
