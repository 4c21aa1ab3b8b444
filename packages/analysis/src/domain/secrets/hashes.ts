import type { FileAnalysis, FunctionNode, Node, Sink } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer, unwrap } from '../../syntax/wrappers.js';
import type { FunctionFact } from '../../vocabulary/facts.js';

const MAX_HOPS = 3;

type HashedParameter = NonNullable<FunctionFact['hashes']>[number];

/** Parameters of which a function gives back the digest of a function made to be fast, and where that is made. */
export function hashesOf(file: FileAnalysis, fn: FunctionNode, hops = 0): readonly HashedParameter[] {
  if (fn.params.length === 0 || hops > MAX_HOPS || fn.generator) return [];
  return returnedExpressions(fn).flatMap((returned) => inReturned(file, fn, unwrap(returned), hops));
}

function inReturned(file: FileAnalysis, fn: FunctionNode, returned: Node, hops: number): readonly HashedParameter[] {
  const direct = file
    .sinks('fast-hash')
    .filter((sink) => isDigest(file, returned, sink))
    .flatMap((sink) => paramsBehind(file, fn, sink.node, 0).map((index) => ({ index, at: sink.node.range })));
  if (direct.length > 0 || returned.type !== 'CallExpression') return direct;
  // Handed on to another function of the file.
  const other = file.localFunctionOf(returned.callee);
  return other && other !== fn
    ? hashesOf(file, other, hops + 1).flatMap(({ index, at }) => {
        const argument = returned.arguments[index];
        return argument && argument.type !== 'SpreadElement'
          ? paramsBehind(file, fn, argument, 0).map((own) => ({ index: own, at }))
          : [];
      })
    : [];
}

/**
 * The whole digest and no part of it: `createHash(a).update(b).digest(c)`, `md5(b)`, `hash.digest()` after
 * `hash.update(b)`, a constant that is one.
 */
function isDigest(file: FileAnalysis, returned: Node, sink: Sink): boolean {
  if (wholeDigest(sink.call.node) === returned) return true;
  if (returned.type === 'Identifier') {
    const init = constantBehind(file, returned);
    return init !== null && isDigest(file, unwrap(init), sink);
  }
  const target = returned.type === 'CallExpression' ? bare(returned.callee) : null;
  if (target?.type !== 'MemberExpression' || memberName(target) !== 'digest') return false;
  const [made, updated] = [
    bare(target.object),
    sink.call.node.type === 'CallExpression' ? bare(sink.call.node.callee) : null,
  ];
  if (made.type !== 'Identifier' || updated?.type !== 'MemberExpression') return false;
  const init = constantBehind(file, made);
  if (init && wholeDigest(sink.call.node) === unwrap(init)) return true;
  const on = bare(updated.object);
  return on.type === 'Identifier' && file.variableOf(on) === file.variableOf(made);
}

/** `createHash(a).update(b).digest(c)` around the call that takes the input. */
function wholeDigest(node: Node): Node {
  const member = outer(node).parent;
  const isChained =
    member?.type === 'MemberExpression' &&
    member.object === outer(node) &&
    /^(?:update|digest|toString)$/.test(memberName(member) ?? '');
  const call = isChained ? outer(member).parent : null;
  return call?.type === 'CallExpression' && call.callee === outer(member as Node) ? wholeDigest(call) : node;
}

/** Parameters that are the input, alone, converted or joined with a salt. */
function paramsBehind(file: FileAnalysis, fn: FunctionNode, node: Node, hops: number): readonly number[] {
  const plain = unwrap(node);
  const within = (nodes: readonly Node[]): readonly number[] =>
    hops > MAX_HOPS ? [] : [...new Set(nodes.flatMap((inner) => paramsBehind(file, fn, inner, hops + 1)))];
  switch (plain.type) {
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      if (binding?.kind === 'param') return binding.fn === fn && binding.path.length === 0 ? [binding.index] : [];
      const init = constantBehind(file, plain);
      return init ? within([init]) : [];
    }
    case 'TemplateLiteral':
      return within(plain.expressions);
    case 'BinaryExpression':
      return plain.operator === '+' ? within([plain.left, plain.right]) : [];
    case 'LogicalExpression':
      return within([plain.left, plain.right]);
    case 'CallExpression': {
      const callee = bare(plain.callee);
      const name =
        callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
      if (name === 'String' || name === 'from' || name === 'encode') return within(plain.arguments.slice(0, 1));
      return callee.type === 'MemberExpression' && /^(?:toString|trim|normalize)$/.test(name ?? '')
        ? within([callee.object])
        : [];
    }
    default:
      return [];
  }
}

function constantBehind(file: FileAnalysis, node: Node): Node | null {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'value' && binding.path.length === 0 ? binding.init : null;
}
