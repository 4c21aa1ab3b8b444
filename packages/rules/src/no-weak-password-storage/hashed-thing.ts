import {
  bare,
  bindingOf,
  type FileAnalysis,
  isPasswordName,
  type LibraryCall,
  memberName,
  nameTokens,
  type Node,
  passwordBehind,
  unwrap,
} from '@backend-architect/analysis';

/** Names that say nothing of what they hold. */
const NEUTRAL = new Set([
  'value', 'text', 'str', 'string', 'plain', 'plaintext', 'raw', 'input', 'data', 'content', 'message', 'source',
  'secret', 'key', 'word', 'code', 'pin', 'pass', 'phrase', 'answer', 'credential', 'credentials',
]);

/**
 * A slow hash of something that is seen to be no password: `bcrypt.hash(JSON.stringify(item), 1)`,
 * `hash(visit.ipAddress)`. Unknown is taken for one: that is what these functions are for.
 */
export function hashesOtherThing(file: FileAnalysis, call: LibraryCall): boolean {
  const inputs = file
    .sinks('password-hash')
    .filter((sink) => sink.call.node === call.node)
    .map((sink) => sink.node as Node);
  return inputs.length > 0 && inputs.every((input) => isOtherThing(file, input));
}

function isOtherThing(file: FileAnalysis, input: Node): boolean {
  if (passwordBehind(file, input)) return false;
  const plain = unwrap(input);
  if (plain.type === 'CallExpression') return isSerialised(plain.callee);
  if (plain.type === 'MemberExpression') return namesThing(memberName(plain));
  if (plain.type !== 'Identifier') return false;
  const variable = file.variableOf(plain);
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'param' && binding.path.length === 0) {
    const given = file.callsTo(binding.fn).flatMap((call) => call.arguments[binding.index] ?? []);
    return (
      given.length > 0 && given.every((argument) => argument.type !== 'SpreadElement' && isOtherThing(file, argument))
    );
  }
  return binding?.kind === 'value' && binding.init !== null && binding.path.length === 0 && isSerialised(binding.init);
}

function isSerialised(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : plain;
  return callee.type === 'MemberExpression' && memberName(callee) === 'stringify';
}

function namesThing(name: string | null): boolean {
  const last = name === null ? undefined : nameTokens(name).at(-1);
  return (
    name !== null &&
    last !== undefined &&
    last.length > 1 &&
    !NEUTRAL.has(last) &&
    !isPasswordName(name) &&
    !/pass|pwd|hash/i.test(name)
  );
}
