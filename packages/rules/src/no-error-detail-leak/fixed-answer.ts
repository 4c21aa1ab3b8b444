import {
  bare,
  type ErrorDetail,
  type FileAnalysis,
  keyOf,
  type LibraryCall,
  memberName,
  type Node,
  outer,
  receiversOf,
  responseStatus,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from '../define-rule.js';
import { objectOf, removeProperties } from '../edits/list-edits.js';
import { quoted } from '../edits/text-style.js';

/**
 * Edits after which an answer says nothing of an error that a client should not read. A stack or statement that has a
 * field of its own is left out; a text falls back to what the code has ready for that, else to a fixed one; where the
 * status is that of the error, answers below 500 keep their text. Null where this cannot be said in place, as when the
 * value is read elsewhere too.
 */
export function fixedAnswer(
  file: FileAnalysis,
  details: readonly ErrorDetail[],
  body: Node,
  call: LibraryCall | null,
): readonly Edit[] | null {
  const removed = new Map<TSESTree.ObjectExpression, Set<Node>>();
  const edits: Edit[] = [];
  const seen = new Set<Node>();
  for (const detail of details) {
    const slot = slotOf(detail);
    const { parent } = slot;
    if (!parent || parent.type === 'SpreadElement' || isInText(parent) || !isReadByAnswerOnly(file, slot, body))
      return null;
    if (seen.has(slot)) continue;
    seen.add(slot);
    const object = parent.type === 'Property' ? objectOf(parent) : null;
    const isOwnField = detail.kind === 'stack' || detail.kind === 'query';
    if (
      object &&
      isOwnField &&
      object.properties.some((other) => other !== parent && !removed.get(object)?.has(other))
    ) {
      removed.set(object, (removed.get(object) ?? new Set()).add(parent));
      continue;
    }
    const text = textFor(file, detail, slot, details, call);
    if (text === null) return null;
    const key = parent.type === 'Property' ? keyFor(file, parent, isOwnField) : null;
    edits.push(key === null ? { range: slot.range, text } : { range: parent.range, text: `${key}: ${text}` });
  }
  return [...edits, ...[...removed].flatMap(([object, properties]) => removeProperties(file, object, properties))];
}

/**
 * The key a property gets with its new value; null where the old one stays: a field called `stack` holds no sentence.
 */
function keyFor(file: FileAnalysis, { key, computed, shorthand }: TSESTree.Property, isAlone: boolean): string | null {
  const isOfCode = isAlone && /^(?:stack(?:_?trace)?|trace|sql|sql_?message|query)$/i.test(keyOf(key, computed) ?? '');
  if (isOfCode) return 'message';
  return shorthand ? file.text.slice(...key.range) : null;
}

/**
 * The whole expression a detail is the value of: with its fallbacks, the text around it and the calls that make a text
 * of it.
 */
function slotOf({ node, places }: ErrorDetail): Node {
  let slot = outer(node);
  for (;;) {
    const { parent } = slot;
    const next = parent?.type === 'MemberExpression' && parent.object === slot ? outer(parent).parent : parent;
    const isPassing =
      next !== undefined &&
      (next.type === 'CallExpression' ||
        next.type === 'ConditionalExpression' ||
        isInText(next) ||
        (next.type === 'LogicalExpression' && next.operator !== '&&'));
    if (!next || !isPassing || !places.includes(next)) return slot;
    slot = outer(next);
  }
}

function isInText(parent: Node): boolean {
  return parent.type === 'TemplateLiteral' || parent.type === 'BinaryExpression';
}

/** A value that is kept under a name may be logged as well: then it stays what it is. */
function isReadByAnswerOnly(file: FileAnalysis, slot: Node, body: Node): boolean {
  if (isWithin(slot, body)) return true;
  let declared: Node | undefined = slot;
  while (declared && declared.type !== 'VariableDeclarator' && declared.type !== 'AssignmentExpression')
    declared = declared.parent;
  const assigned = declared?.type === 'AssignmentExpression' ? bare(declared.left) : null;
  const name = declared?.type === 'VariableDeclarator' ? declared.id : assigned;
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  return (
    variable?.references.every((reference) => !reference.isRead() || isWithin(reference.identifier, body)) ?? false
  );
}

function textFor(
  file: FileAnalysis,
  { kind, places }: ErrorDetail,
  slot: Node,
  details: readonly ErrorDetail[],
  call: LibraryCall | null,
): string | null {
  const status = call ? responseStatus(file, call) : null;
  const fixed = quoted(
    file,
    typeof status === 'number' && status >= 400 && status < 500 ? 'Request failed' : 'Internal server error',
  );
  if (kind === 'object' && places.length === 1) return `{ message: ${fixed} }`;
  const ready = fallbackOf(file, slot, details, fixed);
  if (kind !== 'text' || status !== 'unknown') return ready;
  // The texts of answers the client caused are not taken away.
  const asked = call && statusOf(file, call);
  return asked === null || bare(slot).type === 'ConditionalExpression'
    ? null
    : `${asked} < 500 ? ${file.text.slice(...slot.range)} : ${ready}`;
}

/**
 * What a person would leave of an expression without its details: the fallback, the other branch, the words before;
 * else the fixed text.
 */
function fallbackOf(file: FileAnalysis, slot: Node, details: readonly ErrorDetail[], fixed: string): string {
  const whole = bare(slot);
  const tells = (node: Node): boolean => details.some((detail) => isWithin(detail.node, node));
  switch (whole.type) {
    case 'ConditionalExpression': {
      const [kept, ...others] = [whole.consequent, whole.alternate].filter((branch) => !tells(branch));
      return kept && others.length === 0 ? file.text.slice(...outer(kept).range) : fixed;
    }
    case 'TemplateLiteral': {
      const at = whole.expressions.findIndex(tells);
      const isLast =
        whole.quasis.slice(at + 1).every(({ value }) => !/[\p{L}\p{N}]/u.test(value.raw)) &&
        at === whole.expressions.length - 1;
      return (isLast && at === 0 ? wordsBefore(file, whole.quasis[0]?.value.cooked ?? '') : null) ?? fixed;
    }
    case 'BinaryExpression': {
      const [first, ...rest] = operandsOf(whole, '+');
      const before = first && rest.length === 1 ? file.valueOf(first).constant : undefined;
      return (typeof before === 'string' ? wordsBefore(file, before) : null) ?? fixed;
    }
    case 'LogicalExpression': {
      const operands = operandsOf(whole, whole.operator);
      const kept = operands.filter((operand) => !tells(operand));
      const last = kept.at(-1);
      if (!last) return fixed;
      const isSettled = operands.at(-1) === last || typeof file.valueOf(last).constant === 'string';
      const texts = kept.map((operand) => file.text.slice(...outer(operand).range));
      return [...texts, ...(isSettled ? [] : [fixed])].join(` ${whole.operator} `);
    }
    default:
      return fixed;
  }
}

/** `Could not load: ` without what leads on to the detail; null where no sentence stands there, as in `Error: `. */
function wordsBefore(file: FileAnalysis, text: string): string | null {
  const words = text.replace(/[\s:;,.(\[{\-–—>"'`]+$/, '').trim();
  return /\p{L}{3}/u.test(words) && !/^(?:error|message|reason|details?|exception)$/i.test(words)
    ? quoted(file, words)
    : null;
}

function operandsOf(node: Node, operator: string): Node[] {
  if ((node.type !== 'LogicalExpression' && node.type !== 'BinaryExpression') || node.operator !== operator)
    return [node];
  return [...operandsOf(bare(node.left), operator), ...operandsOf(bare(node.right), operator)];
}

/**
 * The status as the answer takes it, when that is the status of the error or a name that says so: `err.status` of
 * `err.status || 500`.
 */
function statusOf(file: FileAnalysis, call: LibraryCall): string | null {
  for (const node of [call.node, ...receiversOf(call.node)]) {
    const setter = file.libraryCall(node);
    const position = setter?.call.response?.statusArg;
    const given =
      position === undefined || setter?.node.type === 'TaggedTemplateExpression'
        ? undefined
        : setter?.node.arguments[position];
    if (!given) continue;
    const whole = bare(given);
    const fallback =
      whole.type === 'LogicalExpression' && whole.operator !== '&&' ? file.valueOf(whole.right).constant : undefined;
    const plain =
      typeof fallback === 'number' && fallback >= 500 && whole.type === 'LogicalExpression' ? bare(whole.left) : whole;
    const name =
      plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : null;
    return name !== null && /^(?:http)?status(?:Code)?$/i.test(name) ? file.text.slice(...plain.range) : null;
  }
  return null;
}

function isWithin(inner: { readonly range: readonly [number, number] }, around: Node): boolean {
  return around.range[0] <= inner.range[0] && inner.range[1] <= around.range[1];
}
