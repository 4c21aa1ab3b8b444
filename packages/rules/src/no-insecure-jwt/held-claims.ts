import {
  bare,
  conditionsAt,
  isChange,
  isCredential,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Rows found by a claim, rows found by those. */
const MAX_ROUNDS = 4;
type Variable = NonNullable<ReturnType<FileAnalysis['variableOf']>>;

/** What is known only by a claim nobody verified: the token, and what was made or found by it. */
interface Roots {
  readonly file: FileAnalysis;
  readonly fn: FunctionNode;
  readonly variables: ReadonlySet<Variable>;
  /** Those of them that the token says itself: no call found them. */
  readonly claims: ReadonlySet<Variable>;
  /** Text of the token itself, which proves nothing when it is sent again. */
  readonly token: string;
}

/**
 * The claims of a decoded token only choose a row, and all that is done with them happens where something else that the
 * client sent, and has to know, equals what is kept in that row.
 */
export function isHeldAgainstSecret(file: FileAnalysis, { node }: LibraryCall): boolean {
  const fn = file.functionOf(node);
  const declarator = outer(node).parent;
  const [token] = node.type === 'TaggedTemplateExpression' ? [] : node.arguments;
  if (!fn || !token || declarator?.type !== 'VariableDeclarator' || declarator.init !== outer(node)) return false;
  const variables = new Set(declaredBy(file, declarator));
  const claims = new Set(variables);
  const roots: Roots = { file, fn, variables, claims, token: file.text.slice(...token.range) };
  for (let round = 0; round < MAX_ROUNDS; round++)
    for (const other of file.nodes('VariableDeclarator'))
      if (other.init && isWithin(other, fn) && mentions(roots, other.init))
        for (const variable of declaredBy(file, other)) {
          variables.add(variable);
          if (!mentionsRow(roots, other.init) && !holdsCall(file, other.init)) claims.add(variable);
        }
  const uses = [...variables].flatMap(({ references }) =>
    references.filter((reference) => reference.isRead()).map((reference) => reference.identifier as Node),
  );
  const open = uses.filter((use) => !isBehindCheck(roots, use));
  const keys = keysOf(roots);
  return open.length < uses.length && open.every((use) => onlyChooses(roots, use, keys));
}

function declaredBy(file: FileAnalysis, { id }: TSESTree.VariableDeclarator): readonly Variable[] {
  return file
    .nodes('Identifier')
    .filter((name) => isWithin(name, id))
    .flatMap((name) => file.variableOf(name) ?? [])
    .filter((variable) => variable.defs.some(({ name }) => isWithin(name, id)));
}

function isWithin(node: Node, around: Node): boolean {
  return node.range[0] >= around.range[0] && node.range[1] <= around.range[1];
}

function mentions({ variables }: Roots, node: Node): boolean {
  return [...variables].some((variable) => isReadIn(variable, node));
}

/** What a claim has found, and not the claim, which its bearer writes. */
function mentionsRow({ variables, claims }: Roots, node: Node): boolean {
  return [...variables].some((variable) => !claims.has(variable) && isReadIn(variable, node));
}

function isReadIn({ references }: Variable, node: Node): boolean {
  return references.some((reference) => reference.isRead() && isWithin(reference.identifier, node));
}

function holdsCall(file: FileAnalysis, node: Node): boolean {
  return file.nodes('CallExpression').some((call) => isWithin(call, node));
}

function isBehindCheck(roots: Roots, use: Node): boolean {
  return conditionsAt(use).some(({ test, truth, outside }) => !outside && saysHeld(roots, test, truth, MAX_ROUNDS));
}

/** A test that came out so has held what the client sent against what is kept. */
function saysHeld(roots: Roots, test: Node, truth: boolean, depth: number): boolean {
  const plain = bare(test);
  if (depth === 0) return false;
  switch (plain.type) {
    case 'UnaryExpression':
      return plain.operator === '!' && saysHeld(roots, plain.argument, !truth, depth);
    case 'LogicalExpression':
      return (
        plain.operator === (truth ? '&&' : '||') &&
        (saysHeld(roots, plain.left, truth, depth) || saysHeld(roots, plain.right, truth, depth))
      );
    case 'BinaryExpression':
      return /^[!=]==?$/.test(plain.operator) && plain.operator.startsWith('=') === truth && isCheck(roots, plain);
    case 'AwaitExpression':
      return saysHeld(roots, plain.argument, truth, depth);
    case 'CallExpression':
      return truth && isCheck(roots, plain);
    case 'Identifier': {
      const [definition] = roots.file.variableOf(plain)?.defs ?? [];
      const declarator = definition?.node as Node | undefined;
      const isPlain = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier';
      return isPlain && declarator.init !== null && saysHeld(roots, declarator.init, truth, depth - 1);
    }
    default:
      return false;
  }
}

/** One side is a secret that the client sends, the other is what is kept in a row that the claims have chosen. */
function isCheck(roots: Roots, node: TSESTree.BinaryExpression | TSESTree.CallExpression): boolean {
  const sides: readonly Node[] = node.type === 'BinaryExpression' ? [node.left, node.right] : node.arguments;
  if (!sides.some((side) => isOtherSecret(roots, side))) return false;
  if (node.type === 'BinaryExpression') return sides.some((side) => mentionsRow(roots, side));
  const callee = bare(node.callee);
  // `user.matches(password)`: a method of the row.
  if (callee.type === 'MemberExpression' && mentionsRow(roots, callee.object)) return true;
  const known = roots.file.libraryCall(node);
  if (known) return known.call.compares === true && sides.some((side) => mentionsRow(roots, side));
  const { file } = roots;
  const called = file.calleeOf(node);
  return sides.some((side, index) => mentions(roots, side) && called?.looksUp(index) === true);
}

/** A credential of the client, and not the token that was decoded. */
function isOtherSecret({ file, token }: Roots, side: Node): boolean {
  return file.text.slice(...side.range) !== token && isCredential(file, side, { decoded: true });
}

/** The claim finds rows, is handed to the check itself, or is asked for before it does. */
function onlyChooses(roots: Roots, use: Node, keys: ReadonlySet<string>): boolean {
  for (
    let node: Node = use, parent = use.parent;
    parent && isWithin(node, roots.fn);
    node = parent, parent = parent.parent
  ) {
    if (parent.type === 'IfStatement') return parent.alternate === null && isAbsence(roots, parent.test, keys);
    if (findsBy(roots, parent)) return true;
    if (parent.type === 'CallExpression' && parent.callee !== node) return false;
  }
  return false;
}

/** The call that reads rows, or the check. */
function findsBy(roots: Roots, node: Node): boolean {
  if (node.type === 'BinaryExpression') return isCheck(roots, node);
  if (node.type !== 'CallExpression') return false;
  const query = roots.file.libraryCall(node)?.call.query;
  return query ? !isChange(query) : isCheck(roots, node);
}

/** `!claims?.id`, `!row`: nothing is there to look for. A claim that chooses no row says what its bearer may do. */
function isAbsence(roots: Roots, test: Node, keys: ReadonlySet<string>): boolean {
  const plain = bare(test);
  if (!mentions(roots, plain)) return true;
  if (plain.type === 'LogicalExpression')
    return plain.operator === '||' && [plain.left, plain.right].every((part) => isAbsence(roots, part, keys));
  if (plain.type === 'BinaryExpression' || (plain.type === 'UnaryExpression' && findsBy(roots, bare(plain.argument))))
    return saysHeld(roots, plain, false, MAX_ROUNDS);
  if (plain.type !== 'UnaryExpression' || plain.operator !== '!') return false;
  const asked = bare(plain.argument);
  return asked.type === 'Identifier' || keys.has(keyText(roots, asked));
}

function keyText({ file }: Roots, node: Node): string {
  return file.text.slice(...bare(node).range).replaceAll('?.', '.');
}

/** What rows are found by, as it is written there. */
function keysOf(roots: Roots): ReadonlySet<string> {
  const { file, fn } = roots;
  const found = file
    .nodes('CallExpression', 'BinaryExpression')
    .filter((node) => isWithin(node, fn) && findsBy(roots, node));
  return new Set(
    file
      .nodes('MemberExpression')
      .filter((member) => found.some((node) => isWithin(member, node)))
      .map((member) => keyText(roots, member)),
  );
}
