import {
  bare,
  dottedName,
  isFunction,
  loggerCalls,
  memberName,
  outer,
  propertyOf,
  textsBehind,
  type CallNode,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

const MAX_HOPS = 20;
/** Helpers that helpers call. */
const INERT_HOPS = 3;
/** Calls of texts and numbers that do nothing but give another text or number. */
const PLAIN = /^(?:String|Number|Boolean|parseInt|encodeURIComponent|JSON\.stringify|URL|Date|RegExp)$/;

/** Calls that ask a list, a text, a pattern or a table of the program. */
const READING = /^(?:startsWith|endsWith|includes|has|get|some|every|contains|test|match)$/;

/** What follows is left out. */
const LEAVING = ['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'] as const;

/** How far a claim may reach before it decides something. */
interface Watch {
  readonly file: FileAnalysis;
  /** The function before pages in which it only chooses among redirects. */
  readonly gate: FunctionNode | null;
  readonly loggers: ReadonlySet<Node>;
  /** Variables whose reads are being looked at, or were. */
  readonly seen: Set<unknown>;
}

/** Whatever becomes of a decoded token is written to a log, or thrown away. */
export function isOnlyLogged(file: FileAnalysis, decoded: Node): boolean {
  return isIdle(watchOf(file, null), decoded, MAX_HOPS);
}

/** The function before pages is one, by its own setting, that no path of an interface for programs reaches. */
export function leavesInterfaceOut(file: FileAnalysis): boolean {
  const places = file.libraries.flatMap(({ standsBefore }) => standsBefore ?? []);
  return places.some(({ paths }) => {
    const setting =
      paths && file.nodes('VariableDeclarator').find(({ id }) => id.type === 'Identifier' && id.name === paths.export);
    const options = setting?.init ? bare(setting.init) : null;
    const matcher = options?.type === 'ObjectExpression' && paths ? propertyOf(options, paths.member) : null;
    const texts = matcher && matcher !== 'unknown' ? textsBehind(file, matcher.value).map(({ text }) => text) : [];
    return texts.length > 0 && texts.every((text) => isPathOfPages(text));
  });
}

/** `/admin/:path*`, `/((?!api|_next).*)`, but not `/((?!api/auth).*)`, which all other paths below `api` match. */
function isPathOfPages(text: string): boolean {
  return /^\/\(+\?!(?:[^)]*\|)?\/?api(?:\/?[|)]|\/\.\*)|^\/(?!api\b)[\w-]+(?:\/|$)|^\/$/.test(text);
}

/** A decoded token only chooses where pages send their reader: a function before pages gives nothing but redirects. */
export function isOnlyForPages(file: FileAnalysis, decoded: Node): boolean {
  const gate = pageGateAround(file, decoded);
  return gate !== null && isIdle(watchOf(file, gate), decoded, MAX_HOPS);
}

function watchOf(file: FileAnalysis, gate: FunctionNode | null): Watch {
  return { file, gate, loggers: new Set(loggerCalls(file).map(({ node }) => node)), seen: new Set() };
}

/** The function around a node that a framework runs before its pages, as its file and its name there say. */
function pageGateAround(file: FileAnalysis, node: Node): FunctionNode | null {
  const fn = file.functionOf(node);
  const places = file.libraries.flatMap(({ standsBefore }) => standsBefore ?? []);
  const named = fn ? file.entries.exportedAs(fn) : [];
  return places.some(
    (place) => new RegExp(place.file).test(file.file) && place.exports?.some((name) => named.includes(name)),
  )
    ? fn
    : null;
}

/** Nothing that is done with this value decides anything. */
function isIdle(watch: Watch, value: Node, hops: number): boolean {
  if (hops === 0) return false;
  const node = outer(value);
  const { parent } = node;
  const whole = (around: Node): boolean => isIdle(watch, around, hops - 1);
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'MemberExpression':
      return isIdleMember(watch, parent, hops);
    case 'VariableDeclarator':
      return isIdleName(watch, parent.id, hops);
    case 'AssignmentExpression':
      if (parent.left === node) return true;
      return isOwnName(watch, parent.left) && isIdleName(watch, parent.left, hops) && whole(parent);
    case 'LogicalExpression':
      return (parent.right === node || isInert(watch, parent.right)) && whole(parent);
    case 'ConditionalExpression':
      return (
        (parent.test !== node || [parent.consequent, parent.alternate].every((branch) => isInert(watch, branch))) &&
        whole(parent)
      );
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'TemplateLiteral':
    case 'SpreadElement':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'Property':
      return whole(parent);
    case 'IfStatement':
      return [parent.consequent, parent.alternate].every((branch) => !branch || isInert(watch, branch));
    case 'ForOfStatement':
      return parent.right === node && isInert(watch, parent.body) && isIdleLoop(watch, parent.left, hops);
    case 'CallExpression':
    case 'NewExpression':
      return isIdleArgument(watch, parent, node, hops);
    case 'ArrowFunctionExpression':
    case 'ReturnStatement':
      return isIdleResult(watch, node, hops);
    default:
      return false;
  }
}

function isIdleMember(watch: Watch, member: Node, hops: number): boolean {
  const call = outer(member).parent;
  const isCalled = call?.type === 'CallExpression' && bare(call.callee) === member;
  if (!isCalled) return isIdle(watch, member, hops - 1);
  return !call.arguments.some((given) => mayRun(watch, given)) && isIdle(watch, call, hops - 1);
}

/** A function that the method is given, by its name or whole: it sees the claims. */
function mayRun({ file }: Watch, given: Node): boolean {
  const plain = bare(given);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  return (
    isFunction(plain) ||
    file.localFunctionOf(plain) !== null ||
    (variable?.defs.some(({ type }) => type === 'ImportBinding') ?? false)
  );
}

/** Every read of what is bound there. */
function isIdleName(watch: Watch, name: Node, hops: number): boolean {
  switch (name.type) {
    case 'ObjectPattern':
      return name.properties.every((part) =>
        isIdleName(watch, part.type === 'Property' ? part.value : part.argument, hops - 1),
      );
    case 'ArrayPattern':
      return name.elements.every((part) => !part || isIdleName(watch, part, hops - 1));
    case 'AssignmentPattern':
      return isIdleName(watch, name.left, hops);
    case 'Identifier':
      return isIdleVariable(watch, name, hops);
    default:
      return false;
  }
}

function isIdleVariable({ file, seen, ...rest }: Watch, name: TSESTree.Identifier, hops: number): boolean {
  const variable = file.variableOf(name);
  if (!variable || seen.has(variable)) return variable !== null;
  seen.add(variable);
  const reads = variable.references.filter((reference) => reference.isRead());
  return (
    reads.length > 0 && reads.every(({ identifier }) => isIdle({ file, seen, ...rest }, identifier as Node, hops - 1))
  );
}

function isIdleLoop(watch: Watch, left: Node, hops: number): boolean {
  const [declared] = left.type === 'VariableDeclaration' ? left.declarations : [];
  return declared !== undefined && isIdleName(watch, declared.id, hops);
}

/** A variable of the function itself: nobody else reads it. */
function isOwnName({ file }: Watch, name: Node): boolean {
  const definition = name.type === 'Identifier' ? file.variableOf(name)?.defs[0]?.name : undefined;
  return definition !== undefined && file.functionOf(definition) !== null;
}

function isIdleArgument(watch: Watch, call: CallNode, given: Node, hops: number): boolean {
  if (call.type === 'TaggedTemplateExpression' || call.callee === given) return false;
  if (watch.loggers.has(call)) return true;
  if (isPlain(call) || leadsTo(watch, call, given)) return isIdle(watch, call, hops - 1);
  const fn = watch.file.localFunctionOf(call.callee);
  const parameter = fn?.params[call.arguments.indexOf(given as never)];
  return parameter !== undefined && isIdleName(watch, parameter, hops - 1) && isIdle(watch, call, hops - 1);
}

function isPlain(call: CallNode): boolean {
  return call.type !== 'TaggedTemplateExpression' && PLAIN.test(dottedName(call.callee) ?? '');
}

/** `NextResponse.redirect(url)` in a function before pages. */
function isAnswerOfPages({ file, gate }: Watch, call: CallNode): boolean {
  if (gate === null) return false;
  const model = file.libraryCall(call)?.call;
  return model?.goesOn === 'returned' || model?.sinks?.some(({ kind }) => kind === 'redirect-target') === true;
}

/** An answer with the address it leads to; one that lets the request go on hands whatever else it is given to others. */
function leadsTo(watch: Watch, call: CallNode, given: Node): boolean {
  if (!isAnswerOfPages(watch, call)) return false;
  const plain = bare(given);
  return watch.file.libraryCall(call)?.call.goesOn !== 'returned' || (plain.type === 'NewExpression' && isPlain(plain));
}

/** What a function gives back: to a library that writes logs, as a redirect, or to calls in this file. */
function isIdleResult(watch: Watch, node: Node, hops: number): boolean {
  const { file, gate } = watch;
  const fn = node.parent?.type === 'ArrowFunctionExpression' ? node.parent : file.functionOf(node);
  if (!fn || (fn === node.parent && fn.body !== node)) return false;
  if (fn === gate) return isAnswerOfPages(watch, bare(node) as CallNode);
  if (isWritten(file, fn)) return true;
  const calls = file.entries.exportedAs(fn).length > 0 ? [] : file.callsTo(fn);
  return calls.length > 0 && calls.every((call) => isIdle(watch, call, hops - 1));
}

/** A library that writes logs runs the function for what it writes: `logger({ dynamicMeta: (req) => ... })`. */
function isWritten(file: FileAnalysis, fn: FunctionNode): boolean {
  let given = outer(fn);
  while (given.parent?.type === 'Property' || given.parent?.type === 'ObjectExpression') given = outer(given.parent);
  const call = given.parent;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
  return call.callee !== given && file.libraryCall(call)?.symbol.model.family === 'logging';
}

/** Nothing is done there besides writing logs; before pages, also nothing besides reading and giving redirects. */
function isInert(watch: Watch, branch: Node, hops = INERT_HOPS): boolean {
  const { file, gate, loggers } = watch;
  const within = (node: Node): boolean => node.range[0] >= branch.range[0] && node.range[1] <= branch.range[1];
  const calls = file.nodes('CallExpression', 'NewExpression', 'TaggedTemplateExpression').filter(within);
  if (gate !== null)
    return calls.every((call) => isPlain(call) || isAnswerOfPages(watch, call) || isReading(watch, call, hops));
  return (
    calls.every((call) => loggers.has(call) || isPlain(call)) &&
    !file
      .nodes(
        'AssignmentExpression',
        'UpdateExpression',
        'AwaitExpression',
        'YieldExpression',
        'UnaryExpression',
        ...LEAVING,
      )
      .some((node) => within(node) && (node.type !== 'UnaryExpression' || node.operator === 'delete'))
  );
}

/** A call that changes nothing and asks nobody, as far as its model, its name or its body says. */
function isReading(watch: Watch, call: CallNode, hops: number): boolean {
  const { file } = watch;
  const model = file.libraryCall(call)?.call;
  if (model) return !model.query && !model.external && !model.cookie && !model.response && !model.sinks?.length;
  if (call.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  if (callee.type === 'MemberExpression') return READING.test(memberName(callee) ?? '');
  const fn = file.localFunctionOf(callee);
  return fn !== null && hops > 0 && isInert(watch, fn.body, hops - 1);
}
