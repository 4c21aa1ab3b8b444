import { bare } from '../../syntax/wrappers.js';
import { bindingOf } from '../../symbols/binding.js';
import { heldName, maskGrade, type MaskGrade } from '../../words/secret-names.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { keyOf, memberName, textOf } from '../../syntax/keys.js';
import { nameTokens } from '../../words/name-tokens.js';
import type { FileAnalysis, FunctionNode, Node, NodeOfType, NodeType } from '../../vocabulary/analysis.js';
import { wholly } from './wholly.js';

/** An expression and the name it stands under, when that name says "secret". */
export interface NamedValue {
  readonly name: string;
  readonly grade: MaskGrade;
  readonly value: Node;
}

/**
 * Every place of a file where a value gets the name of a secret: declarations, members, parameters, what functions and
 * getters return, enum members, attributes, entries of maps and headers, arguments, and fallbacks beside such a name.
 */
export function* namedValues(file: FileAnalysis): Generator<NamedValue> {
  for (const [name, value] of pairs(file)) {
    const grade = name === null || value === null ? null : maskGrade(name);
    if (grade === null) continue;
    yield { name: name!, grade, value: value! };
    if (!isMany(name!) || !HOLDERS.has(value!.parent?.type ?? '')) continue;
    for (const member of membersOf(value!)) yield { name: name!, grade, value: member };
  }
}

const HOLDERS = new Set<string>(['VariableDeclarator', 'Property', 'PropertyDefinition', 'AssignmentExpression']);

/** `secrets`, `credentials`, `API_TOKENS` */
function isMany(name: string): boolean {
  return nameTokens(heldName(name)).at(-1)?.endsWith('s') === true;
}

/** Keys in a record of secrets that are no secrets themselves. */
const BESIDE = wholly([
  '\\w*names?', 'user', 'login', 'id', 'environment', 'projects?', 'type', 'kind', 'host', 'port', 'database',
  'message', 'description', 'label', 'placeholder', 'min\\w*', 'max\\w*', 'length', 'required', 'pattern', 'url', 'uri',
  'email', 'algorithm', 'issuer', 'audience', 'client_?id', 'region', 'scope', 'role', 'in', 'format', 'encoding', 'iv',
]);

/** What a record of secrets holds: `passwords = { bob: '...' }`. */
function membersOf(record: Node): readonly Node[] {
  const plain = bare(record);
  if (plain.type !== 'ObjectExpression') return [];
  return plain.properties.flatMap((entry) => {
    const key = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
    if (entry.type !== 'Property' || key === null || BESIDE.test(key) || maskGrade(key) !== null) return [];
    return bare(entry.value).type === 'ObjectExpression' ? [] : [entry.value];
  });
}

type Pair = readonly [name: string | null, value: Node | null];

const NAMING = [
  'VariableDeclarator', 'AssignmentExpression', 'AssignmentPattern', 'Property', 'PropertyDefinition',
  'AccessorProperty', 'MethodDefinition', 'FunctionDeclaration', 'TSEnumMember', 'JSXAttribute', 'LogicalExpression',
  'CallExpression', 'NewExpression', 'BinaryExpression', 'SwitchCase', 'TaggedTemplateExpression',
] as const satisfies readonly NodeType[];

function* pairs(file: FileAnalysis): Generator<Pair> {
  for (const node of file.written(...NAMING)) {
    switch (node.type) {
      case 'VariableDeclarator':
        yield* patternPairs(node.id, node.init);
        break;
      case 'AssignmentExpression':
        yield* patternPairs(node.left, node.right);
        break;
      case 'AssignmentPattern':
        yield [nameIn(node.left), node.right];
        break;
      case 'Property':
        if (node.parent.type === 'ObjectExpression') yield [keyOf(node.key, node.computed), node.value];
        // `{ apiKey = 'x' }` under another name: `{ apiKey: k = 'x' }`
        else if (node.value.type === 'AssignmentPattern') yield [keyOf(node.key, node.computed), node.value.right];
        break;
      case 'PropertyDefinition':
      case 'AccessorProperty':
        yield [keyOf(node.key, node.computed), node.value];
        for (const { name, args } of file.decoratorsOf(node)) for (const argument of args) yield [name, argument];
        break;
      case 'MethodDefinition':
        if (isFunction(node.value)) yield* returnPairs(keyOf(node.key, node.computed), node.value);
        break;
      case 'FunctionDeclaration':
        if (node.id) yield* returnPairs(node.id.name, node);
        break;
      case 'TSEnumMember':
        yield [keyOf(node.id, node.computed), node.initializer ?? null];
        break;
      case 'JSXAttribute':
        if (node.name.type === 'JSXIdentifier')
          yield [
            /^(?:value|defaultValue)$/.test(node.name.name) ? fieldOf(node) : node.name.name,
            node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value,
          ];
        break;
      case 'LogicalExpression':
        if (node.operator !== '&&') yield [nameIn(node.left), node.right];
        break;
      case 'BinaryExpression':
        // `token === 'letmein'`
        if (!/^[!=]==?$/.test(node.operator)) break;
        if (node.right.type === 'Literal') yield [comparedName(node.left), node.right];
        if (node.left.type === 'Literal') yield [comparedName(node.right), node.left];
        break;
      case 'SwitchCase':
        if (node.parent.type === 'SwitchStatement') yield [nameIn(node.parent.discriminant), node.test];
        break;
      case 'TaggedTemplateExpression':
        yield [nameIn(node.tag), node.quasi];
        break;
      default:
        yield* callPairs(file, node);
    }
  }
  for (const decorator of file.written('Decorator')) {
    const call = bare(decorator.expression);
    if (call.type === 'CallExpression') yield* call.arguments.map((argument): Pair => [nameIn(call.callee), argument]);
  }
}

function* patternPairs(pattern: Node, init: Node | null): Generator<Pair> {
  const plain = init === null ? null : bare(init);
  if (plain === null) return;
  if (pattern.type === 'ArrayPattern' && plain.type === 'ArrayExpression') {
    for (const [index, element] of pattern.elements.entries())
      if (element) yield [nameIn(element), plain.elements[index] ?? null];
  } else if (isFunction(plain)) yield* returnPairs(nameIn(pattern), plain);
  else yield [nameIn(pattern), plain];
}

/** Functions that do something with a secret and answer how it went; others give back what they are named for. */
const ANSWERS = new Set([
  'verify', 'check', 'validate', 'is', 'has', 'compare', 'hash', 'encrypt', 'decrypt', 'sign', 'refresh', 'revoke',
  'reset', 'parse', 'decode', 'update', 'set', 'remove', 'delete', 'handle', 'on', 'use', 'with', 'test', 'should',
  'require', 'send', 'save', 'store', 'render', 'show',
]);

function* returnPairs(name: string | null, fn: FunctionNode): Generator<Pair> {
  if (name === null || ANSWERS.has(nameTokens(name)[0] ?? '')) return;
  for (const value of returnedExpressions(fn)) yield [name, value];
}

/** Verbs that give the thing they name; `getSecret('DB_PASSWORD')` asks for it instead. */
const GIVES = new Set([
  'set', 'with', 'use', 'add', 'put', 'login', 'compare', 'hash', 'verify', 'check', 'encrypt', 'decrypt', 'sign',
  'create', 'make', 'update', 'change', 'reset', 'store', 'save', 'new', 'digest', 'encode', 'attach',
]);
/** Calls whose first text names what the next one is. */
const KEYED = new Set([
  'set', 'append', 'header', 'setHeader', 'setRequestHeader', 'setItem', 'put', 'get', 'getOrThrow', 'getEnv', 'env',
  'config', 'field', 'cookie', 'param', 'attach', 'hset', 'hmset', 'define', 'option', 'default', 'auth', 'register',
  'provide',
]);
/** Constructions from pairs of a name and a value. */
const OF_PAIRS = /^(?:Map|WeakMap|Headers|URLSearchParams|FormData|fromEntries)$/;

function* callPairs(file: FileAnalysis, node: NodeOfType<'CallExpression' | 'NewExpression'>): Generator<Pair> {
  const callee = nameIn(node.callee);
  const args = node.arguments;
  if (callee === 'reverse') yield* reversedPairs(node.callee);
  if (callee === null || args.length === 0) return;
  for (let index = 0; KEYED.has(callee) && index + 1 < args.length; index += 1) {
    const key = textOf(args[index]!);
    // `--password [password]` describes an option, and the next text describes it further.
    yield [key !== null && /\s/.test(key) ? null : key, args[index + 1]!];
  }
  if (OF_PAIRS.test(callee) && bare(args[0]!).type === 'ArrayExpression') yield* entryPairs(bare(args[0]!));
  yield* loginPairs(callee, args);
  if (args.length === 1 && ASKS.has(callee)) yield* askedPairs(file, node.callee, args[0]!);
  const [verb = ''] = nameTokens(callee);
  if (args.length <= 2 && (node.type === 'NewExpression' || GIVES.has(verb)))
    yield* args.map((argument): Pair => [callee, argument]);
  // Finding the function is dear, and worth it only where a text is given.
  if (!args.some((argument) => GIVEN_TEXT.has(bare(argument).type))) return;
  for (const [index, param] of parametersOf(file, node).entries()) {
    const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
    yield [nameIn(inner.type === 'AssignmentPattern' ? inner.left : inner), args[index] ?? null];
  }
}

const GIVEN_TEXT = new Set<string>([
  'Literal', 'TemplateLiteral', 'BinaryExpression', 'LogicalExpression', 'ConditionalExpression', 'ArrayExpression',
]);

/**
 * What a client sends in a header of our own, and is compared with a text, is a key when it does not read like words.
 */
function comparedName(node: Node): string | null {
  const name = nameIn(node);
  return name !== null &&
    /^x-.*(?:admin|auth|internal|access|hook|service|sign|api)/i.test(name) &&
    !/version|type/i.test(name) &&
    maskGrade(name) === null
    ? 'key'
    : name;
}

/** Calls that take a name and a password, in this order. */
const LOGS_IN =
  /^(?:log(?:ged)?[iI]n|log[oO]n|sign[iI]n|sign[uU]p|authenticate|auth|basicAuth|createUser|addUser|createAccount|setCredentials|loginAs)$/;
/** Questions whether a text is among others. */
const ASKS = new Set(['includes', 'has', 'indexOf', 'test', 'startsWith', 'match']);

function* loginPairs(callee: string, args: readonly Node[]): Generator<Pair> {
  const [user, password] = args;
  if (!LOGS_IN.test(callee) || !user || !password || bare(password).type !== 'Literal') return;
  // Two texts: the second of them is no name of a strategy's option.
  if (/^[\w.@+-]+$/.test(textOf(user) ?? '') && /^\S{4,}$/.test(textOf(password) ?? '')) yield ['password', password];
}

/** The text a field is named with that a value is written into: `<input name="password" value="..." />`. */
function fieldOf(attribute: NodeOfType<'JSXAttribute'>): string | null {
  const element = attribute.parent;
  if (element.type !== 'JSXOpeningElement') return null;
  const named = element.attributes.flatMap((one) =>
    one.type === 'JSXAttribute' &&
    one.name.type === 'JSXIdentifier' &&
    /^(?:name|id|type)$/.test(one.name.name) &&
    one.value?.type === 'Literal'
      ? [String(one.value.value)]
      : [],
  );
  return named.find((name) => maskGrade(name) === 'sure') ?? null;
}

/** `['...'].includes(req.query.key)`, `/^...$/.test(password)` */
function* askedPairs(file: FileAnalysis, callee: Node, asked: Node): Generator<Pair> {
  const plain = bare(callee);
  const name = nameIn(asked);
  if (plain.type !== 'MemberExpression' || name === null || maskGrade(name) === null) return;
  const object = bare(plain.object);
  const variable = object.type === 'Identifier' ? file.variableOf(object) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  const among = binding?.kind === 'value' && binding.path.length === 0 && binding.init ? bare(binding.init) : object;
  // What a secret is looked up in by a name of its own is judged by that name.
  if (/^(?:ArrayExpression|NewExpression|Literal)$/.test(among.type)) yield [name, among];
}

/** `'...'.split('').reverse()`: nobody writes a word backwards but to hide it. */
function* reversedPairs(callee: Node): Generator<Pair> {
  const plain = bare(callee);
  const split = plain.type === 'MemberExpression' ? bare(plain.object) : null;
  const inner = split?.type === 'CallExpression' ? bare(split.callee) : null;
  if (inner?.type === 'MemberExpression' && memberName(inner) === 'split' && bare(inner.object).type === 'Literal')
    yield ['key', inner.object];
}

function* entryPairs(list: Node): Generator<Pair> {
  if (list.type !== 'ArrayExpression') return;
  for (const entry of list.elements) {
    const pair = entry ? bare(entry) : null;
    const [first, second] = pair?.type === 'ArrayExpression' ? pair.elements : [];
    if (first && second) yield [textOf(first), second];
  }
}

function parametersOf(file: FileAnalysis, node: NodeOfType<'CallExpression' | 'NewExpression'>): readonly Node[] {
  const callee = bare(node.callee);
  if (node.type === 'CallExpression') return file.localFunctionOf(node.callee)?.params ?? [];
  const variable = callee.type === 'Identifier' ? file.variableOf(callee) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  const members = binding?.kind === 'class' ? binding.node.body.body : [];
  const made = members.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  return made?.type === 'MethodDefinition' ? made.value.params : [];
}

/**
 * The name an expression or pattern ends in: `a`, `this.a`, `process.env['A']`, the text asked for in
 * `config.get('A')`.
 */
function nameIn(node: Node): string | null {
  const plain = bare(node);
  switch (plain.type) {
    case 'Identifier':
      return plain.name;
    case 'MemberExpression':
      return memberName(plain);
    case 'CallExpression':
      return plain.arguments[0] ? textOf(plain.arguments[0]) : null;
    case 'AssignmentPattern':
      return nameIn(plain.left);
    case 'LogicalExpression':
      return nameIn(plain.right) ?? nameIn(plain.left);
    default:
      return null;
  }
}
