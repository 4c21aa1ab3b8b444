import {
  asksEnvironment,
  bare,
  bindingOf,
  conditionsAt,
  memberName,
  type FileAnalysis,
  type Node,
  type SourceKind,
} from '@backend-architect/analysis';

/** Node takes headers and the request line together up to this many bytes (`http.maxHeaderSize`). */
const HEADERS = 16_384;
/** Texts that are part of them. */
const IN_HEADERS: ReadonlySet<SourceKind> = new Set<SourceKind>(['query', 'param', 'header', 'cookie', 'url']);
/** Texts that others than the client of this request write. */
const OF_OTHERS: ReadonlySet<SourceKind> = new Set<SourceKind>(['answer', 'argv']);

/** Methods that give as many characters as they are called on, or fewer. */
const KEEPS = new Set([
  'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toString',
]);
const CUTS = new Set(['slice', 'substring', 'substr']);

/**
 * The most characters a text can have at a place: by what it is cut to, by tests of its length before, by where it came
 * from. `Infinity`: as many as the client likes. `unseen`: a bound whose number is not seen.
 */
export function mostCharacters(file: FileAnalysis, text: Node, source: SourceKind | undefined): number | 'unseen' {
  const bounds = [cutTo(file, text, 0), ...tested(file, text), ...(source ? [ofSource(source)] : [])];
  if (bounds.includes('unseen')) return 'unseen';
  return Math.min(...bounds.map(Number));
}

function ofSource(source: SourceKind): number | 'unseen' {
  if (IN_HEADERS.has(source)) return HEADERS;
  return OF_OTHERS.has(source) ? 'unseen' : Infinity;
}

const HOPS = 4;

/** `text.slice(0, 64)`, and what is made of it or stands for it. */
function cutTo(file: FileAnalysis, text: Node, hops: number): number | 'unseen' {
  const plain = bare(text);
  if (hops === HOPS) return Infinity;
  const init = initOf(file, plain);
  if (init) return cutTo(file, init, hops + 1);
  if (plain.type !== 'CallExpression') return Infinity;
  const callee = bare(plain.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || method === null) return Infinity;
  if (KEEPS.has(method)) return cutTo(file, callee.object, hops + 1);
  return CUTS.has(method) ? cut(file, method, plain.arguments) : Infinity;
}

function cut(file: FileAnalysis, method: string, [begin, end]: readonly Node[]): number | 'unseen' {
  const from = begin ? numberOf(file, begin) : 0;
  if (!end) return method !== 'substring' && from !== null && from < 0 ? -from : Infinity;
  const last = numberOf(file, end);
  if (last === null) return 'unseen';
  // To a place counted from the end: all but some.
  return last < 0 ? Infinity : last;
}

function numberOf(file: FileAnalysis, node: Node): number | null {
  const plain = bare(node);
  if (plain.type === 'UnaryExpression' && plain.operator === '-') {
    const negated = numberOf(file, plain.argument);
    return negated === null ? null : -negated;
  }
  const { constant } = file.valueOf(plain);
  return typeof constant === 'number' ? constant : null;
}

/** What tests of the length that hold here let through. */
function tested(file: FileAnalysis, text: Node): (number | 'unseen')[] {
  const plain = bare(text);
  const init = initOf(file, plain);
  const names = new Set([plain, ...(init ? [bare(init)] : [])].map(({ range }) => file.text.slice(...range)));
  return conditionsAt(text).flatMap(({ test, truth }) =>
    asksEnvironment(file, test) ? [] : letThrough(file, test, truth, names),
  );
}

function letThrough(file: FileAnalysis, test: Node, truth: boolean, names: ReadonlySet<string>): (number | 'unseen')[] {
  const plain = bare(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!')
    return letThrough(file, plain.argument, !truth, names);
  if (plain.type === 'LogicalExpression')
    return (plain.operator === '&&') === truth && plain.operator !== '??'
      ? [plain.left, plain.right].flatMap((side) => letThrough(file, side, truth, names))
      : [];
  if (plain.type === 'Identifier') {
    const init = initOf(file, plain);
    return init ? letThrough(file, init, truth, names) : [];
  }
  if (plain.type !== 'BinaryExpression') return [];
  const isLength = (side: Node): boolean => {
    const member = bare(side);
    return (
      member.type === 'MemberExpression' &&
      memberName(member) === 'length' &&
      names.has(file.text.slice(...bare(member.object).range))
    );
  };
  const [left, right] = [plain.left, plain.right];
  const limit = isLength(left) ? right : isLength(right) ? left : null;
  if (!limit || !isAbove(plain.operator, limit === right, truth)) return [];
  return [numberOf(file, limit) ?? 'unseen'];
}

/** The outcome says that the length is no more than the limit. */
function isAbove(operator: string, isRight: boolean, truth: boolean): boolean {
  if (operator === '===' || operator === '==') return truth;
  if (operator === '!==' || operator === '!=') return !truth;
  const isLess = operator.startsWith('<') === isRight;
  return /^[<>]/.test(operator) && isLess === truth;
}

/** What a name that is never written again stands for. */
function initOf(file: FileAnalysis, plain: Node): Node | null {
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'value' && binding.path.length === 0 ? binding.init : null;
}
