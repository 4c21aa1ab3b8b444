import {
  bare,
  bindingOf,
  type FileAnalysis,
  isPasswordName,
  isSecretName,
  keyedDigest,
  memberName,
  type Node,
  textOf,
  unwrap,
} from '@backend-architect/analysis';
import { isNamedConstant } from './named-constant.js';

const MAX_HOPS = 4;

/**
 * A secret this program keeps: a variable of the environment, a setting, a member of a record, or a digest made with a
 * key.
 */
export interface StoredSecret {
  readonly kind: 'secret' | 'digest';
  readonly node: Node;
}

/**
 * The secret an expression is, alone or in a text (`Bearer ${process.env.CRON_SECRET}`); null when it is none, or came
 * with the request. Members that hold a password are left to the rule on password storage, unless the program itself is
 * given it.
 */
export function storedSecret(file: FileAnalysis, node: Node, hops = 0): StoredSecret | null {
  const plain = unwrap(node);
  const digest = hops === 0 ? keyedDigest(file, plain) : null;
  if (digest) return { kind: 'digest', node: digest };
  if (hops > MAX_HOPS) return null;
  const secret: StoredSecret = { kind: 'secret', node: plain };
  switch (plain.type) {
    case 'MemberExpression':
      return isSecretMember(file, plain, memberName(plain)) && !isNamedConstant(plain) ? secret : null;
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      if (binding?.kind === 'value' && binding.init && binding.path.length === 0)
        return storedSecret(file, binding.init, hops + 1) && secret;
      const name = binding?.kind === 'value' ? (binding.path.at(-1) ?? plain.name) : plain.name;
      return binding?.kind !== 'param' && isSecretMember(file, plain, name) ? secret : null;
    }
    case 'TemplateLiteral':
      return plain.expressions.some((inner) => storedSecret(file, inner, hops + 1)) ? secret : null;
    case 'BinaryExpression':
      return plain.operator === '+' && [plain.left, plain.right].some((inner) => storedSecret(file, inner, hops + 1))
        ? secret
        : null;
    case 'LogicalExpression':
      return storedSecret(file, plain.left, hops + 1) && secret;
    case 'CallExpression':
      return isSettingRead(plain.callee, plain.arguments[0]) ? secret : null;
    default:
      return null;
  }
}

function isSecretMember(file: FileAnalysis, node: Node, name: string | null): boolean {
  if (name === null || !isSecretName(name)) return false;
  const value = file.valueOf(node);
  return value.taint !== 'tainted' && value.constant === undefined && (value.taint === 'safe' || !isPasswordName(name));
}

/** `config.get('API_KEY')`, `env('API_KEY')`: the text names the secret. */
function isSettingRead(callee: Node, first: Node | undefined): boolean {
  const plain = bare(callee);
  const name = plain.type === 'MemberExpression' ? memberName(plain) : plain.type === 'Identifier' ? plain.name : null;
  const key = first ? textOf(first) : null;
  return (
    name !== null &&
    /^(?:get|getOrThrow|env|getEnv|requireEnv|config)$/.test(name) &&
    key !== null &&
    isSecretName(key.split('.').at(-1) ?? key)
  );
}
