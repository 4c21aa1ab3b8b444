import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';

const HERE = '__dirname';

/**
 * The folder whose files are loaded by names that only running it tells, as the specifier of all of them: `./models/*`
 * of `require(path.join(__dirname, 'models', file))`, of `require('./models/' + file)`, with an ending or without, and
 * of a template. Null for every other node.
 */
export function folderOf(file: FileAnalysis, node: Node): string | null {
  if (node.type === 'ImportExpression') return folderIn(node.source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return null;
  const [first] = node.arguments;
  return first && file.variableOf(node.callee) === null ? folderIn(first) : null;
}

const ENDING = /^\.(?:[cm]?[jt]s|json)$/;

function folderIn(node: Node): string | null {
  const all = piecesOf(bare(node));
  const pieces = ENDING.test(all.at(-1) ?? '') ? all.slice(0, -1) : all;
  const [first, ...rest] = pieces;
  if (pieces.length < 2 || rest.at(-1) !== null || rest.slice(0, -1).includes(null)) return null;
  const text = [first === HERE ? '.' : first, ...rest.slice(0, -1)]
    .join('/')
    .replaceAll(/\/+/g, '/')
    .replace(/\/$/, '');
  return first !== null && /^\.{1,2}(?:\/|$)/.test(text) ? `${text}/*` : null;
}

/** Texts in order, `null` for what is not written here. */
function piecesOf(node: Node): (string | null)[] {
  const text = textOf(node);
  if (text !== null) return [text];
  if (node.type === 'Identifier' && node.name === HERE) return [HERE];
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return [...piecesOf(bare(node.left)), ...piecesOf(bare(node.right))];
  if (node.type === 'TemplateLiteral') {
    return node.quasis.flatMap(({ value }, index) => {
      const hole = node.expressions[index];
      return [...(value.cooked ? [value.cooked] : []), ...(hole ? piecesOf(bare(hole)) : [])];
    });
  }
  const isJoined = node.type === 'CallExpression' && /^(?:join|resolve)$/.test(calledName(node));
  return isJoined ? node.arguments.flatMap((given) => piecesOf(bare(given))) : [null];
}

function calledName({ callee }: TSESTree.CallExpression): string {
  const plain = bare(callee);
  return plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? (memberName(plain) ?? '') : '';
}

/**
 * Specifier of `require('x')` (the global one) or `import('x')`; null for every other node. Compiled interop wrappers
 * are looked through.
 */
export function importOf(file: FileAnalysis, node: Node): string | null {
  if (node.type === 'ImportExpression') return textOf(node.source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null;
  const [first] = node.arguments;
  if (!first) return null;
  if (node.callee.name === 'require')
    return file.variableOf(node.callee) === null ? (textOf(first) ?? fixedPath(bare(first))) : null;
  return /^(__importDefault|__importStar|_interopRequireDefault|_interopRequireWildcard)$/.test(node.callee.name)
    ? importOf(file, first)
    : null;
}

/** `__dirname + '/../config.js'`, `path.join(__dirname, 'config.js')`: a path from this file, put together of texts. */
function fixedPath(node: Node): string | null {
  const text = pathText(node);
  return text !== null && /^\.{1,2}\//.test(text) ? text.replaceAll(/\/{2,}/g, '/') : null;
}

function pathText(node: Node): string | null {
  const text = textOf(node);
  if (text !== null) return text;
  switch (node.type) {
    case 'Identifier':
      return node.name === HERE ? '.' : null;
    case 'BinaryExpression':
      return node.operator === '+' ? together([node.left, node.right], '') : null;
    case 'TemplateLiteral':
      return together(
        node.quasis.flatMap((quasi, index) => [quasi, ...(node.expressions[index] ? [node.expressions[index]] : [])]),
        '',
      );
    case 'TemplateElement':
      return node.value.cooked ?? null;
    case 'CallExpression':
      return /^(?:join|resolve)$/.test(calledName(node)) ? together(node.arguments, '/') : null;
    default:
      return null;
  }
}

/** Null where a piece is not written here, or begins anew at the root. */
function together(nodes: readonly Node[], between: string): string | null {
  const texts = nodes.map((node) => pathText(bare(node)));
  if (texts.includes(null)) return null;
  return between === '/' && texts.slice(1).some((text) => text?.startsWith('/')) ? null : texts.join(between);
}
