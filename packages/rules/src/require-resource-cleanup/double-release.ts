import {
  bare,
  dottedName,
  givenCallbacks,
  keyOf,
  memberName,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Calls that end the program or throw, by their names. */
const ENDS = /(?:^|\.)(?:exit|throw|fail|abort|panic|die|bail)\w*$/i;

/** A resource that is given back although that has been done on every path that gets there. */
export interface DoubleRelease {
  readonly node: TSESTree.CallExpression;
  /** As it stands in the code: `client.release`. */
  readonly call: string;
  /** The release before it; the same when a loop repeats it. */
  readonly first: Node;
}

/**
 * Releases of what a call lends, where whoever runs the first also runs the second. Conditions that may exclude each
 * other are left alone.
 */
export function doubleReleases(file: FileAnalysis, lent: LibraryCall): DoubleRelease[] {
  if (lent.symbol.rung > 3) return [];
  return [byName(file, lent), ...byCallback(file, lent)].flatMap((held) => (held ? repeatedIn(file, held) : []));
}

/** A resource in a function, and the calls that give it back. */
interface Held {
  readonly fn: FunctionNode;
  /** Where it gets its name. */
  readonly taken: Node;
  readonly releases: readonly TSESTree.CallExpression[];
}

/** `const client = await pool.connect()`. */
function byName(file: FileAnalysis, lent: LibraryCall): Held | null {
  const resource = file.typeOf(lent.node)?.type.resource;
  const declarator = lentTo(lent.node);
  const fn = file.functionOf(lent.node);
  if (!resource?.releasedOnce || !declarator || !fn) return null;
  return { fn, taken: declarator, releases: releasesOf(file, declarator.id, resource.releasedBy) };
}

/** `pool.connect((error, client, done) => ...)`: what comes after the resource, where something does, gives it back. */
function byCallback(file: FileAnalysis, lent: LibraryCall): Held[] {
  return givenCallbacks(file, lent).flatMap(({ callback, fn }): Held[] => {
    const index = callback.params.findIndex((param) => param !== null);
    const name = fn.params[index];
    if (callback.promise !== 'ignored' || callback.params[0] !== null || name?.type !== 'Identifier') return [];
    const resource = file.typeOf(name)?.type.resource;
    if (!resource?.releasedOnce) return [];
    const giver = fn.params[index + 1];
    const given = giver ? namedUses(file, giver).filter((use) => isCallee(use.parent, use)) : [];
    const releases = [
      ...given.map((use) => use.parent as TSESTree.CallExpression),
      ...releasesOf(file, name, resource.releasedBy),
    ];
    return [{ fn, taken: name, releases }];
  });
}

function repeatedIn(file: FileAnalysis, { fn, taken, releases }: Held): DoubleRelease[] {
  const calls = releases.filter((call) => file.functionOf(call) === fn).sort((a, b) => a.range[0] - b.range[0]);
  const found = calls.flatMap((call, index): DoubleRelease[] => {
    const first =
      calls.slice(0, index).find((before) => runsInto(before, call)) ?? (isRepeated(call, taken, fn) ? call : null);
    return first ? [{ node: call, call: file.text.slice(...call.callee.range), first }] : [];
  });
  return found.slice(0, 1);
}

function lentTo(call: Node): TSESTree.VariableDeclarator | null {
  const waited = outer(call).parent;
  const holder = waited?.type === 'AwaitExpression' ? outer(waited).parent : null;
  return holder?.type === 'VariableDeclarator' ? holder : null;
}

/** Calls that give it back: of its member, or of the member's own name when that was taken out of it. */
function releasesOf(file: FileAnalysis, id: Node, names: readonly string[]): TSESTree.CallExpression[] {
  if (id.type === 'ObjectPattern') {
    const taken = id.properties.find(
      (property) => property.type === 'Property' && names.includes(keyOf(property.key, property.computed) ?? ''),
    );
    return taken?.type === 'Property'
      ? namedUses(file, taken.value).flatMap((use) => (isCallee(use.parent, use) ? [use.parent] : []))
      : [];
  }
  return namedUses(file, id).flatMap((use) => {
    const member = outer(use).parent;
    const call =
      member?.type === 'MemberExpression' && member.object === outer(use) && names.includes(memberName(member) ?? '')
        ? outer(member).parent
        : null;
    return isCallee(call ?? undefined, member) ? [call as TSESTree.CallExpression] : [];
  });
}

function namedUses(file: FileAnalysis, name: Node): Node[] {
  const variable = name.type === 'Identifier' ? file.variableOf(name) : null;
  // Set anew, it is another resource, or none.
  if (!variable || variable.references.some((reference) => reference.isWrite() && reference.init !== true)) return [];
  return variable.references.map(({ identifier }) => identifier as Node);
}

function isCallee(call: Node | undefined, callee: Node | undefined): call is TSESTree.CallExpression {
  return call?.type === 'CallExpression' && !call.optional && callee !== undefined && bare(call.callee) === callee;
}

/**
 * After the first, the second runs too: it stands in the `finally` around it, or later in a block around it that
 * nothing leaves before.
 */
function runsInto(first: Node, second: Node): boolean {
  const statement = statementOf(second);
  const block = statement?.parent;
  if (!statement || block?.type !== 'BlockStatement') return false;
  const around = block.parent;
  if (
    around.type === 'TryStatement' &&
    around.finalizer === block &&
    isWithin(first, around) &&
    !isWithin(first, block)
  )
    return !leavesBefore(block, statement);
  for (
    let node: Node | undefined = statementOf(first) ?? undefined;
    node && isWithin(node, block);
    node = node.parent
  ) {
    if (node.parent === block)
      return node !== statement && node.range[0] < statement.range[0] && !leavesAfter(node, statement);
    // Where a case ends is not looked into.
    if (node.parent?.type === 'SwitchCase' || leavesAfter(node, null)) return false;
  }
  return false;
}

/** The statement that is nothing but the call. */
function statementOf(call: Node): TSESTree.ExpressionStatement | null {
  const whole = outer(call);
  const waited = whole.parent?.type === 'AwaitExpression' ? outer(whole.parent) : whole;
  return waited.parent?.type === 'ExpressionStatement' ? waited.parent : null;
}

function isWithin(node: Node, around: Node): boolean {
  return around.range[0] <= node.range[0] && node.range[1] <= around.range[1];
}

/**
 * A `return`, `throw`, `break` or `continue`, or a call that says it does not come back, among the statements after
 * one, up to another.
 */
function leavesAfter(node: Node, until: Node | null): boolean {
  const list = node.parent?.type === 'BlockStatement' ? node.parent.body : [];
  const from = list.indexOf(node as TSESTree.Statement);
  const to = until ? list.indexOf(until as TSESTree.Statement) : list.length;
  return list.slice(from + 1, to).some(isExit);
}

function leavesBefore(block: TSESTree.BlockStatement, until: Node): boolean {
  return block.body.slice(0, block.body.indexOf(until as TSESTree.Statement)).some(isExit);
}

function isExit(statement: Node): boolean {
  if (statement.type === 'ExpressionStatement') {
    const plain = bare(statement.expression);
    const call = plain.type === 'AwaitExpression' ? bare(plain.argument) : plain;
    return call.type === 'CallExpression' && ENDS.test(dottedName(call.callee) ?? '');
  }
  return (
    statement.type === 'ReturnStatement' ||
    statement.type === 'ThrowStatement' ||
    statement.type === 'BreakStatement' ||
    statement.type === 'ContinueStatement'
  );
}

/** In every round of a loop that began after the resource was taken. */
function isRepeated(call: Node, declarator: Node, fn: FunctionNode): boolean {
  const statement = statementOf(call);
  const block = statement?.parent;
  if (!statement || block?.type !== 'BlockStatement' || leavesAfter(statement, null)) return false;
  const loop = block.parent;
  return (
    /^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(loop.type) &&
    isWithin(loop, fn) &&
    !isWithin(declarator, loop) &&
    !block.body.some((one) => one.type === 'IfStatement' && one.range[0] > statement.range[0])
  );
}
