import {
  bare,
  bindingOf,
  type CallNode,
  dottedName,
  enclosingFunction,
  type FileAnalysis,
  isWithin,
  memberName,
  type Node,
  nodesWithin,
  outer,
  passwordBehind,
  queryCalls,
  unwrap,
} from '@backend-architect/analysis';

/** A look-up by what it is called, where no model knows the library. */
const LOOKS_UP = /(?:^|\.)(?:find|get|load|fetch|select|first|one)(?=[A-Z]|$)[\w$]*$/;
const PASSWORD_LIKE = /pass|pwd|hash|digest/i;

/**
 * A digest of what is stored already, which is stored nowhere: it goes into a signed token, or is compared with what
 * such a one says, so that the token ends with the password it was made under.
 */
export function isFingerprint(file: FileAnalysis, password: Node, hash: CallNode): boolean {
  const member = unwrap(password);
  if (member.type !== 'MemberExpression' || !isStored(file, bare(member.object)) || isWritten(file, member))
    return false;
  const uses = usesOf(file, hash);
  return uses.length > 0 && uses.every((use) => isSigned(file, use) || isComparedWithClaim(file, use));
}

/** A row that was read, or an instance of a class that a library makes of rows: `find()`, `this`, `user: User`. */
function isStored(file: FileAnalysis, object: Node): boolean {
  if (file.valueOf(object).taint === 'tainted') return false;
  if (object.type === 'ThisExpression') return true;
  const variable = object.type === 'Identifier' ? file.variableOf(object) : null;
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'param') return binding.path.length === 0 && isOfHeir(file, variable?.defs[0]?.name);
  if (binding?.kind !== 'value' || binding.init === null) return false;
  const read = bare(unwrap(binding.init));
  const call = bare(read.type === 'AwaitExpression' ? read.argument : read);
  if (call.type !== 'CallExpression') return false;
  const query = queryCalls(file).find(({ library: { node } }) => isWithin(node, call));
  return query
    ? query.query.operation === 'read'
    : !file.libraryCall(call) && LOOKS_UP.test(dottedName(call.callee) ?? '');
}

/** Annotated with a class of this file that is built on another one. */
function isOfHeir(file: FileAnalysis, parameter: Node | undefined): boolean {
  const annotation = parameter?.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined;
  if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return false;
  const { name } = annotation.typeName;
  return file.nodes('ClassDeclaration').some((found) => found.id?.name === name && found.superClass !== null);
}

/** The function gives the member another value first: it is not what was stored. */
function isWritten(file: FileAnalysis, member: Node): boolean {
  const text = file.text.slice(...member.range);
  const fn = enclosingFunction(member);
  return (
    fn !== null &&
    nodesWithin(file, fn, 'AssignmentExpression').some(({ left }) => file.text.slice(...left.range) === text)
  );
}

/** Where the digest arrives: itself, in the text it becomes, or each read of the name it is kept under. */
function usesOf(file: FileAnalysis, hash: Node): Node[] {
  let whole = outer(hash);
  for (let { parent } = whole; parent; { parent } = whole) {
    if (
      parent.type === 'MemberExpression' &&
      parent.object === whole &&
      /^(?:update|digest|toString)$/.test(memberName(parent) ?? '')
    )
      whole = outer(parent);
    else if (parent.type === 'CallExpression' && parent.callee === whole) whole = outer(parent);
    else break;
  }
  const { parent } = whole;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return [whole];
  return (file.variableOf(parent.id)?.references ?? []).flatMap((reference) =>
    reference.isRead() ? [reference.identifier as Node] : [],
  );
}

function isSigned(file: FileAnalysis, use: Node): boolean {
  return file.callsWith('token').some(({ node, call }) => call.token?.does === 'sign' && isWithin(use, node));
}

/** The other side is called neither a password nor a digest of one: a client that sends that knows what is stored. */
function isComparedWithClaim(file: FileAnalysis, use: Node): boolean {
  const compared = outer(use).parent;
  const sides =
    compared?.type === 'BinaryExpression' && /^[!=]==?$/.test(compared.operator)
      ? [compared.left, compared.right]
      : compared?.type === 'CallExpression' && /(?:^|\.)timingSafeEqual$/.test(dottedName(compared.callee) ?? '')
        ? compared.arguments
        : [];
  const other = sides.find((side) => !isWithin(use, side));
  return other !== undefined && !passwordBehind(file, other) && !PASSWORD_LIKE.test(file.text.slice(...other.range));
}
