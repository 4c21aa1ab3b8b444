import {
  bare,
  givenCallbacks,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
  type TypeModel,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Something that was taken and has to be given back, under the name it has in a function. */
export interface LentResource {
  readonly call: LibraryCall;
  readonly name: TSESTree.Identifier;
  /** The function that has to give it back. */
  readonly fn: FunctionNode;
  readonly resource: NonNullable<TypeModel['resource']>;
  /** Handed to a callback, which may give it back in callbacks of its own. */
  readonly toCallback: boolean;
}

/** Clients and pools live as long as the process; a stream closes itself at its end. */
const TAKEN = new Set(['connection', 'session', 'file', 'lock']);

/**
 * Resources that a function of this file takes: kept in a local variable, or handed to a callback that reports to
 * nobody.
 */
export function* lentResources(file: FileAnalysis): Generator<LentResource> {
  for (const call of file.callsThatLend()) {
    if (call.symbol.rung > 3 || call.form !== 'call') continue;
    const held = heldByName(file, call) ?? heldByCallback(file, call);
    if (held) yield held;
  }
}

/** `const c = await pool.connect()`, `c = source.createQueryRunner()`; `using` gives it back by itself. */
function heldByName(file: FileAnalysis, call: LibraryCall): LentResource | null {
  const { type } = file.typeOf(call.node) ?? {};
  const fn = file.functionOf(call.node);
  if (!fn || !type || !isTaken(type) || (type.perProcess && !call.symbol.on)) return null;
  let value = outer(call.node);
  if (value.parent?.type === 'AwaitExpression') value = outer(value.parent);
  const name = nameFor(file, value, fn);
  return name && { call, name, fn, resource: type.resource, toCallback: false };
}

function isTaken(type: TypeModel): type is TypeModel & { readonly resource: NonNullable<TypeModel['resource']> } {
  return type.resource !== undefined && TAKEN.has(type.resource.kind);
}

/** The variable of the function that holds a value, when it never holds another. */
function nameFor(file: FileAnalysis, value: Node, fn: FunctionNode): TSESTree.Identifier | null {
  const { parent } = value;
  if (parent?.type === 'VariableDeclarator')
    return parent.id.type === 'Identifier' && !parent.parent.kind.endsWith('using') ? parent.id : null;
  const target =
    parent?.type === 'AssignmentExpression' &&
    parent.right === value &&
    parent.operator === '=' &&
    parent.parent.type === 'ExpressionStatement'
      ? bare(parent.left)
      : null;
  const variable = target?.type === 'Identifier' ? file.variableOf(target) : null;
  const declared = variable?.defs.length === 1 ? (variable.defs[0]?.node as Node) : null;
  if (!variable || declared?.type !== 'VariableDeclarator' || file.functionOf(declared) !== fn) return null;
  const others = variable.references.filter(
    (reference) => reference.isWrite() && reference.init !== true && reference.identifier !== (target as unknown),
  );
  return others.length === 0 ? (target as TSESTree.Identifier) : null;
}

/**
 * `pool.getConnection((error, connection) => ...)`. A callback whose promise is waited for is the library's to clean up
 * after.
 */
function heldByCallback(file: FileAnalysis, call: LibraryCall): LentResource | null {
  for (const { callback, fn } of givenCallbacks(file, call)) {
    if (callback.promise !== 'ignored' || callback.params[0] !== null) continue;
    const index = callback.params.findIndex((param) => param !== null);
    const name = fn.params[index];
    // What comes after it is the function that gives it back.
    if (name?.type !== 'Identifier' || fn.params.length > index + 1) continue;
    const { type } = file.typeOf(name) ?? {};
    if (type && isTaken(type)) return { call, name, fn, resource: type.resource, toCallback: true };
  }
  return null;
}
