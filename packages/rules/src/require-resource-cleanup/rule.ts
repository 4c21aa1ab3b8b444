import {
  bare,
  memberName,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { doubleReleases } from './double-release.js';

/** Connections, sessions and file handles that are not given back on every path, or twice on one. */
export default defineRule({
  id: 'require-resource-cleanup',
  meta: {
    severity: 'high',
    cwe: [772, 404, 775, 1341],
    owasp: ['A10:2025'],
    api: ['API4:2023'],
    docs: {
      description:
        'Reports connections, sessions and file handles that are not released on every path, or released twice',
      impact:
        'Each failure keeps one connection, and when the pool is empty every request waits for ever; ' +
        'one that is given back twice is lent to two requests at once, or the second time throws',
      fix: 'Release it in a `finally` block, or let the library lend it to a callback',
      refactoring: 'Write one function that takes a connection, runs a callback with it and releases it in `finally`',
    },
    messages: {
      never: '`{{name}}` from `{{call}}` is never given back. Call `{{name}}.{{release}}()` in a `finally` block.',
      notAlways: '`{{name}}.{{release}}()` is skipped when something before it throws. Put it in a `finally` block.',
      twice:
        '`{{call}}()` has run already when this is reached: the second time throws, ' +
        'or lends one connection to two. Leave it to the `finally` block, or to one place.',
    },
    schema: [],
    gate: /connect|acquire|session|reserve|open|getConnection|createQueryRunner/i,
  },
  *problems(file) {
    for (const waited of file.nodes('AwaitExpression')) {
      const call =
        outer(waited).parent?.type === 'VariableDeclarator' && file.functionOf(waited)
          ? file.libraryCall(waited.argument)
          : null;
      for (const { node, call: text, first } of call ? doubleReleases(file, call) : []) {
        yield {
          at: node.range,
          messageId: 'twice',
          data: { call: text },
          steps: [
            { at: first.range, what: 'is given back here' },
            { at: node.range, what: 'and here once more' },
          ],
        };
      }
      const held = call && heldResource(file, call);
      if (!held) continue;
      const uses = usesOf(file, held.name);
      if (uses.some((use) => escapes(use))) continue;
      const releases = uses.filter((use) => releasedBy(use, held.releasedBy));
      const data = {
        name: held.name.name,
        call: calleeText(file, call.node),
        release: held.releasedBy[0] ?? 'release',
      };
      if (releases.length === 0) yield { at: call.node.range, messageId: 'never', data };
      else if (!releases.some((use) => inFinally(use, held.fn) || isOnlyWork(file, use, held.name, uses)))
        yield {
          at: call.node.range,
          messageId: 'notAlways',
          data: { ...data, release: releasedBy(releases[0] as Node, held.releasedBy) ?? data.release },
        };
    }
  },
});

interface Held {
  readonly name: TSESTree.Identifier;
  readonly fn: FunctionNode;
  readonly releasedBy: readonly string[];
}

/** Lent by a pool or opened here, kept in a local const of a function; `using` gives it back by itself. */
function heldResource(file: FileAnalysis, call: LibraryCall): Held | null {
  const resource =
    call.symbol.rung <= 3 && call.form === 'call' && call.symbol.on ? file.typeOf(call.node)?.type.resource : undefined;
  if (!resource || (resource.kind !== 'connection' && resource.kind !== 'session' && resource.kind !== 'file'))
    return null;
  let value = outer(call.node);
  if (value.parent?.type !== 'AwaitExpression') return null;
  value = outer(value.parent);
  const declarator = value.parent;
  if (
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id.type !== 'Identifier' ||
    declarator.parent.kind.endsWith('using')
  )
    return null;
  const fn = file.functionOf(call.node);
  return fn && { name: declarator.id, fn, releasedBy: resource.releasedBy };
}

function usesOf(file: FileAnalysis, name: TSESTree.Identifier): Node[] {
  return (file.variableOf(name)?.references ?? [])
    .map((reference) => reference.identifier as Node)
    .filter((use) => use !== name);
}

/** Handed to somebody else, who may release it: returned, stored, passed on, captured under another name. */
function escapes(use: Node): boolean {
  const whole = outer(use);
  const { parent } = whole;
  return (
    !(parent?.type === 'MemberExpression' && parent.object === whole) &&
    !(parent?.type === 'ExpressionStatement') &&
    !isTest(parent, whole)
  );
}

function isTest(parent: Node | undefined, node: Node): boolean {
  return (
    (parent?.type === 'IfStatement' && parent.test === node) ||
    (parent?.type === 'LogicalExpression' && parent.left === node) ||
    parent?.type === 'UnaryExpression'
  );
}

function releasedBy(use: Node, names: readonly string[]): string | null {
  const { parent } = outer(use);
  if (parent?.type !== 'MemberExpression') return null;
  const name = memberName(parent);
  return name !== null && names.includes(name) ? name : null;
}

/** In a `finally` block of the function, or in the last step of a promise chain. */
function inFinally(use: Node, fn: FunctionNode): boolean {
  for (let node: Node = use; node.parent && node !== fn; node = node.parent) {
    if (node.parent.type === 'TryStatement' && node.parent.finalizer === node) return true;
    const callee = node.parent.type === 'CallExpression' ? bare(node.parent.callee) : null;
    if (callee?.type === 'MemberExpression' && memberName(callee) === 'finally') return true;
  }
  return false;
}

/** Nothing that could throw stands between taking and releasing. */
function isOnlyWork(file: FileAnalysis, release: Node, name: TSESTree.Identifier, uses: readonly Node[]): boolean {
  const first = Math.min(...uses.map((use) => use.range[0]));
  const from = name.parent.range[1];
  return (
    release.range[0] === first &&
    !file
      .nodes('CallExpression', 'NewExpression', 'AwaitExpression', 'ThrowStatement')
      .some(({ range }) => range[0] >= from && range[1] <= release.range[0])
  );
}
