/** Regular expressions whose pattern is known: written out, held in a constant, or made of constant texts. */
import type { TSESTree } from '@typescript-eslint/types';
import { patternLiteral } from '../guards/guard-forms.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';

type Node = TSESTree.Node;

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** Constants that hold constants, texts that are put together. */
const MAX_DEPTH = 8;

export function patternOf(e: Engine, node: Node, depth = 0): Pattern | null {
  const plain = bare(node);
  if (depth > MAX_DEPTH) return null;
  const literal = patternLiteral(e.r, plain);
  if (literal) return { source: literal.pattern, flags: literal.flags };
  if (plain.type === 'Identifier') {
    const init = heldBy(e, plain);
    return init && patternOf(e, init, depth + 1);
  }
  if ((plain.type !== 'CallExpression' && plain.type !== 'NewExpression') || !isGlobalRegExp(e, plain.callee))
    return null;
  const [pattern, flags] = plain.arguments;
  const source = pattern ? (patternOf(e, pattern, depth + 1)?.source ?? constantText(e, pattern, depth)) : null;
  const signs = flags ? constantText(e, flags, depth) : '';
  return source === null || signs === null ? null : { source, flags: signs };
}

function isGlobalRegExp(e: Engine, callee: Node): boolean {
  const plain = bare(callee);
  return plain.type === 'Identifier' && plain.name === 'RegExp' && e.r.bindingOf(plain) === null;
}

/** What a name holds that is given one thing and no other. */
function heldBy(e: Engine, name: TSESTree.Identifier): Node | null {
  const binding = e.r.bindingOf(name);
  const writes = e.r.variables.of(name)?.references.filter((reference) => reference.isWrite()).length ?? 0;
  return binding?.kind === 'value' && binding.path.length === 0 && writes <= 1 ? (binding.init ?? null) : null;
}

/** What a name holds that is only joined, never changed or handed on. */
function onlyJoined(e: Engine, name: TSESTree.Identifier): Node | null {
  const reads = e.r.variables.of(name)?.references.filter((reference) => reference.isRead()) ?? [];
  const isJoin = (node: TSESTree.Node): boolean =>
    node.parent?.type === 'MemberExpression' && node.parent.object === node && memberName(node.parent) === 'join';
  return reads.every(({ identifier }) => isJoin(identifier)) ? heldBy(e, name) : null;
}

/** A text of constants, also of a list that is joined. */
function constantText(e: Engine, node: Node, depth: number): string | null {
  const plain = bare(node);
  if (depth > MAX_DEPTH) return null;
  if (plain.type === 'BinaryExpression' && plain.operator === '+') {
    const [left, right] = [constantText(e, plain.left, depth + 1), constantText(e, plain.right, depth + 1)];
    return left === null || right === null ? null : left + right;
  }
  if (plain.type === 'CallExpression') return joinedText(e, plain, depth);
  const { constant } = e.evaluate(plain);
  return typeof constant === 'string' ? constant : null;
}

function joinedText(e: Engine, node: TSESTree.CallExpression, depth: number): string | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'join') return null;
  const list = bare(callee.object);
  const written = list.type === 'Identifier' ? onlyJoined(e, list) : list;
  const elements = written && bare(written);
  const separator = node.arguments[0] ? constantText(e, node.arguments[0], depth + 1) : ',';
  if (elements?.type !== 'ArrayExpression' || separator === null) return null;
  const texts = elements.elements.map((element) =>
    element === null || element.type === 'SpreadElement' ? null : constantText(e, element, depth + 1),
  );
  return texts.every((text) => text !== null) ? texts.join(separator) : null;
}
