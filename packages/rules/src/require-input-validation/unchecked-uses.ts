import {
  argumentsOf,
  bare,
  conditionsAt,
  isFunction,
  isOpenFor,
  memberName,
  requestHandlerAround,
  runsWithin,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
  type Value,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { parsesForSure } from './known-texts.js';

/** A method only text has, called on input that may be a list or an object. */
export interface TextMethod {
  readonly node: TSESTree.CallExpression;
  readonly receiver: Node;
  readonly method: string;
  readonly value: Value;
}

/** Lists have `slice`, `includes`, `indexOf` and `concat` too. */
const TEXT_ONLY = new Set([
  'split', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'startsWith',
  'endsWith', 'charAt', 'charCodeAt', 'substring', 'substr', 'padStart', 'padEnd', 'match', 'matchAll', 'localeCompare',
  'normalize', 'repeat',
]);

export function textMethods(file: FileAnalysis): TextMethod[] {
  return file.callsNamed(...TEXT_ONLY).flatMap((node): TextMethod[] => {
    if (node.type !== 'CallExpression') return [];
    const callee = bare(node.callee);
    const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
    if (callee.type !== 'MemberExpression' || method === null || !isRead(callee.object)) return [];
    const value = file.valueOf(callee.object);
    const maybeList = value.shapes.includes('str') && (value.shapes.includes('arr') || value.shapes.includes('obj'));
    return maybeList &&
      !isOpenFor(value.unknownFor, 'object-path') &&
      isRaw(value) &&
      isAsItCame(value) &&
      isInHandler(file, node) &&
      !isCaught(file, node) &&
      !isRefusedAlike(file, node)
      ? [{ node, receiver: callee.object, method, value }]
      : [];
  });
}

/** What is read from the request as it came, or a name for it; what a call made of it is not known to be a list. */
function isRead(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'MemberExpression' || plain.type === 'Identifier';
}

/** Only names stand between the request and here: what a parser or a loop made of it has a shape of its own. */
function isAsItCame({ steps }: Value): boolean {
  return steps.slice(1).every(({ what }) => what.startsWith('becomes `'));
}

/** A call that throws on malformed text, given text of the request. */
export interface ThrowingParse {
  readonly call: LibraryCall;
  readonly value: Value;
}

export function throwingParses(file: FileAnalysis): ThrowingParse[] {
  return file.callsWith('throwsOn').flatMap((call): ThrowingParse[] => {
    const { throwsOn } = call.call;
    const [input, base] =
      throwsOn === undefined
        ? []
        : [argumentsOf(call, throwsOn)[0], call.form === 'new' ? argumentsOf(call, 1)[0] : undefined];
    // Nearly every relative address resolves against a base.
    if (!input || base || isRawBody(file, input)) return [];
    const value = file.valueOf(input);
    // Input inside a fixed text is read as that text says.
    const isMixed = value.parts?.some((part) => 'text' in part && part.text !== '') === true;
    const open =
      isRaw(value) &&
      !isMixed &&
      !isWrittenHere(file, value) &&
      value.source !== 'url' &&
      isInHandler(file, call.node) &&
      !isCaught(file, call.node) &&
      !isTried(file, call.node, input) &&
      !parsesForSure(file, call, input);
    return open ? [{ call, value }] : [];
  });
}

/**
 * The program made the text of the input before, so it is well formed:
 * `JSON.parse(JSON.stringify(query).replace(...))`.
 */
function isWrittenHere(file: FileAnalysis, { steps }: Value): boolean {
  return steps.some(({ at }) => /^JSON\.stringify\(/.test(file.text.slice(...at)));
}

/**
 * `req.body.toString()`: a body kept as bytes is one whose signature is checked over them, and who signed it wrote it.
 */
function isRawBody(file: FileAnalysis, input: Node): boolean {
  const plain = bare(input);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'toString') return false;
  const { source, steps } = file.valueOf(callee.object);
  return source === 'body' && steps.length <= 1;
}

function isRaw(value: Value): boolean {
  return (
    value.taint === 'tainted' &&
    !value.validated &&
    value.safeFor !== 'all' &&
    value.source !== 'argv' &&
    value.source !== 'message'
  );
}

/** What a helper throws may be caught where it is called; a handler is called by the framework. */
function isInHandler(file: FileAnalysis, node: Node): boolean {
  const handler = requestHandlerAround(file, node);
  return handler !== null && !isHelper(file, handler);
}

/** `(req) => ...`, told by that name alone: whoever calls it has checked the request, or has not. */
function isHelper(file: FileAnalysis, { params: [only, ...others] }: FunctionNode): boolean {
  return others.length === 0 && only?.type === 'Identifier' && file.typeOf(only)?.rung === 4;
}

/**
 * `if (!page.match(/^\d+$/)) throw new Error('invalid page')`: what is not text is refused as everything else that does
 * not fit.
 */
function isRefusedAlike(file: FileAnalysis, node: Node): boolean {
  let test: Node = node;
  while (
    test.parent &&
    /^(?:UnaryExpression|LogicalExpression|BinaryExpression|ChainExpression|MemberExpression)$/.test(test.parent.type)
  )
    test = test.parent;
  const { parent } = test;
  if (parent?.type !== 'IfStatement' || parent.test !== test) return false;
  const { consequent } = parent;
  const only = consequent.type === 'BlockStatement' && consequent.body.length === 1 ? consequent.body[0] : consequent;
  const thrown = only?.type === 'ThrowStatement' ? bare(only.argument) : null;
  return (
    thrown?.type === 'NewExpression' &&
    thrown.callee.type === 'Identifier' &&
    PLAIN_ERRORS.has(thrown.callee.name) &&
    file.variableOf(thrown.callee) === null
  );
}

/** Errors without a status, which end a request as an internal error too. */
const PLAIN_ERRORS = new Set(['Error', 'TypeError', 'RangeError']);

/** In the block of a `try`, or of a promise that is caught, up to the handler and around it. */
function isCaught(file: FileAnalysis, node: Node): boolean {
  const handler = requestHandlerAround(file, node);
  for (let inner = node, parent = node.parent; parent; inner = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.block === inner && parent.handler) return true;
    if (
      parent.type === 'CallExpression' &&
      isFunction(inner) &&
      (isFollowedByCatch(parent) || (handler !== null && inner.range[0] > handler.range[0] && mayCatch(file, parent)))
    )
      return true;
  }
  return false;
}

/** `attempt(() => JSON.parse(text))`: a function of another file may catch what it is given to call. */
function mayCatch(file: FileAnalysis, call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  if (callee.type !== 'Identifier' || file.libraryCall(call)) return false;
  const fn = file.localFunctionOf(callee);
  return fn === null || file.nodes('TryStatement').some((node) => node.handler !== null && runsWithin(file, node, fn));
}

function isFollowedByCatch(call: Node): boolean {
  for (
    let node: Node = call;
    node.parent?.type === 'MemberExpression' &&
    node.parent.object === node &&
    node.parent.parent.type === 'CallExpression';
    node = node.parent.parent
  ) {
    if (memberName(node.parent) === 'catch') return true;
  }
  return false;
}

/**
 * `await service.validate(id, { url: body.url })` further up: a function of the project that throws for what it does
 * not like.
 */
function isVettedBefore(file: FileAnalysis, node: Node, input: Node): boolean {
  const plain = bare(input);
  const made = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  const read = made?.type === 'VariableDeclarator' && made.init ? made.init : plain;
  const members = file.text.slice(...read.range).match(/[\w$]+(?:\??\.[\w$]+)+/g) ?? [];
  return (
    members.length > 0 &&
    file.nodes('AwaitExpression').some((waited) => {
      const call = bare(waited.argument);
      if (
        call.type !== 'CallExpression' ||
        waited.range[1] >= node.range[0] ||
        file.functionOf(waited) !== file.functionOf(node)
      )
        return false;
      return (
        /valid|verify|assert|authenticat/i.test(file.text.slice(...call.callee.range)) &&
        call.arguments.some(({ range }) => members.some((member) => file.text.slice(...range).includes(member)))
      );
    })
  );
}

/** `URL.canParse(x)` and other questions about the same text, asked first. */
function isTried(file: FileAnalysis, node: Node, input: Node): boolean {
  return (
    isVettedBefore(file, node, input) ||
    conditionsAt(node).some(
      ({ test, outside }) => !outside && /canParse|isURL|isJSON|isValid|valid/i.test(file.text.slice(...test.range)),
    )
  );
}
