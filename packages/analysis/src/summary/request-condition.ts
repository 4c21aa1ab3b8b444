import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { isFunction, returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { argOf } from './args.js';
import { isRequest } from '../domain/access/sent-places.js';
import { onlyValue, requestChain } from '../domain/http/request-chain.js';
import type { ConditionFact } from '../vocabulary/facts.js';

type PathHow = Extract<ConditionFact, { on: 'path' | 'url' }>['how'];

/**
 * What a condition asks of the request or its route when it is true, or null when it asks something else, or nothing
 * that is constant.
 */
export function requestCondition(file: FileAnalysis, node: Node): ConditionFact | null {
  const plain = unwrap(node);
  if (plain.type === 'BinaryExpression') return comparison(file, plain);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    return value?.init && value.path.length === 0 ? requestCondition(file, value.init) : null;
  }
  return plain.type === 'CallExpression' ? asked(file, plain) : null;
}

/** What the discriminant of a `switch` means for one of its cases. */
export function caseCondition(file: FileAnalysis, discriminant: Node, test: Node): ConditionFact | null {
  return equality(file, discriminant, test);
}

function comparison(file: FileAnalysis, node: TSESTree.BinaryExpression): ConditionFact | null {
  const isEqual = node.operator === '===' || node.operator === '==';
  if (isEqual || node.operator === '!==' || node.operator === '!=') {
    const found = equality(file, node.left, node.right) ?? equality(file, node.right, node.left);
    if (found) return isEqual ? found : { ...found, holds: !found.holds };
  }
  // `LIST.indexOf(path) !== -1`
  const left = unwrap(node.left);
  const callee = left.type === 'CallExpression' ? bare(left.callee) : null;
  if (left.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'indexOf')
    return null;
  const bound = `${node.operator} ${file.text.slice(...node.right.range)}`;
  const isIn = /^(?:!==?|>) -1$|^>= 0$/.test(bound);
  if (!isIn && !/^===? -1$|^< 0$/.test(bound)) return null;
  const found = membership(file, callee.object, left.arguments[0]);
  return found && (isIn ? found : { ...found, holds: !found.holds });
}

function equality(file: FileAnalysis, asked: Node, value: Node): ConditionFact | null {
  const text = textOf(value) ?? constantText(file, value);
  if (text === null) return null;
  const part = partOf(file, asked);
  if (part === 'method') return { on: 'method', values: [text.toUpperCase()], holds: true };
  return part === null ? null : { on: part, how: 'is', values: [text], holds: true };
}

function asked(file: FileAnalysis, node: TSESTree.CallExpression): ConditionFact | null {
  const key = file.libraryCall(node)?.call.readsMetadata;
  const given = key && node.arguments[key.keyArg];
  if (given) return { on: 'metadata', key: argOf(file, given), holds: true };
  const fits = pathTest(file, node);
  if (fits) return fits;
  const callee = bare(node.callee);
  const [first] = node.arguments;
  const helper = callee.type === 'Identifier' ? file.localFunctionOf(callee) : null;
  if (helper) {
    // What the helper asks of its parameter is asked of what this call hands it.
    const [returned, ...others] = returnedExpressions(helper);
    const condition = returned && others.length === 0 && !helper.async ? requestCondition(file, returned) : null;
    return condition && (condition.on === 'metadata' || handsRequest(file, node)) ? condition : null;
  }
  if (callee.type !== 'MemberExpression' || !first) return null;
  switch (memberName(callee)) {
    case 'startsWith':
      return textTest(file, callee.object, 'starts', first);
    case 'endsWith':
      return textTest(file, callee.object, 'ends', first);
    case 'match':
      return pattern(file, first, callee.object);
    case 'test':
      return pattern(file, callee.object, first);
    case 'includes':
      return membership(file, callee.object, first) ?? textTest(file, callee.object, 'has', first);
    case 'has':
      return membership(file, callee.object, first);
    case 'some':
    case 'find':
      return anyOf(file, callee.object, first);
    default:
      return null;
  }
}

function textTest(file: FileAnalysis, asked: Node, how: PathHow, value: Node): ConditionFact | null {
  const part = partOf(file, asked);
  const text = constantText(file, value);
  return part === null || part === 'method' || text === null ? null : { on: part, how, values: [text], holds: true };
}

function pattern(file: FileAnalysis, expression: Node, asked: Node): ConditionFact | null {
  const part = partOf(file, asked);
  const plain = unwrap(expression);
  const value = plain.type === 'Identifier' ? onlyValue(file, plain)?.init : plain;
  const literal = value ? unwrap(value) : null;
  return part === null || part === 'method' || literal?.type !== 'Literal' || !('regex' in literal)
    ? null
    : { on: part, how: 'matches', values: [`/${literal.regex.pattern}/${literal.regex.flags}`], holds: true };
}

function membership(file: FileAnalysis, list: Node, value: Node | undefined): ConditionFact | null {
  const values = value ? constantList(file, list) : null;
  const part = value ? partOf(file, value) : null;
  return part === null ? null : oneOf(file, part, 'is', values, list);
}

/** `isMatch(path, '/a/**')`, `match('/a/*path')(path)`, `new Pattern('/a(/*)').match(path)` */
function pathTest(file: FileAnalysis, node: TSESTree.CallExpression): ConditionFact | null {
  const whole = file.libraryCall(node)?.call.testsPath;
  const [first] = node.arguments;
  // Options may let a pattern fit anywhere.
  if (whole?.pathArg !== undefined && node.arguments.length > 2) return null;
  if (whole?.pathArg !== undefined)
    return fitting(file, node.arguments[whole.pathArg], node.arguments[whole.patternArg]);
  const callee = bare(node.callee);
  const isAsked = callee.type !== 'MemberExpression' || /^(?:test|match|exec)$/.test(memberName(callee) ?? '');
  const maker = isAsked ? bare(callee.type === 'MemberExpression' ? callee.object : callee) : null;
  const init = maker?.type === 'Identifier' ? onlyValue(file, maker)?.init : maker;
  const made = init ? unwrap(init) : null;
  if (made?.type !== 'CallExpression' && made?.type !== 'NewExpression') return null;
  const model = file.libraryCall(made)?.call.testsPath;
  if (!model || model.pathArg !== undefined || made.arguments.length !== 1) return null;
  const patterns = made.arguments[model.patternArg];
  if (!model.ofRequest) return fitting(file, first, patterns);
  const isRequest = first && requestChain(file, first)?.every((name) => /^req(?:uest)?$/.test(name));
  const found = isRequest && patterns ? fits(file, 'path', patterns) : null;
  return found && model.ignoresCase ? { ...found, ignoresCase: true } : found;
}

function fitting(file: FileAnalysis, asked: Node | undefined, patterns: Node | undefined): ConditionFact | null {
  const part = asked ? partOf(file, asked) : null;
  return !patterns || part === null || part === 'method' ? null : fits(file, part, patterns);
}

function fits(
  file: FileAnalysis,
  part: 'path' | 'url',
  patterns: Node,
): Extract<ConditionFact, { on: 'path' | 'url' }> | null {
  const one = constantText(file, patterns);
  const found = oneOf(file, part, 'fits', one === null ? constantList(file, patterns) : [one], patterns);
  return found?.on === 'path' || found?.on === 'url' ? found : null;
}

/** The values, or the list of another file that holds them. */
function oneOf(
  file: FileAnalysis,
  part: 'method' | 'path' | 'url',
  how: PathHow,
  values: readonly string[] | null,
  list: Node,
): ConditionFact | null {
  if (part === 'method')
    return values && how === 'is'
      ? { on: 'method', values: values.map((text) => text.toUpperCase()), holds: true }
      : null;
  const exported = exportedName(file, list);
  if (values) return { on: part, how, values, ...(exported !== null && { exported }), holds: true };
  const elsewhere = argOf(file, wholeList(file, list));
  return elsewhere.ref?.kind === 'import' ? { on: part, how, values: [], list: elsewhere, holds: true } : null;
}

/** `LIST.some((entry) => path.startsWith(entry))` */
function anyOf(file: FileAnalysis, list: Node, callback: Node): ConditionFact | null {
  const values = constantList(file, list);
  const fn = unwrap(callback);
  if (!isFunction(fn)) return null;
  const [param] = fn.params;
  const [returned, ...others] = returnedExpressions(fn);
  if (param?.type !== 'Identifier' || !returned || others.length > 0) return null;
  const body = bare(returned);
  const isEntry = (node: Node): boolean => {
    const plain = bare(node);
    return plain.type === 'Identifier' && plain.name === param.name;
  };
  if (body.type === 'BinaryExpression' && /^===?$/.test(body.operator)) {
    const part = isEntry(body.right) ? partOf(file, body.left) : isEntry(body.left) ? partOf(file, body.right) : null;
    return part === null ? null : oneOf(file, part, 'is', values, list);
  }
  const callee = body.type === 'CallExpression' ? bare(body.callee) : null;
  if (
    body.type !== 'CallExpression' ||
    callee?.type !== 'MemberExpression' ||
    !body.arguments[0] ||
    !isEntry(body.arguments[0])
  )
    return null;
  const how = ({ startsWith: 'starts', endsWith: 'ends', includes: 'has' } as const)[memberName(callee) ?? ''];
  const part = partOf(file, callee.object);
  return how === undefined || part === null || part === 'method' ? null : oneOf(file, part, how, values, list);
}

/** The part of the request an expression is, when routes are told apart by it. */
function partOf(file: FileAnalysis, node: Node): 'method' | 'path' | 'url' | null {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (callee?.type === 'MemberExpression' && /^to(?:Upper|Lower)Case$/.test(memberName(callee) ?? ''))
    return partOf(file, callee.object);
  const chain = requestChain(file, handedIn(file, plain));
  switch (chain?.filter((name) => !/^(?:req(?:uest)?|nextUrl)$/.test(name)).join('.')) {
    case 'method':
      return 'method';
    case 'path':
    case 'pathname':
      return 'path';
    case 'url':
    case 'originalUrl':
    case 'href':
      return 'url';
    default:
      return null;
  }
}

/** What a helper reads of its parameter is of this request: it is handed nothing else that looks like one. */
function handsRequest(file: FileAnalysis, { arguments: given }: TSESTree.CallExpression): boolean {
  return (
    given.length === 0 ||
    given.some((argument) => isRequest(requestChain(file, argument) ?? ['*']) || partOf(file, argument) !== null)
  );
}

/** What a parameter of a helper is, where one call of this file hands it in; anything else is itself. */
function handedIn(file: FileAnalysis, node: Node): Node {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind !== 'param' || binding.path.length > 0 || binding.rest) return node;
  const [only, ...others] = file.callsTo(binding.fn).map(({ arguments: given }) => given[binding.index]);
  const isOne =
    only && others.every((other) => other && file.text.slice(...other.range) === file.text.slice(...only.range));
  return isOne ? unwrap(only) : node;
}

/**
 * Texts of a list that is written once and never changed: an array, a set made from one, several put together, or some
 * of them: whoever asks a part of the list asks the whole at most.
 */
function constantList(file: FileAnalysis, node: Node): readonly string[] | null {
  const plain = unwrap(node);
  switch (plain.type) {
    case 'Identifier': {
      const value = onlyValue(file, plain);
      return value?.init && value.path.length === 0 && !isChanged(file, plain) ? constantList(file, value.init) : null;
    }
    case 'NewExpression':
      return isNamed(plain.callee, 'Set') && plain.arguments[0] ? constantList(file, plain.arguments[0]) : null;
    case 'ArrayExpression':
      return allTexts(
        plain.elements.map((element) => {
          if (!element) return null;
          if (element.type === 'SpreadElement') return constantList(file, element.argument);
          const text = constantText(file, element);
          return text === null ? null : [text];
        }),
      );
    case 'CallExpression': {
      const callee = bare(plain.callee);
      if (callee.type !== 'MemberExpression') return null;
      const [first] = plain.arguments;
      switch (memberName(callee)) {
        case 'filter':
        case 'slice':
        case 'sort':
          return constantList(file, callee.object);
        case 'concat':
          return allTexts([callee.object, ...plain.arguments].map((list) => constantList(file, list)));
        case 'freeze':
          return isNamed(callee.object, 'Object') && first ? constantList(file, first) : null;
        case 'from':
          return isNamed(callee.object, 'Array') && first && plain.arguments.length === 1
            ? constantList(file, first)
            : null;
        default:
          return null;
      }
    }
    default:
      return null;
  }
}

/** The list itself, or what a part of it was taken from. */
function wholeList(file: FileAnalysis, node: Node): Node {
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    return value?.init && value.path.length === 0 && !isChanged(file, plain) ? wholeList(file, value.init) : plain;
  }
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  return callee?.type === 'MemberExpression' && memberName(callee) === 'filter'
    ? wholeList(file, callee.object)
    : plain;
}

/** `export const LIST = [...]` */
function exportedName(file: FileAnalysis, list: Node): string | null {
  const plain = unwrap(list);
  const [definition] = (plain.type === 'Identifier' && file.variableOf(plain)?.defs) || [];
  return plain.type === 'Identifier' && definition?.parent?.parent?.type === 'ExportNamedDeclaration'
    ? plain.name
    : null;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function allTexts(lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

/** Something is put into the list later: `LIST.push(x)`, or it is handed to code that may do so. */
function isChanged(file: FileAnalysis, node: TSESTree.Identifier): boolean {
  const READS = /^(?:some|find|includes|indexOf|has|every|map|filter|join|length|size|forEach)$/;
  return (file.variableOf(node)?.references ?? []).some(({ identifier, init }) => {
    const { parent } = identifier as TSESTree.Identifier;
    const isTested =
      (parent.type === 'CallExpression' || parent.type === 'NewExpression') &&
      file.libraryCall(parent)?.call.testsPath !== undefined;
    return (
      init !== true &&
      !isTested &&
      !(parent.type === 'MemberExpression' && parent.object === identifier && READS.test(memberName(parent) ?? ''))
    );
  });
}

function constantText(file: FileAnalysis, node: Node): string | null {
  const { constant } = file.valueOf(node);
  return textOf(node) ?? (typeof constant === 'string' ? constant : null);
}
