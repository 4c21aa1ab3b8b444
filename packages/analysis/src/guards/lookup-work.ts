import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { callable } from '../symbols/callable.js';
import { isProjectSpecifier } from '../symbols/conventions.js';
import type { Resolution } from '../symbols/resolution.js';
import { isTarget } from '../syntax/assignment-targets.js';
import { dottedName } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, outer, unwrap } from '../syntax/wrappers.js';
import { foreignFunctionOf } from './foreign-guards.js';
import { isSent } from './list-guards.js';

type Node = TSESTree.Node;

/**
 * What a call does with an argument. `disk`: asks the file system, which any path that exists passes. `lookup`:
 * searches what the program keeps. `text`: makes text or data of it, or nothing that tells.
 */
export type Work = 'disk' | 'lookup' | 'text';

const HOPS = 3;
const MAX_NAMES = 8;
/** Names of functions of other files that only ask the file system. */
const DISK = new RegExp(
  String.raw`(?:^|\.)(?:fs|fse|fsp|fsPromises|disk|storage|files?|fileSystem)\.(?:\w*[eE]xists|l?stat|` +
    String.raw`access|isFile|isDir|read|open|check|has)\w*$|(?:[fF]ile|[pP]ath|[dD]ir(?:ectory)?|[fF]older|` +
    String.raw`[aA]sset)s?_?(?:[eE]xists?|[rR]eadable|[aA]ccessible)|exists?_?(?:[sS]ync|[fF]ile|[pP]ath|` +
    String.raw`[dD]ir|[fF]older|[oO]nDisk)|(?:^|\.|_)is_?(?:[fF]ile|[dD]ir|[rR]eadable|[sS]ymlink)|(?:^|` +
    String.raw`\.)(?:l?stat|access|realpath|readlink|readFile|readDir|readdir|openFile|loadFile)(?:Sync|` +
    String.raw`Async)?$`,
);
/** Names of functions of other files that make text of text. */
const TEXT = new RegExp(
  String.raw`^(?:trim|decode|encode|parse|normali[sz]e|join|clean|saniti[sz]e|escape|unescape|strip|format|` +
    String.raw`to[A-Z]|as[A-Z]|split|slice|replace|slug|stringify|hash|concat|base(?:name|64)|dirname|extname|` +
    String.raw`lower|upper|capitali[sz]e|cast|convert|compare|equals?|match|test|contains)|(?:starts|` +
    String.raw`ends)_?[wW]ith|[pP]ath(?:name|For|Of)?$|[fF]ile_?[nN]ame$|[eE]xt(?:ension)?$|[uU]r[il]$`,
);
/** Names of questions that are answered with yes or no: at once of a text, after a wait of something that is kept. */
const YES_OR_NO = /^(?:is|has|can|should|includes|valid)[A-Z]/;
const SEARCHES = new Set(['get', 'has', 'includes', 'indexOf', 'startsWith', 'endsWith', 'hasOwn', 'hasOwnProperty']);

export function workOf(r: Resolution, call: TSESTree.CallExpression, index: number, hops: number): Work {
  const known = callable(r, call.callee, 'call');
  if (known) {
    if (known.model.sinks?.some(({ kind }) => kind === 'file-path')) return 'disk';
    const { query } = known.model;
    if (query?.operation === 'read') return 'lookup';
    const text = query?.operation === 'raw' ? call.arguments[query.textArg ?? 0] : undefined;
    return text && /^\s*(?:select|with)\b/i.test(textOf(text) ?? '') ? 'lookup' : 'text';
  }
  const fn = r.localFunction(call.callee);
  if (fn) return hops > HOPS ? 'text' : workWith(r, fn, index, hops + 1);
  const looksUp = foreignFunctionOf(r, call)?.looksUp(index) ?? null;
  if (looksUp !== null) return looksUp ? 'lookup' : 'text';
  const callee = bare(call.callee);
  const last =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if (last === null) return 'text';
  if (DISK.test(dottedName(callee) ?? last)) return 'disk';
  if (TEXT.test(last) || (YES_OR_NO.test(last) && outer(call).parent?.type !== 'AwaitExpression')) return 'text';
  if (callee.type === 'MemberExpression' && SEARCHES.has(last))
    return isProgramData(r, callee.object, 0) ? 'lookup' : 'text';
  return isOfProject(r, callee) ? 'lookup' : 'text';
}

/** Parameters for which a function searches what the program keeps, for callers in other files. */
export function lookedUpBy(r: Resolution, fn: FunctionNode): number[] {
  return fn.params.flatMap((_, index) => (workWith(r, fn, index, 0) === 'lookup' ? [index] : []));
}

const judging = new Set<FunctionNode>();

/** What a function of this file does with a parameter: the file system anywhere outweighs every search. */
function workWith(r: Resolution, fn: FunctionNode, index: number, hops: number): Work {
  const param = fn.params[index];
  if (!param || judging.has(fn)) return 'text';
  judging.add(fn);
  const open = namesIn(r, param);
  const seen = new Set<Variable>(open);
  let work: Work = 'text';
  for (let variable = open.pop(); variable && work !== 'disk' && seen.size <= MAX_NAMES; variable = open.pop()) {
    for (const reference of variable.references) {
      if (!reference.isRead()) continue;
      const end = endOf(r, reference.identifier, hops);
      if (end.work !== 'text') work = work === 'disk' ? work : end.work;
      open.push(...end.becomes.filter((next) => !seen.has(next)));
      for (const next of end.becomes) seen.add(next);
    }
  }
  judging.delete(fn);
  return work;
}

function namesIn(r: Resolution, pattern: Node): Variable[] {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = r.variables.of(pattern);
      return variable ? [variable] : [];
    }
    case 'AssignmentPattern':
      return namesIn(r, pattern.left);
    case 'RestElement':
      return namesIn(r, pattern.argument);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(r, property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(r, element) : []));
    case 'TSParameterProperty':
      return namesIn(r, pattern.parameter);
    default:
      return [];
  }
}

interface End {
  readonly work: Work;
  /** Names the value goes on under. */
  readonly becomes: readonly Variable[];
}

const NOWHERE: End = { work: 'text', becomes: [] };

/** Follows a value up through the text and data made of it, to the place that does something with it. */
function endOf(r: Resolution, start: Node, hops: number): End {
  for (let node = outer(start), { parent } = node; parent; node = outer(parent), { parent } = node) {
    switch (parent.type) {
      case 'TemplateLiteral':
      case 'SpreadElement':
      case 'ArrayExpression':
      case 'Property':
      case 'ObjectExpression':
      case 'LogicalExpression':
      case 'AwaitExpression':
      case 'NewExpression':
        break;
      case 'BinaryExpression':
        if (parent.operator === '+') break;
        return isSearch(r, parent, node) ? { work: 'lookup', becomes: [] } : NOWHERE;
      case 'MemberExpression':
        if (parent.object === node) break;
        return isTarget(parent) ? NOWHERE : { work: 'lookup', becomes: [] };
      case 'SwitchStatement':
        return { work: 'lookup', becomes: [] };
      case 'CallExpression': {
        if (parent.callee === node) break;
        if (outer(parent).parent?.type === 'ExpressionStatement') return NOWHERE; // nobody hears what is found
        const work = workOf(r, parent, parent.arguments.indexOf(node as TSESTree.CallExpressionArgument), hops);
        if (work !== 'text') return { work, becomes: [] };
        break;
      }
      case 'VariableDeclarator':
        return parent.init === node ? { work: 'text', becomes: namesIn(r, parent.id) } : NOWHERE;
      case 'AssignmentExpression':
        return parent.right === node ? { work: 'text', becomes: namesIn(r, parent.left) } : NOWHERE;
      default:
        return NOWHERE;
    }
  }
  return NOWHERE;
}

/** `entry.key === key`; not `key === ''` and not `path.normalize(key) === key`. */
function isSearch(r: Resolution, comparison: TSESTree.BinaryExpression, node: Node): boolean {
  if (!/^[!=]==?$/.test(comparison.operator)) return false;
  const other = unwrap(comparison.left === node ? comparison.right : comparison.left);
  return other.type === 'MemberExpression' && memberName(other) !== 'length' && isProgramData(r, other.object, 0);
}

/**
 * Something the program keeps: its own constants and fields, and what its other files give; not what came with a
 * request or a call.
 */
export function isProgramData(r: Resolution, node: Node, hops: number): boolean {
  const plain = unwrap(node);
  if (hops > HOPS || (hops === 0 && isSent(r, plain))) return false;
  switch (plain.type) {
    case 'ThisExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true;
    case 'MemberExpression':
      return isProgramData(r, plain.object, hops);
    case 'NewExpression':
      return plain.callee.type === 'Identifier' && /^(?:Map|Set|WeakMap)$/.test(plain.callee.name);
    case 'CallExpression': {
      const known = callable(r, plain.callee, 'call');
      if (known) return known.model.query?.operation === 'read' || isRequire(r, plain);
      return isRequire(r, plain) || isOfProject(r, bare(plain.callee)) || r.localFunction(plain.callee) !== null;
    }
    case 'Identifier': {
      const binding = r.bindingOf(plain);
      if (binding?.kind === 'import') return true;
      if (binding?.kind === 'element') return isProgramData(r, binding.of, hops + 1);
      // An element of a list that a callback searches.
      if (binding?.kind === 'param') return isElement(r, binding.fn, binding.index, hops);
      return binding?.kind === 'value' && binding.init !== null && isProgramData(r, binding.init, hops + 1);
    }
    default:
      return false;
  }
}

function isElement(r: Resolution, fn: FunctionNode, index: number, hops: number): boolean {
  const whole = outer(fn);
  const callee =
    whole.parent?.type === 'CallExpression' && whole.parent.arguments[0] === whole ? bare(whole.parent.callee) : null;
  return (
    index === 0 &&
    callee?.type === 'MemberExpression' &&
    /^(?:find|findLast|some|filter|findIndex|forEach)$/.test(memberName(callee) ?? '') &&
    isProgramData(r, callee.object, hops + 1)
  );
}

function isRequire(r: Resolution, call: TSESTree.CallExpression): boolean {
  return call.callee.type === 'Identifier' && call.callee.name === 'require' && !r.variables.of(call.callee);
}

/** A function of another file of the project, or of a thing this object holds. */
function isOfProject(r: Resolution, callee: Node): boolean {
  let root = callee;
  while (root.type === 'MemberExpression') root = bare(root.object);
  if (root.type === 'ThisExpression') return callee.type === 'MemberExpression';
  const binding = root.type === 'Identifier' ? r.bindingOf(root) : null;
  if (binding?.kind === 'import') return isProjectSpecifier(binding.specifier);
  const init = binding?.kind === 'value' && binding.init ? bare(binding.init) : null;
  const required = init?.type === 'MemberExpression' ? bare(init.object) : init;
  if (required?.type === 'CallExpression')
    return isRequire(r, required) && isProjectSpecifier(textOf(required.arguments[0] ?? required) ?? '');
  // `const users = new UserStore()`
  return (
    required?.type === 'NewExpression' && callee.type === 'MemberExpression' && isOfProject(r, bare(required.callee))
  );
}
