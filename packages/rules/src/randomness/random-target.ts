import {
  bare,
  boundColumn,
  conditionsAt,
  type FileAnalysis,
  type FunctionNode,
  isCredentialKey,
  isFunction,
  isGuessableSecret,
  isKeyed,
  isMade,
  isMailedLink,
  isSecretName,
  keyOf,
  memberName,
  nameOf,
  type Node,
  outer,
  textOf,
  type Value,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { excerpt } from '../evidence.js';

const MAX_VISITS = 60;
const STRONG = /crypto|randomUUID|getRandomValues|randomBytes|randomInt/;
/** Methods that give back what their callback made, put together. */
const COLLECTING = new Set(['map', 'flatMap', 'from', 'replace', 'replaceAll', 'reduce', 'fill']);
/** A time after which something is no longer valid says nothing of what makes it hard to guess. */
const END = /expir|deadline|\bttl\b|valid_?until/i;
const CHARACTERS = /char|alphabet|letter|digit|possible|symbol|number|upper|lower|pool|dictionary/i;

/** Where a random value ends up that must not be guessed. */
export interface RandomTarget {
  readonly name: string;
  /** The name, key or argument that says so. */
  readonly node: Node;
}

/** `picked`: an element chosen by a random index. One of several keys is no new key; characters put together are. */
interface Carried {
  readonly node: Node;
  readonly picked: boolean;
}

/**
 * Follows a random value forward through the file: conversions, arithmetic, text, names, returns and calls of local
 * functions. `isSecret` says which names are meant.
 */
export function randomTarget(
  file: FileAnalysis,
  source: Node,
  isSecret: (name: string) => boolean = isGuessableSecret,
): RandomTarget | null {
  if (hasStrongSibling(source)) return null;
  const inputs = [...file.sinks('secret'), ...file.sinks('password-hash'), ...file.sinks('initial-vector')];
  const secretInputs = new Set(inputs.map((sink) => sink.node as Node));
  const makers = new Map(inputs.flatMap(({ node }) => [[file.localFunctionOf(node), node] as const]));
  const seen = new Set<Node>();
  const open: Carried[] = [{ node: source, picked: false }];
  for (let next = open.pop(); next && seen.size < MAX_VISITS; next = open.pop()) {
    const whole = outer(next.node);
    if (seen.has(whole)) continue;
    seen.add(whole);
    if (!next.picked && (secretInputs.has(whole) || secretInputs.has(next.node)))
      return { name: excerpt(file.text, whole.range), node: whole };
    const step = stepFrom({ file, isSecret, makers }, whole, next.picked);
    if (step === null) continue;
    if ('name' in step) return step;
    open.push(...step.on);
  }
  return null;
}

type Forward = RandomTarget | { readonly on: readonly Carried[] } | null;

/** The file, and the names that are looked for. */
interface Search {
  readonly file: FileAnalysis;
  readonly isSecret: (name: string) => boolean;
  /** Functions that make what must not be guessed, where they are handed over. */
  readonly makers: ReadonlyMap<FunctionNode | null, Node>;
}

function stepFrom(search: Search, node: Node, picked: boolean): Forward {
  const { file, isSecret } = search;
  const { parent } = node;
  if (!parent) return null;
  const named = (name: string | null, at: Node): RandomTarget | null =>
    name !== null && !picked && isSecret(name) ? { name, node: at } : null;
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'Identifier' && !END.test(parent.id.name)
        ? (named(parent.id.name, parent.id) ?? { on: readsOf(file, parent.id, picked) })
        : null;
    case 'AssignmentExpression':
      return parent.right === node ? assigned(search, parent, picked) : null;
    case 'AssignmentPattern':
      return parent.right === node && parent.left.type === 'Identifier' ? named(parent.left.name, parent.left) : null;
    case 'Property':
      return parent.value === node && parent.parent.type === 'ObjectExpression'
        ? (named(keyOf(parent.key, parent.computed), parent.key) ?? { on: readsOfEntry(file, parent, picked) })
        : null;
    case 'PropertyDefinition':
      return parent.value === node ? named(keyOf(parent.key, parent.computed), parent.key) : null;
    case 'MemberExpression':
      return member(file, parent, node, picked);
    case 'CallExpression':
    case 'NewExpression':
      return passed(search, parent, node, picked);
    case 'BinaryExpression':
      return /^(?:[-+*/%|^&]|\*\*|<<|>>>?)$/.test(parent.operator) && !isMixed(file, [parent.left, parent.right], node)
        ? on(parent, parent.operator === '+' ? false : picked)
        : null;
    case 'UnaryExpression':
      return /^[-+~]$/.test(parent.operator) ? on(parent, picked) : null;
    case 'TemplateLiteral':
      return isMixed(file, parent.expressions, node) ? null : on(parent, false);
    case 'LogicalExpression':
      return parent.right === node && file.valueOf(parent.left).random ? null : on(parent, picked);
    case 'ConditionalExpression': {
      if (parent.test === node) return null;
      const other = parent.consequent === node ? parent.alternate : parent.consequent;
      return file.valueOf(other).random ? null : on(parent, picked);
    }
    case 'ArrayExpression': {
      if (
        isMixed(
          file,
          parent.elements.filter((element) => element !== null),
          node,
        )
      )
        return null;
      const column = boundColumn(file, node);
      return named(column, node) ?? (column === null ? on(parent, picked) : null);
    }
    case 'SpreadElement':
    case 'AwaitExpression':
      return on(parent, picked);
    case 'ReturnStatement':
      return returned(search, file.functionOf(parent), picked);
    case 'ArrowFunctionExpression':
      return parent.body === node ? returned(search, parent, picked) : null;
    default:
      return null;
  }
}

function on(node: Node, picked: boolean): Forward {
  return { on: [{ node, picked }] };
}

/** The value is added to a random or secret one, so guessing it alone does not help. */
function isMixed(file: FileAnalysis, parts: readonly Node[], own: Node): boolean {
  return parts.some((part) => {
    if (part === own) return false;
    const plain = bare(part);
    const name =
      plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : null;
    const value = file.valueOf(part);
    return value.random === true || mayBeRandom(value) || (name !== null && isSecretName(name) && !value.weakRandom);
  });
}

/** An identifier that a function out of sight makes: `generatePublicId()`. */
function mayBeRandom(value: Value): boolean {
  const maker = value.unknown.find((reason) => reason.kind === 'call' || reason.kind === 'import');
  return (
    maker !== undefined &&
    /^(?:generate|create|make|new|gen|random)\w*(?:id|token|string|hex|bytes|key|secret|code|uid)s?$|nanoid|uuid|cuid|random/i.test(
      maker.name,
    )
  );
}

function assigned(
  { file, isSecret }: Search,
  { left, operator }: TSESTree.AssignmentExpression,
  picked: boolean,
): Forward {
  const stillPicked = operator === '+=' ? false : picked;
  const target = bare(left);
  const name =
    target.type === 'Identifier' ? target.name : target.type === 'MemberExpression' ? memberName(target) : null;
  if (name !== null && !stillPicked && isSecret(name)) return { name, node: target };
  if (target.type === 'Identifier') return { on: readsOf(file, target, stillPicked) };
  // `bytes[i] = random`: the list is as random as its elements.
  const list = target.type === 'MemberExpression' && target.computed ? bare(target.object) : null;
  return list?.type === 'Identifier' && isOwnList(file, list)
    ? { on: readsOf(file, list, false).filter((read) => read.node !== list) }
    : null;
}

/** A list or buffer that is made empty here, to be filled. */
function isOwnList(file: FileAnalysis, name: TSESTree.Identifier): boolean {
  const made = file.variableOf(name)?.defs[0]?.node as Node | undefined;
  const init = made?.type === 'VariableDeclarator' && made.init ? bare(made.init) : null;
  if (init?.type === 'ArrayExpression') return init.elements.length === 0;
  if (init?.type === 'NewExpression')
    return /^(?:Array|Uint\d+(?:Clamped)?Array)$/.test(file.text.slice(...init.callee.range));
  return (
    init?.type === 'CallExpression' &&
    /^(?:Buffer\.alloc(?:Unsafe)?|Array)$/.test(file.text.slice(...init.callee.range))
  );
}

/** Reads of an entry of an object that is kept in a constant: `made.value` of `{ value: random }`. */
function readsOfEntry(file: FileAnalysis, entry: TSESTree.Property, picked: boolean): Carried[] {
  const key = keyOf(entry.key, entry.computed);
  const holder = outer(entry.parent).parent;
  if (key === null || holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return [];
  return readsOf(file, holder.id, picked).flatMap(({ node }) =>
    node.parent?.type === 'MemberExpression' && node.parent.object === node && memberName(node.parent) === key
      ? [{ node: node.parent, picked }]
      : [],
  );
}

function readsOf(file: FileAnalysis, name: TSESTree.Identifier, picked: boolean): Carried[] {
  const variable = file.variableOf(name);
  return (variable?.references ?? [])
    .filter((reference) => reference.isRead() && !(reference.isWrite() && reference.identifier === name))
    .map((reference) => ({ node: reference.identifier, picked }));
}

function member(file: FileAnalysis, parent: TSESTree.MemberExpression, node: Node, picked: boolean): Forward {
  if (parent.object === node) {
    const call = outer(parent).parent;
    const name = memberName(parent);
    // A list that is filled elsewhere, or a question about the value.
    if (call?.type !== 'CallExpression' || bare(call.callee) !== parent || name === null)
      return parent.computed ? on(parent, true) : null;
    return /^(?:includes|indexOf|has|test|startsWith|endsWith|push|forEach|some|every|equals|sort|length)$/.test(name)
      ? null
      : on(call, name === 'join' ? false : picked);
  }
  // `alphabet[random]` is a character, `keys[random]` one of several keys.
  const value = file.valueOf(parent.object);
  return on(
    parent,
    !(
      typeof value.constant === 'string' ||
      (value.shapes.length === 1 && value.shapes[0] === 'str') ||
      CHARACTERS.test(file.text.slice(...parent.object.range))
    ),
  );
}

function passed(
  { file, isSecret }: Search,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  node: Node,
  picked: boolean,
): Forward {
  const index = call.arguments.indexOf(node as TSESTree.CallExpressionArgument);
  if (index < 0) return null;
  const before = call.arguments[index - 1];
  const key = before ? textOf(before) : null;
  if (
    before &&
    key !== null &&
    /^\S+$/.test(key) &&
    index === 1 &&
    !picked &&
    (isSecret(key) || (isSecret === isGuessableSecret && isCredentialKey(key)))
  )
    return { name: key, node: before };
  const callee = bare(call.callee);
  // A point in time, whatever it is kept as.
  if (
    call.type === 'NewExpression' &&
    callee.type === 'Identifier' &&
    callee.name === 'Date' &&
    file.variableOf(callee) === null
  )
    return null;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (method === 'push' && callee.type === 'MemberExpression' && bare(callee.object).type === 'Identifier')
    return { on: readsOf(file, bare(callee.object) as TSESTree.Identifier, false) };
  if ((method === 'charAt' || method === 'at') && callee.type === 'MemberExpression')
    return on(call, method === 'at' && !CHARACTERS.test(file.text.slice(...callee.object.range)));
  if (!picked && isSecret === isGuessableSecret && isMailedLink(file, call, node))
    return { name: excerpt(file.text, node.range), node };
  const fn = file.localFunctionOf(call.callee);
  if (fn) {
    const param = fn.params[index];
    return param?.type === 'Identifier' && !picked && isSecret(param.name) ? { name: param.name, node: param } : null;
  }
  const library = file.libraryCall(call);
  const result = library?.call.result?.is;
  const keyed = callee.type === 'MemberExpression' && isKeyed(file, callee.object);
  return !keyed &&
    (result === 'derived' || result === 'sanitized' || result === 'safe') &&
    !isMixed(file, call.arguments, node)
    ? on(call, picked)
    : null;
}

/** What a function gives back is what its name says, or goes to its callers in this file. */
function returned({ file, isSecret, makers }: Search, fn: FunctionNode | null, picked: boolean): Forward {
  if (!fn) return null;
  const given = makers.get(fn);
  if (given && !picked) return { name: optionName(given) ?? excerpt(file.text, given.range), node: given };
  const holder = outer(fn).parent;
  if (holder?.type === 'CallExpression' && holder.callee !== fn) {
    const callee = bare(holder.callee);
    const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
    return method !== null && COLLECTING.has(method) ? on(holder, false) : null;
  }
  const name = nameOf(fn)?.split('.').at(-1) ?? null;
  if (name !== null && !picked && isMade(name, isSecret)) return { name, node: fn.id ?? fn };
  return { on: file.callsTo(fn).map((call) => ({ node: call, picked })) };
}

/** `genid: () => ...`: the name of the setting. */
function optionName(given: Node): string | null {
  const { parent } = outer(given);
  return parent?.type === 'Property' ? keyOf(parent.key, parent.computed) : null;
}

/** The branch for runtimes without a cryptographic source: `if (globalThis.crypto) ... else ...`. */
function hasStrongSibling(node: Node): boolean {
  return conditionsAt(node).some(({ test }) => STRONG.test(textBehind(test))) || isInCatch(node);
}

function textBehind(test: Node): string {
  const plain = bare(test);
  if (plain.type === 'Identifier') return plain.name;
  if (plain.type === 'MemberExpression') return `${textBehind(plain.object)}.${memberName(plain) ?? ''}`;
  if (plain.type === 'UnaryExpression') return textBehind(plain.argument);
  if (plain.type === 'BinaryExpression' || plain.type === 'LogicalExpression')
    return `${textBehind(plain.left)} ${textBehind(plain.right)}`;
  if (plain.type === 'CallExpression') return textBehind(plain.callee);
  return '';
}

function isInCatch(node: Node): boolean {
  for (let current: Node | undefined = node; current && !isFunction(current); current = current.parent)
    if (current.type === 'CatchClause') return true;
  return false;
}
