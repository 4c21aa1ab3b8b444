import {
  bare,
  dottedName,
  type FileAnalysis,
  keyOf,
  memberName,
  nameTokens,
  type Node,
  outer,
  unwrap,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** A variable of the environment that is read. */
export interface EnvironmentRead {
  readonly node: TSESTree.MemberExpression;
  readonly name: string;
}

/** `process.env.X` and `import.meta.env.X`, where X is fixed. */
export function environmentReads(file: FileAnalysis): EnvironmentRead[] {
  return file.nodes('MemberExpression').flatMap((node): EnvironmentRead[] => {
    const name = memberName(node);
    const object = bare(node.object);
    if (name === null || object.type !== 'MemberExpression' || memberName(object) !== 'env') return [];
    const root = bare(object.object);
    const isProcess = root.type === 'Identifier' && root.name === 'process' && file.variableOf(root) === null;
    return isProcess || root.type === 'MetaProperty' ? [{ node, name }] : [];
  });
}

const SWITCHES = new Set([
  'enable', 'enabled', 'enables', 'disable', 'disabled', 'debug', 'verbose', 'allow', 'allowed', 'use', 'skip', 'force',
  'is', 'has', 'should', 'with', 'without', 'ssl', 'tls', 'secure', 'dry', 'mock', 'feature', 'flag', 'toggle', 'trust',
  'strict', 'silent', 'quiet', 'on', 'off', 'auto',
]);
/** The last word says that the value is a thing, not a switch. */
const THINGS = new Set([
  'url', 'uri', 'key', 'secret', 'token', 'id', 'host', 'path', 'file', 'dir', 'name', 'port', 'email', 'user',
  'password', 'cert', 'ca', 'dsn', 'list', 'origins', 'origin', 'domain', 'domains', 'address', 'string', 'version',
  'mode', 'level', 'env', 'region', 'bucket', 'json', 'config', 'namespace', 'namespaces', 'prefix', 'endpoint',
  'account', 'proxy', 'hops', 'limit', 'size', 'timeout', 'count', 'max', 'min', 'interval', 'seconds', 'ms',
]);

/** Is a variable a switch that people set to `false`? What is set by tools and only ever `1` or absent is none. */
export function isSwitch(name: string): boolean {
  const tokens = nameTokens(name);
  const last = tokens.at(-1) ?? '';
  if (name === 'CI' || /^(?:npm_|NODE_|VERCEL|GITHUB_|NO_COLOR|FORCE_COLOR)/.test(name) || THINGS.has(last))
    return false;
  // `NO_COLOR`, `FORCE_NO_PRETTY`: there or not there, by the custom that began with the former. Nobody writes
  // `NO_INIT=false`.
  if (tokens.includes('no')) return false;
  const [first] = tokens;
  return (
    (first !== undefined && SWITCHES.has(first)) ||
    /^(?:enabled?|disabled?|debug|verbose|ssl|tls|on|off)$/.test(last) ||
    (first === 'next' && tokens[1] === 'public' && SWITCHES.has(tokens[2] ?? ''))
  );
}

/**
 * The test or conversion that takes any text for true: `if (x)`, `x ? a : b`, `!x`, `Boolean(x)`; null when the text is
 * compared or handed on.
 */
export function truthTestOf(file: FileAnalysis, read: Node): Node | null {
  const whole = outer(read);
  const { parent } = whole;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      // Who asks whether it is set, to read it then, takes it for what it is.
      return parent.test === whole && !isReadAgain(file, parent, read) ? whole : null;
    case 'UnaryExpression':
      // `!X || X !== 'true'` compares right away.
      return parent.operator === '!' && !isComparedBeside(file, parent, read) ? whole : null;
    case 'LogicalExpression':
      // `X && X !== 'false'` compares right away.
      if (parent.operator === '??' || file.text.slice(...parent.right.range).includes(file.text.slice(...read.range)))
        return null;
      return parent.left === whole && parent.operator === '&&' ? whole : truthTestOf(file, parent);
    case 'CallExpression': {
      const callee = bare(parent.callee);
      return callee.type === 'Identifier' && callee.name === 'Boolean' && file.variableOf(callee) === null
        ? parent
        : null;
    }
    default:
      return null;
  }
}

/**
 * The test decides which way the program goes, `if (X)` or `X ? a : b`, and is kept nowhere: a switch that is there or
 * not.
 */
export function isBranchTest(test: Node): boolean {
  let whole = outer(test);
  while (
    whole.parent &&
    (whole.parent.type === 'LogicalExpression' ||
      (whole.parent.type === 'UnaryExpression' && whole.parent.operator === '!'))
  )
    whole = outer(whole.parent);
  const { parent } = whole;
  return (
    parent?.type === 'ExpressionStatement' ||
    ((parent?.type === 'IfStatement' ||
      parent?.type === 'ConditionalExpression' ||
      parent?.type === 'WhileStatement') &&
      parent.test === whole)
  );
}

/** Another operand of the condition around it reads the same variable. */
function isComparedBeside(file: FileAnalysis, operand: Node, read: Node): boolean {
  let whole = outer(operand);
  while (whole.parent?.type === 'LogicalExpression') whole = outer(whole.parent);
  const text = file.text.slice(...read.range);
  return (
    file.text.slice(whole.range[0], operand.range[0]) + file.text.slice(operand.range[1], whole.range[1])
  ).includes(text);
}

function isReadAgain(file: FileAnalysis, branch: Node, read: Node): boolean {
  return file.text.slice(read.range[1], branch.range[1]).includes(file.text.slice(...read.range));
}

/** The conversion to a number of a variable that may be missing; null when something around it takes care of that. */
export function openNumberOf(file: FileAnalysis, read: Node): TSESTree.CallExpression | null {
  const whole = outer(read);
  const call = whole.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== whole || !isNumberConversion(file, call)) return null;
  if (isAskedFor(file, call, read)) return null;
  return isCheckedNumber(file, call) ? null : call;
}

function isNumberConversion(file: FileAnalysis, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  const name = callee.type === 'Identifier' ? callee : callee.type === 'MemberExpression' ? bare(callee.object) : null;
  return (
    name?.type === 'Identifier' &&
    file.variableOf(name) === null &&
    /^(?:Number(?:\.parse(?:Int|Float))?|parse(?:Int|Float))$/.test(file.text.slice(...callee.range))
  );
}

/** A branch around it, or a test before it in the same function, asks for the variable first. */
function isAskedFor(file: FileAnalysis, call: Node, read: Node): boolean {
  const text = file.text.slice(...read.range).replace('!', '');
  for (let node: Node = call, parent = call.parent; parent; node = parent, parent = parent.parent) {
    if (
      (parent.type === 'ConditionalExpression' || parent.type === 'IfStatement') &&
      parent.test !== node &&
      file.text.slice(...parent.test.range).includes(text)
    )
      return true;
    if (
      parent.type === 'LogicalExpression' &&
      parent.right === node &&
      file.text.slice(...parent.left.range).includes(text)
    )
      return true;
    if (parent.type === 'BlockStatement' || parent.type === 'Program') {
      const before = parent.body.filter(
        (statement) =>
          statement.range[1] <= node.range[0] &&
          (statement.type === 'IfStatement' || statement.type === 'ExpressionStatement'),
      );
      if (
        before.some((statement) =>
          file.text.slice(...(statement.type === 'IfStatement' ? statement.test : statement).range).includes(text),
        )
      )
        return true;
    }
  }
  return false;
}

/**
 * Clients of every kind read `options.port || 25`: no number is the port they know. A server that is told to listen
 * there fails at once.
 */
function isPortOfAClient(whole: Node): boolean {
  const { parent } = whole;
  if (
    parent?.type !== 'Property' ||
    parent.value !== whole ||
    parent.parent.type !== 'ObjectExpression' ||
    keyOf(parent.key, parent.computed) !== 'port'
  )
    return false;
  const call = outer(parent.parent).parent;
  return call?.type !== 'CallExpression' || !/(?:^|\.)(?:listen|serve)$/.test(dottedName(call.callee) ?? '');
}

/** `|| 10`, a comparison, `Number.isNaN`, a condition, or a schema: directly or through a const. */
function isCheckedNumber(file: FileAnalysis, call: Node): boolean {
  const whole = outer(call);
  if (takesCare(file, whole) || isPortOfAClient(whole)) return true;
  const { parent } = whole;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const reads = (file.variableOf(parent.id)?.references ?? [])
    .filter((reference) => reference.identifier !== parent.id)
    .map(({ identifier }) => outer(identifier));
  return reads.some((read) => takesCare(file, read)) || (reads.length > 0 && reads.every(isPortOfAClient));
}

function takesCare(file: FileAnalysis, whole: Node): boolean {
  const { parent } = whole;
  switch (parent?.type) {
    case 'LogicalExpression':
      if (parent.left === whole) return parent.operator !== '??';
      // `args.port || Number(X) || 80`: what is no number here is none of the whole.
      return takesCare(file, outer(parent));
    case 'IfStatement':
      return parent.test === whole;
    case 'ConditionalExpression':
      return parent.test === whole || takesCare(file, outer(parent));
    case 'UnaryExpression':
      return parent.operator === '!' || (parent.operator === '-' && takesCare(file, outer(parent)));
    case 'BinaryExpression':
      return (
        /^(?:[<>]=?|[!=]==?)$/.test(parent.operator) ||
        (/^(?:[-*/%]|\*\*)$/.test(parent.operator) && takesCare(file, outer(parent)))
      );
    case 'CallExpression':
      if (/^Math\.(?:abs|ceil|floor|max|min|round|trunc)$/.test(dottedName(parent.callee) ?? ''))
        return takesCare(file, outer(parent));
      return (
        parent.callee !== whole &&
        /isNaN|isFinite|isInteger|parse|validate|check|assert|clamp|number/i.test(
          file.text.slice(...unwrap(parent.callee).range),
        )
      );
    default:
      return false;
  }
}
