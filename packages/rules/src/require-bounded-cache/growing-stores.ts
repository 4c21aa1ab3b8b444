import { bare, memberName, outer, type FileAnalysis, type Node, type Value } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** An entry that is added under a key of the request to something that lives as long as the process. */
export interface GrowingWrite {
  readonly name: string;
  /** `cache[key]` or `cache.set(key, value)`. */
  readonly node: Node;
  readonly key: Node;
  readonly value: Value;
  readonly kind: 'map' | 'set' | 'object';
}

/** What asks or reads; nothing of it makes the store smaller, and nothing hands it to somebody who could. */
const LOOKS = new Set(['get', 'has', 'set', 'add', 'keys', 'values', 'entries', 'forEach', 'hasOwnProperty']);

/** Writes under untrusted keys to stores of this module from which nothing is ever taken away. */
export function* growingWrites(file: FileAnalysis): Generator<GrowingWrite> {
  for (const declarator of file.nodes('VariableDeclarator')) {
    const kind =
      declarator.id.type === 'Identifier' && declarator.init && file.functionOf(declarator) === null
        ? storeKind(file, bare(declarator.init))
        : null;
    if (!kind || declarator.id.type !== 'Identifier' || declarator.parent.parent?.type === 'ExportNamedDeclaration')
      continue;
    const name = declarator.id;
    const uses = (file.variableOf(name)?.references ?? [])
      .map(({ identifier }) => identifier as Node)
      .filter((use) => use !== name);
    if (!uses.every((use) => onlyLooks(file, use))) continue;
    for (const use of uses) {
      const written = writtenAt(use, kind);
      const value = written && file.valueOf(written.key);
      if (written && value && isChosenByClient(value)) yield { ...written, name: name.name, value, kind };
    }
  }
}

/** Empty where it is made: `new Map()`, `new Set()`, `{}`, `Object.create(null)`. */
function storeKind(file: FileAnalysis, init: Node): GrowingWrite['kind'] | null {
  if (init.type === 'ObjectExpression') return init.properties.length === 0 ? 'object' : null;
  if (init.type === 'CallExpression') return file.text.slice(...init.range) === 'Object.create(null)' ? 'object' : null;
  if (
    init.type !== 'NewExpression' ||
    init.callee.type !== 'Identifier' ||
    init.arguments.length > 0 ||
    file.variableOf(init.callee)
  )
    return null;
  return init.callee.name === 'Map' ? 'map' : init.callee.name === 'Set' ? 'set' : null;
}

function onlyLooks(file: FileAnalysis, use: Node): boolean {
  const whole = outer(use);
  const { parent } = whole;
  if (parent?.type === 'BinaryExpression' && parent.operator === 'in') return true;
  if (parent?.type === 'CallExpression' && parent.callee !== whole)
    return file.libraryCall(parent)?.call.response !== undefined;
  if (parent?.type !== 'MemberExpression' || parent.object !== whole) return false;
  if (parent.computed)
    return (
      outer(parent).parent?.type !== 'UnaryExpression' ||
      file.text.slice(outer(parent).parent!.range[0]).startsWith('!')
    );
  const name = memberName(parent) ?? '';
  return LOOKS.has(name);
}

function writtenAt(use: Node, kind: GrowingWrite['kind']): { readonly node: Node; readonly key: Node } | null {
  const member = outer(use).parent;
  if (member?.type !== 'MemberExpression') return null;
  const whole = outer(member);
  const { parent } = whole;
  if (kind === 'object')
    return member.computed &&
      parent?.type === 'AssignmentExpression' &&
      parent.left === whole &&
      /^(?:=|\?\?=|\|\|=)$/.test(parent.operator)
      ? { node: member, key: member.property }
      : null;
  const [key] = parent?.type === 'CallExpression' && parent.callee === whole ? parent.arguments : [];
  return key && memberName(member) === (kind === 'map' ? 'set' : 'add') ? { node: parent as Node, key } : null;
}

/** Text the client writes, of which there is no end; what is one of few, or was looked up, is none. */
function isChosenByClient({ taint, safeFor, validated, shapes, source }: Value): boolean {
  return (
    taint === 'tainted' &&
    safeFor !== 'all' &&
    !validated &&
    source !== 'argv' &&
    source !== 'message' &&
    shapes.some((shape) => shape === 'str' || shape === 'num')
  );
}

/** The statement a write is, when it is one by itself. */
export function statementOf(write: Node): TSESTree.ExpressionStatement | null {
  const { parent } = outer(write);
  return parent?.type === 'ExpressionStatement' ? parent : null;
}
