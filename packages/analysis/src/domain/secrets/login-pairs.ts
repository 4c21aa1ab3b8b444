import { bare } from '../../syntax/wrappers.js';
import { memberName } from '../../syntax/keys.js';
import type { FileAnalysis, Node, NodeOfType } from '../../vocabulary/analysis.js';
import type { Range } from '../../vocabulary/concepts.js';
import { carriedTexts } from './carried-texts.js';

/**
 * Passwords in `user:password` that is encoded for a header: `btoa('root:...')`,
 * `Buffer.from('root:...').toString('base64')`.
 */
export function* loginPairs(file: FileAnalysis): Generator<Range> {
  for (const call of file.written('CallExpression')) {
    const pair = call.arguments[0];
    if (!pair || (!isEncoding(call) && !isAfterScheme(call))) continue;
    let isAfterUser = false;
    for (const { range, text, form } of carriedTexts(file, pair)) {
      if (form === 'number' || form === 'bytes') continue;
      const colon = text.indexOf(':');
      const start = isAfterUser ? 0 : colon + 1;
      const password = text.slice(start);
      if ((isAfterUser || colon >= 0) && /^[^\s/]{3,}$/.test(password)) yield [range[1] - password.length, range[1]];
      isAfterUser ||= colon >= 0;
    }
  }
}

function isEncoding(call: NodeOfType<'CallExpression'>): boolean {
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') return callee.name === 'btoa';
  if (callee.type !== 'MemberExpression') return false;
  const name = memberName(callee);
  if (name === 'btoa') return true;
  if (name !== 'from' || bare(callee.object).type !== 'Identifier') return false;
  const written =
    call.parent.type === 'MemberExpression' && memberName(call.parent) === 'toString' ? call.parent.parent : null;
  const [encoding] = written?.type === 'CallExpression' ? written.arguments : [];
  return encoding !== undefined && isText(encoding, /^base64/);
}

/** `'Basic ' + encode('root:...')` */
function isAfterScheme(call: NodeOfType<'CallExpression'>): boolean {
  const sum = call.parent;
  return sum.type === 'BinaryExpression' && sum.operator === '+' && sum.right === call && isText(sum.left, /basic\s$/i);
}

function isText(node: Node, form: RegExp): boolean {
  const plain = bare(node);
  return plain.type === 'Literal' && typeof plain.value === 'string' && form.test(plain.value);
}
