import {
  bare,
  type FileAnalysis,
  isPasswordName,
  isSecretName,
  keyOf,
  type LoggedPart,
  memberName,
  type Node,
  type Range,
  requestHandlerAround,
} from '@backend-architect/analysis';

/**
 * What a logged part gives away: a secret by its name, the whole environment, a request that carries one, or a body
 * that may.
 */
export type Revealed = 'secret' | 'environment' | 'request' | 'body';

/** Why a part must not stand in a log; null when nothing proves it. */
export function revealedBy(file: FileAnalysis, { node }: LoggedPart): Revealed | null {
  if (isEnvironment(file, node)) return 'environment';
  const whole = wholeRequest(file, node);
  if (whole) return whole;
  return [node, heldBy(file, node)].some((named) => named !== null && isSecret(named)) && holdsText(file, node)
    ? 'secret'
    : null;
}

function isSecret(node: Node): boolean {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : null;
  return name !== null && isSecretName(name) && !/^[A-Z0-9_]+$/.test(name);
}

/** The member a local name was given, once: `const sent = user.password` gives the password another name. */
function heldBy(file: FileAnalysis, node: Node): Node | null {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (definition?.type !== 'VariableDeclarator' || definition.id.type !== 'Identifier' || definition.init === null)
    return null;
  const held = bare(definition.init);
  return held.type === 'MemberExpression' &&
    variable?.references.filter((reference) => reference.isWrite()).length === 1
    ? held
    : null;
}

/** Flags, numbers and fixed words are no secrets, whatever they are called. */
function holdsText(file: FileAnalysis, node: Node): boolean {
  const { shapes, constant, taint, built } = file.valueOf(node);
  return constant === undefined && !built && shapes.includes('str') && !(taint === 'safe' && !isRead(file, node));
}

/** A secret that is read from the environment or made here is safe as input, and secret all the same. */
function isRead(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') return true;
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    bare(definition.init).type === 'MemberExpression'
  );
}

function isEnvironment(file: FileAnalysis, node: Node): boolean {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'env') return false;
  const object = bare(node.object);
  return object.type === 'Identifier' && object.name === 'process' && file.variableOf(object) === null;
}

/**
 * All headers or cookies, which carry sessions; a body of which the handler takes a credential, or beside which it
 * speaks of passwords.
 */
function wholeRequest(file: FileAnalysis, node: Node): 'request' | 'body' | null {
  const { source, shapes, taint } = file.valueOf(node);
  if (taint !== 'tainted') return null;
  if (source === 'header' || source === 'cookie') return shapes.length === 1 && shapes[0] === 'obj' ? 'request' : null;
  if (source !== 'body' || file.symbolOf(node)?.member.source?.kind !== 'body') return null;
  const handler = requestHandlerAround(file, node);
  if (handler === null) return null;
  if (takesCredential(file, handler.range)) return 'request';
  return /\bpass(?:word|wd|phrase|code)\b/i.test(file.text.slice(...handler.range)) ? 'body' : null;
}

/** A password, token or code is read of a body here: as a member, or taken out by its name. */
function takesCredential(file: FileAnalysis, [start, end]: Range): boolean {
  return file.nodes('MemberExpression', 'Property').some((node) => {
    if (node.range[0] < start || node.range[1] > end) return false;
    const name =
      node.type === 'MemberExpression'
        ? memberName(node)
        : node.type === 'Property'
          ? keyOf(node.key, node.computed)
          : null;
    if (name === null || !isCredentialName(name)) return false;
    const owner = node.type === 'MemberExpression' ? node.object : unpacked(node);
    return owner !== null && isBody(file, owner);
  });
}

function isBody(file: FileAnalysis, node: Node): boolean {
  const { source, taint } = file.valueOf(node);
  return taint === 'tainted' && source === 'body';
}

function isCredentialName(name: string): boolean {
  return isSecretName(name) || isPasswordName(name) || /^(?:code|otp|pin|token)$/i.test(name);
}

/** What a pattern takes its properties of: `{ password } = req.body`, `{ user: { password } } = req.body`. */
function unpacked(property: Node): Node | null {
  let node: Node | undefined = property;
  while (node && (node.type === 'Property' || node.type === 'ObjectPattern' || node.type === 'AssignmentPattern'))
    node = node.parent;
  if (property.parent?.type !== 'ObjectPattern') return null;
  if (node?.type === 'VariableDeclarator') return node.init;
  return node?.type === 'AssignmentExpression' ? node.right : null;
}
