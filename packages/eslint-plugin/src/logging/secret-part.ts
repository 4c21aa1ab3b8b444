import { bare, memberName, requestHandlerAround, type FileAnalysis, type Node } from '@backend-architect/analysis';
import { isSecretName } from '../secrets/secret-name.js';
import type { LoggedPart } from './logged-parts.js';

/** What a logged part gives away: a secret by its name, the whole environment, or a request as it came. */
export type Revealed = 'secret' | 'environment' | 'request';

/** Why a part must not stand in a log; null when nothing proves it. */
export function revealedBy(file: FileAnalysis, { node }: LoggedPart): Revealed | null {
  if (isEnvironment(file, node)) return 'environment';
  if (isWholeRequest(file, node)) return 'request';
  return [node, heldBy(file, node)].some((named) => named !== null && isSecret(named)) && holdsText(file, node) ? 'secret' : null;
}

function isSecret(node: Node): boolean {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : null;
  return name !== null && isSecretName(name) && !/^[A-Z0-9_]+$/.test(name);
}

/** The member a local name was given, once: `const sent = user.password` gives the password another name. */
function heldBy(file: FileAnalysis, node: Node): Node | null {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (definition?.type !== 'VariableDeclarator' || definition.id.type !== 'Identifier' || definition.init === null) return null;
  const held = bare(definition.init);
  return held.type === 'MemberExpression' && variable?.references.filter((reference) => reference.isWrite()).length === 1 ? held : null;
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
  const definition = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.init !== null && bare(definition.init).type === 'MemberExpression';
}

function isEnvironment(file: FileAnalysis, node: Node): boolean {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'env') return false;
  const object = bare(node.object);
  return object.type === 'Identifier' && object.name === 'process' && file.variableOf(object) === null;
}

/** All headers or cookies, which carry sessions; a body where the handler reads a password from it. */
function isWholeRequest(file: FileAnalysis, node: Node): boolean {
  const { source, shapes, taint } = file.valueOf(node);
  if (taint !== 'tainted') return false;
  if (source === 'header' || source === 'cookie') return shapes.length === 1 && shapes[0] === 'obj';
  if (source !== 'body' || file.symbolOf(node)?.member.source?.kind !== 'body') return false;
  const handler = requestHandlerAround(file, node);
  return handler !== null && /\bpass(?:word|wd|phrase|code)\b/i.test(file.text.slice(...handler.range));
}
