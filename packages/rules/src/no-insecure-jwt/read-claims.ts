import {
  bare,
  isFunction,
  keyOf,
  memberName,
  outer,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';

/** Parts of a token that prove nothing to anyone: its header, and when it was made and ends. */
const NOT_A_CLAIM = new Set(['header', 'exp', 'iat', 'nbf', 'kid', 'alg']);
/** Calls that hand each element of a list to a function. `sort` hands over two. */
const EACH = new Set(['filter', 'forEach', 'map', 'flatMap', 'some', 'every', 'find', 'sort', 'toSorted']);
/** Calls that give back elements of the same list. */
const SAME_LIST = new Set(['filter', 'sort', 'toSorted', 'slice', 'reverse', 'toReversed']);
const MAX_HOPS = 14;

/** Nothing but the header and the lifetime is read of a decoded token, as far as every read of it can be seen. */
export function readsNoClaims(file: FileAnalysis, call: LibraryCall): boolean {
  const { optionsArg } = call.call.token ?? {};
  const complete = optionsArg === undefined ? null : file.optionOf(call, optionsArg, 'complete');
  if (complete !== null && complete !== 'unknown' && file.valueOf(complete).constant === true) return true;
  return isHarmlessRead(file, call.node, [], MAX_HOPS);
}

/** Names of members that lead from a value to the token; `*` for an element of a list. */
type Path = readonly string[];

/** Everything done with this value reads no claim of the token that lies behind a path in it. */
function isHarmlessRead(file: FileAnalysis, value: Node, path: Path, hops: number): boolean {
  if (hops === 0) return false;
  const node = outer(value);
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && isHarmlessMember(file, parent, memberName(parent), path, hops);
    case 'VariableDeclarator':
      return parent.init === node && isHarmlessName(file, parent.id, path, hops);
    case 'Property':
      // `{ key, payload: decode(token) }`
      return (
        parent.value === node &&
        parent.parent.type === 'ObjectExpression' &&
        isHarmlessRead(file, parent.parent, [keyOf(parent.key, parent.computed) ?? '?', ...path], hops - 1)
      );
    case 'ArrowFunctionExpression':
    case 'ReturnStatement':
      return isHarmlessResult(file, node, path, hops);
    case 'ExpressionStatement':
      return true;
    default:
      return false;
  }
}

/** What a function given to `map` returns becomes an element of the list that `map` makes. */
function isHarmlessResult(file: FileAnalysis, node: Node, path: Path, hops: number): boolean {
  let fn: Node | undefined = node.parent;
  while (fn && !isFunction(fn)) fn = fn.parent;
  if (!fn || (fn === node.parent && fn.type === 'ArrowFunctionExpression' && fn.body !== node)) return false;
  const call = outer(fn).parent;
  const callee = call?.type === 'CallExpression' && call.arguments[0] === outer(fn) ? bare(call.callee) : null;
  return (
    call !== undefined &&
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'map' &&
    isHarmlessRead(file, call, ['*', ...path], hops - 1)
  );
}

function isHarmlessMember(file: FileAnalysis, member: Node, name: string | null, path: Path, hops: number): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return name !== null && NOT_A_CLAIM.has(name);
  if (step !== '*') return name !== null && (name !== step || isHarmlessRead(file, member, rest, hops - 1));
  if (name === 'length') return true;
  const call = outer(member).parent;
  if (name === null || call?.type !== 'CallExpression' || bare(call.callee) !== member) return false;
  if (EACH.has(name) && !call.arguments.every((given) => isHarmlessCallback(file, bare(given), rest, hops)))
    return false;
  return SAME_LIST.has(name)
    ? isHarmlessRead(file, call, path, hops - 1)
    : name === 'forEach' || name === 'some' || name === 'every';
}

function isHarmlessCallback(file: FileAnalysis, fn: Node, path: Path, hops: number): boolean {
  return isFunction(fn) && fn.params.every((param) => isHarmlessName(file, param, path, hops));
}

/** A variable, or what is taken of the value. */
function isHarmlessName(file: FileAnalysis, name: Node, path: Path, hops: number): boolean {
  const [step, ...rest] = path;
  if (name.type === 'ObjectPattern') {
    return (
      name.properties.length > 0 &&
      name.properties.every((property) => {
        const key = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
        if (property.type !== 'Property' || key === null) return false;
        if (step === undefined) return NOT_A_CLAIM.has(key);
        return key !== step || isHarmlessName(file, property.value, rest, hops - 1);
      })
    );
  }
  if (name.type !== 'Identifier') return false;
  const reads = file.variableOf(name)?.references.filter((reference) => !reference.isWrite()) ?? [];
  return (
    (path.length > 0 || reads.length > 0) &&
    reads.every((reference) => isHarmlessRead(file, reference.identifier, path, hops - 1))
  );
}
