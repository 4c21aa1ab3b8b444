import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { Value } from '../../vocabulary/value.js';
import { enclosingClass, isClass } from '../../syntax/functions.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';

/** An entry that is added to something that lives as long as the process, and from which nothing is ever taken away. */
export interface KeptEntry {
  /** What holds the store, as it stands in the code: `cache`, `this.cache`. */
  readonly name: string;
  /** `cache[key]` or `cache.set(key, value)`. */
  readonly node: Node;
  readonly key: TSESTree.Expression;
  readonly kind: 'map' | 'set' | 'object';
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** What asks or reads; nothing of it makes the store smaller, and nothing hands it to somebody who could. */
const LOOKS = new Set(['get', 'has', 'set', 'add', 'keys', 'values', 'entries', 'forEach', 'hasOwnProperty']);

const known = new WeakMap<FileAnalysis, readonly KeptEntry[]>();

/**
 * Entries added to stores of this file that lose none: variables of the module, fields of a class that is made once.
 */
export function keptEntries(file: FileAnalysis): readonly KeptEntry[] {
  const before = known.get(file);
  if (before) return before;
  const found = [...variables(file), ...fields(file)].flatMap(({ name, kind, uses }) =>
    uses.every((use) => onlyLooks(file, use))
      ? uses.flatMap((use): KeptEntry[] => {
          const written = writtenAt(use, kind);
          return written ? [{ ...written, name, kind }] : [];
        })
      : [],
  );
  found.sort((a, b) => a.node.range[0] - b.node.range[0]);
  known.set(file, found);
  return found;
}

/** Text or a number of the client's choice, of which there is no end; what is one of few, or was looked up, is none. */
export function isOfClientsChoice({ taint, safeFor, validated, shapes, source }: Value): boolean {
  return (
    taint === 'tainted' &&
    safeFor !== 'all' &&
    !safeFor.includes('lasting-key') &&
    !validated &&
    source !== 'argv' &&
    source !== 'message' &&
    shapes.some((shape) => shape === 'str' || shape === 'num')
  );
}

interface Store {
  readonly name: string;
  readonly kind: KeptEntry['kind'];
  /** Every place that speaks of it, but for the one that makes it. */
  readonly uses: readonly Node[];
}

function variables(file: FileAnalysis): Store[] {
  return file.nodes('VariableDeclarator').flatMap((declarator): Store[] => {
    const kind =
      declarator.id.type === 'Identifier' && declarator.init && file.functionOf(declarator) === null
        ? storeKind(file, bare(declarator.init))
        : null;
    if (!kind || declarator.id.type !== 'Identifier' || declarator.parent.parent?.type === 'ExportNamedDeclaration')
      return [];
    const name = declarator.id;
    return [
      {
        name: name.name,
        kind,
        uses: (file.variableOf(name)?.references ?? [])
          .map(({ identifier }) => identifier as Node)
          .filter((use) => use !== name),
      },
    ];
  });
}

function fields(file: FileAnalysis): Store[] {
  const isTyped = /\.[cm]?tsx?$/.test(file.file);
  return file.nodes('PropertyDefinition').flatMap((field): Store[] => {
    const name = keyOf(field.key, field.computed);
    const owner = field.parent.parent;
    // Anybody could empty a field that is not private.
    const isHidden =
      field.key.type === 'PrivateIdentifier' ||
      field.accessibility === 'private' ||
      (!isTyped && field.accessibility === undefined);
    if (name === null || !isHidden || !isClass(owner)) return [];
    const made = field.value
      ? { kind: storeKind(file, bare(field.value)), by: null }
      : madeInConstructor(file, owner, name);
    if (!made?.kind || !(field.static || livesOn(file, owner)) || isTakenApart(file, owner, name)) return [];
    const members = file
      .nodes('MemberExpression')
      .filter(
        (member) => member !== made.by && memberName(member) === name && isOwn(file, member, owner, field.static),
      );
    return [{ name: members[0] ? file.text.slice(...members[0].range) : name, kind: made.kind, uses: members }];
  });
}

/** `this.cache` of the class; of a static field also `Cache.cache`. */
function isOwn(file: FileAnalysis, member: TSESTree.MemberExpression, owner: ClassNode, isStatic: boolean): boolean {
  const object = bare(member.object);
  if (object.type === 'ThisExpression') return enclosingClass(member) === owner;
  return (
    isStatic &&
    object.type === 'Identifier' &&
    object.name === owner.id?.name &&
    file.variableOf(object)?.defs[0]?.node === (owner as unknown)
  );
}

/** `this.cache = new Map()` in the constructor, where the field itself has no value. */
function madeInConstructor(
  file: FileAnalysis,
  owner: ClassNode,
  name: string,
): { readonly kind: KeptEntry['kind'] | null; readonly by: Node } | null {
  const constructor = owner.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  if (constructor?.type !== 'MethodDefinition') return null;
  const write = file.nodes('AssignmentExpression').find(({ left, operator }) => {
    const target = bare(left);
    return (
      operator === '=' &&
      target.type === 'MemberExpression' &&
      target.object.type === 'ThisExpression' &&
      memberName(target) === name &&
      file.functionOf(target) === (constructor.value as unknown)
    );
  });
  return write ? { kind: storeKind(file, bare(write.right)), by: bare(write.left) } : null;
}

/** `const { cache } = this`: under another name it is not followed. */
function isTakenApart(file: FileAnalysis, owner: ClassNode, name: string): boolean {
  return file.nodes('VariableDeclarator').some(({ id, init }) => {
    if (!init || bare(init).type !== 'ThisExpression' || enclosingClass(init) !== owner) return false;
    return (
      id.type !== 'ObjectPattern' ||
      id.properties.some((taken) => taken.type !== 'Property' || keyOf(taken.key, taken.computed) === name)
    );
  });
}

/** One for the whole process: the framework makes it, or the module does where it is loaded. */
function livesOn(file: FileAnalysis, owner: ClassNode): boolean {
  const provided = file.decoratorsOf(owner).some(({ decorator, args }) => {
    const isProvider =
      decorator?.is === 'injectable' ||
      decorator?.is === 'controller' ||
      (decorator?.is === 'entry' && decorator.kind === 'graphql-resolver');
    return isProvider && !args.some((argument) => /\bscope\b/.test(file.text.slice(...argument.range)));
  });
  const { id } = owner;
  if (provided || !id) return provided;
  const made = file
    .nodes('NewExpression')
    .filter(({ callee }) => callee.type === 'Identifier' && callee.name === id.name);
  return made.length > 0 && made.every((node) => file.functionOf(node) === null);
}

/** Empty where it is made: `new Map()`, `new Set()`, `{}`, `Object.create(null)`. */
function storeKind(file: FileAnalysis, init: Node): KeptEntry['kind'] | null {
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
  return LOOKS.has(memberName(parent) ?? '');
}

function writtenAt(use: Node, kind: KeptEntry['kind']): Pick<KeptEntry, 'node' | 'key'> | null {
  const member = outer(use).parent;
  if (member?.type !== 'MemberExpression') return null;
  const whole = outer(member);
  const { parent } = whole;
  if (kind === 'object') {
    const isWritten =
      member.computed &&
      parent?.type === 'AssignmentExpression' &&
      parent.left === whole &&
      /^(?:=|\?\?=|\|\|=)$/.test(parent.operator);
    return isWritten ? { node: member, key: member.property } : null;
  }
  const [key] = parent?.type === 'CallExpression' && parent.callee === whole ? parent.arguments : [];
  if (!key || key.type === 'SpreadElement' || memberName(member) !== (kind === 'map' ? 'set' : 'add')) return null;
  return { node: parent as Node, key };
}
