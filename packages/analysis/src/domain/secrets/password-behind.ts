import { bare, outer, unwrap } from '../../syntax/wrappers.js';
import { bindingOf } from '../../symbols/binding.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { nameTokens } from '../../words/name-tokens.js';
import { isPasswordName, isSecretName } from '../../words/secret-names.js';

const MAX_HOPS = 5;

/**
 * The password an expression is made of, by its name: `req.body.password`, `salt + password`, `String(pwd)`; null when
 * there is none.
 */
export function passwordBehind(
  file: FileAnalysis,
  node: Node,
  hops = 0,
  seen: Set<Node> = new Set<Node>(),
): { readonly node: Node; readonly name: string } | null {
  const plain = unwrap(node);
  // Functions that hand values to each other come by the same expression again and again.
  if (hops > MAX_HOPS || seen.has(plain)) return null;
  seen.add(plain);
  const within = (nodes: readonly (Node | null | undefined)[]): ReturnType<typeof passwordBehind> => {
    for (const inner of nodes) {
      const found = inner ? passwordBehind(file, inner, hops + 1, seen) : null;
      if (found) return found;
    }
    return null;
  };
  switch (plain.type) {
    case 'Identifier': {
      if (isPlainPasswordName(plain.name)) return { node: plain, name: plain.name };
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      // `const { password: given } = req.body`. `{ username: publicKey, password: secretKey }` is the form of a protocol:
      // what was made by a program is not guessed.
      const last = binding?.kind === 'value' || binding?.kind === 'param' ? binding.path.at(-1) : undefined;
      if (last !== undefined && isPlainPasswordName(last))
        return isMadeSecretName(plain.name) ? null : { node: plain, name: plain.name };
      if (binding?.kind === 'param' && binding.path.length === 0 && isPlainPasswordName(setBy(binding.fn) ?? ''))
        return { node: plain, name: plain.name };
      if (binding?.kind === 'param' && binding.path.length === 0)
        return within(argumentsFor(file, binding.fn, binding.index));
      return binding?.kind === 'value' && binding.init && binding.path.length === 0 ? within([binding.init]) : null;
    }
    case 'MemberExpression': {
      const name = memberName(plain);
      return name !== null && isPlainPasswordName(name) ? { node: plain, name: file.text.slice(...plain.range) } : null;
    }
    case 'TemplateLiteral':
      return within(plain.expressions);
    case 'BinaryExpression':
      return plain.operator === '+' ? within([plain.left, plain.right]) : null;
    case 'LogicalExpression':
      return within([plain.left, plain.right]);
    case 'CallExpression':
      return within(partsOfConversion(plain.callee, plain.arguments));
    default:
      return null;
  }
}

/** What a function sets: `password: { set(value) {} }`, `set password(value) {}`. */
function setBy(fn: FunctionNode): string | null {
  const member = outer(fn).parent;
  if (member?.type !== 'Property' && member?.type !== 'MethodDefinition') return null;
  const name = keyOf(member.key, member.computed);
  if (member.kind === 'set') return name;
  const holder = member.type === 'Property' && name === 'set' ? outer(member.parent).parent : null;
  return holder?.type === 'Property' ? keyOf(holder.key, holder.computed) : null;
}

/** `encryptedPassword`, `hashed_password`: what is kept there was hashed already. */
function isPlainPasswordName(name: string): boolean {
  return (
    isPasswordName(name) &&
    !nameTokens(name).some((word) => /^(?:encrypted|hashed|crypted|digested|derived|scrambled|bcrypted)$/.test(word))
  );
}

/**
 * Names under which the value of an expression is known: its own, and those of the arguments that calls in this file
 * pass for it.
 */
export function namesBehind(file: FileAnalysis, node: Node): readonly string[] {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') return [memberName(plain) ?? ''];
  if (plain.type !== 'Identifier') return [];
  const variable = file.variableOf(plain);
  const binding = variable && bindingOf(variable);
  const passed =
    binding?.kind === 'param' && binding.path.length === 0 ? argumentsFor(file, binding.fn, binding.index) : [];
  return passed.length > 0 ? passed.map((argument) => nameOfPlain(unwrap(argument))) : [plain.name];
}

function nameOfPlain(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? (memberName(node) ?? '') : '';
}

/** What calls in this file pass for a parameter: `matches(given, user.password)`. */
function argumentsFor(file: FileAnalysis, fn: FunctionNode, index: number): readonly Node[] {
  return file.callsTo(fn).flatMap((call) => {
    const argument = call.arguments[index];
    return argument && argument.type !== 'SpreadElement' ? [argument] : [];
  });
}

const CONVERSIONS = new Set([
  'String', 'from', 'toString', 'trim', 'normalize', 'concat', 'encode', 'slice', 'substring',
]);

/**
 * What is converted in `String(x)`, `Buffer.from(x)`, `x.trim()`. Any other call may give back something else: a hash,
 * a check.
 */
function partsOfConversion(callee: Node, args: readonly Node[]): readonly Node[] {
  const plain = bare(callee);
  if (plain.type === 'Identifier') return CONVERSIONS.has(plain.name) ? args : [];
  const name = plain.type === 'MemberExpression' ? memberName(plain) : null;
  if (plain.type !== 'MemberExpression' || name === null || !CONVERSIONS.has(name)) return [];
  return name === 'from' || name === 'encode'
    ? args.slice(0, 1)
    : name === 'concat'
      ? [plain.object, ...args]
      : [plain.object];
}

/** A key or a token: no person chose it. */
function isMadeSecretName(name: string): boolean {
  return isSecretName(name) && !isPasswordName(name) && /(?:key|token)$/i.test(name);
}
