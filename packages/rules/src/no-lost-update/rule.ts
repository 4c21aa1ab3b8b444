import {
  bare,
  inTransaction,
  keyOf,
  outer,
  receiversOf,
  wholeChain,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { readFieldOf, readInto, type ReadField } from './read-field.js';
import { writesOf, type Write } from './writes.js';

/** What runs dry or is paid twice when a change is lost. */
const PRECIOUS =
  /balance|stock|quantit|qty|credit|amount|quota|seats?|inventor|points|funds|wallet|budget|available|remaining|left$/i;
/** Counts the changes themselves, for those who compare it. */
const VERSION = /version|revision/i;
const LOCKED = new RegExp(
  String.raw`for[\s_-]*(?:no[\s_-]*key[\s_-]*)?update|isolation|serializable|repeatable[\s_]?read|` +
    String.raw`pessimistic|optimistic|\block|_lock|Lock\b|mutex|semaphore|advisory`,
  'i',
);

/** A value that is read, changed in the process and written back. */
export default defineRule({
  id: 'no-lost-update',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [362, 367],
    owasp: ['A06:2025', 'A04:2021'],
    api: ['API6:2023'],
    docs: {
      description: 'Reports numbers that are read, changed in the process and written back without a lock',
      impact:
        'Two requests at the same time read the same number, and one of the two changes is lost: ' +
        'an item is sold twice, a payment is not booked',
      fix: 'Let the database do the arithmetic in the update, or lock the row, or compare a version when writing',
      refactoring:
        'Give the data layer a method per change (`withdraw`, `reserve`) that is one conditional update, ' +
        'and look at the number of rows it changed',
    },
    messages: {
      lost:
        '`{{key}}` is computed from a row that was read before, and `{{call}}` writes the result: ' +
        'a change made in between is lost. Let the database add or subtract in the update, ' +
        'or lock the row when reading it.',
    },
    schema: [],
    exempt: ['test', 'generated', 'migration', 'client', 'script'],
    gate: /\b(?:update\w*|save\w*|findOneAnd\w*|findByIdAnd\w*|query|execute)\s*[(<]/i,
  },
  *problems(file) {
    for (const write of writesOf(file)) {
      const change = changeIn(file, write) ?? changeBefore(file, write);
      if (change && !isGuarded(file, write, change)) yield problem(file, write, change);
    }
  },
});

/** The arithmetic on a field that was read, where it stands. */
interface Change extends ReadField {
  readonly node: Node;
}

/** `data: { balance: account.balance - 5 }`, or the same as a bound value of an UPDATE statement. */
function changeIn(file: FileAnalysis, write: Write): Change | null {
  const region = wholeChain(write.node).range;
  for (const node of file.nodes('BinaryExpression')) {
    if (node.range[0] < region[0] || node.range[1] > region[1]) continue;
    const field = arithmeticOn(file, node);
    if (field && fillsField(file, write, node, field.key) && isSameTable(file, field, write)) return { ...field, node };
  }
  return null;
}

/** A number more or less than a field: text that is joined is another matter. */
function arithmeticOn(file: FileAnalysis, node: TSESTree.BinaryExpression): ReadField | null {
  if ((node.operator !== '+' && node.operator !== '-') || isText(node.right) || isText(node.left)) return null;
  return readFieldOf(file, node.left) ?? (node.operator === '+' ? readFieldOf(file, node.right) : null);
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

function fillsField(file: FileAnalysis, write: Write, node: Node, key: string): boolean {
  const holder = outer(node).parent;
  if (holder?.type === 'Property') return holder.value === outer(node) && keyOf(holder.key, holder.computed) === key;
  // A bound value: the statement says which column it goes to.
  const textArg = write.query?.library.call.query?.textArg;
  if (textArg === undefined || holder?.type !== 'ArrayExpression' || write.node.type === 'TaggedTemplateExpression')
    return false;
  const statement = write.node.arguments[textArg];
  return (
    statement !== undefined &&
    new RegExp(`\\bset\\b[^;]*\\b${key.replace(/\W/g, '')}\\b\\s*=\\s*(?:\\$\\d|\\?|:)`, 'i').test(
      file.text.slice(...statement.range),
    )
  );
}

function isSameTable(file: FileAnalysis, { read }: ReadField, write: Write): boolean {
  if (!write.query) return write.row === read;
  const [owner] = receiversOf(write.node);
  if (read.library.symbol.model.library !== write.query.library.symbol.model.library) return false;
  if (read.query.entity !== undefined || write.query.query.entity !== undefined)
    return read.query.entity?.toLowerCase() === write.query.query.entity?.toLowerCase();
  const [other] = receiversOf(read.library.node);
  return (
    owner !== undefined && other !== undefined && file.text.slice(...owner.range) === file.text.slice(...other.range)
  );
}

/** `account.balance -= 5; await account.save()`, or `await accounts.save(account)`. */
function changeBefore(file: FileAnalysis, write: Write): Change | null {
  const saved = savedName(write);
  const held = saved && readInto(file, saved);
  const variable = saved && file.variableOf(saved);
  if (!saved || !held || !variable) return null;
  for (const { identifier } of variable.references) {
    const member = (identifier as Node).parent;
    if (
      member?.type !== 'MemberExpression' ||
      member.object !== identifier ||
      identifier.range[0] > write.node.range[0]
    )
      continue;
    const field = file.functionOf(member) === file.functionOf(write.node) ? readFieldOf(file, member) : null;
    const changed = field && changedAt(file, member, field);
    if (changed) return { ...field, node: changed };
  }
  return null;
}

/** The row a write is made on, or is given as it is. */
function savedName({ node }: Write): TSESTree.Identifier | null {
  if (node.type === 'TaggedTemplateExpression') return null;
  const last = node.arguments.at(-1);
  const given = last && last.type !== 'SpreadElement' ? bare(last) : null;
  if (given?.type === 'Identifier') return given;
  const [owner] = receiversOf(node);
  const instance = owner && node.arguments.length <= 1 ? bare(owner) : null;
  return instance?.type === 'Identifier' ? instance : null;
}

function changedAt(file: FileAnalysis, member: TSESTree.MemberExpression, field: ReadField): Node | null {
  const whole = outer(member);
  const { parent } = whole;
  if (parent?.type === 'UpdateExpression') return parent;
  if (parent?.type !== 'AssignmentExpression' || parent.left !== whole) return null;
  if (parent.operator === '+=' || parent.operator === '-=') return isText(parent.right) ? null : parent;
  const right = bare(parent.right);
  const source = parent.operator === '=' && right.type === 'BinaryExpression' ? arithmeticOn(file, right) : null;
  return source?.key === field.key && source.read === field.read ? parent : null;
}

function isGuarded(file: FileAnalysis, write: Write, change: Change): boolean {
  if (VERSION.test(change.key)) return true;
  if (
    LOCKED.test(workAround(file, write.node)) ||
    LOCKED.test(file.text.slice(...wholeChain(change.read.library.node).range))
  )
    return true;
  // These stores refuse the second of two transactions that write the same document.
  if (
    change.read.library.symbol.model.family === 'document-store' &&
    [change.read, write.query].some((query) => query && inTransaction(file, query.library) === 'yes')
  )
    return true;
  return comparesOnWrite(file, write, change.key);
}

/** The function a write stands in, with the calls that run it: a lock may be taken by them. */
function workAround(file: FileAnalysis, node: Node): string {
  let around: Node = file.functionOf(node) ?? file.ast;
  for (let call = around.parent; call?.type === 'CallExpression'; call = around.parent)
    around = file.functionOf(call) ?? call;
  return file.text.slice(...around.range);
}

/** The filter names the value that was read, or a version: when somebody was faster nothing is written. */
function comparesOnWrite(file: FileAnalysis, write: Write, key: string): boolean {
  const library = write.query?.library;
  const where = library?.call.query?.where;
  if (!library || !where || write.node.type === 'TaggedTemplateExpression') return false;
  const argument = write.node.arguments[where.arg];
  const filter = where.property === undefined ? argument : file.optionOf(library, where.arg, where.property);
  const text = filter && filter !== 'unknown' ? file.text.slice(...filter.range) : '';
  return VERSION.test(text) || new RegExp(`(?<!\\.)\\b${key.replace(/\W/g, '')}\\b`).test(text);
}

function problem(file: FileAnalysis, write: Write, change: Change): Problem {
  const { key } = change;
  return {
    at: write.node.range,
    messageId: 'lost',
    data: { key, call: calleeText(file, write.node) },
    steps: [
      { at: change.read.library.node.range, what: `\`${key}\` is read here` },
      { at: change.node.range, what: 'the new value is computed in the process' },
      { at: write.node.range, what: 'and written back, whatever the row holds by now' },
    ],
    ...(PRECIOUS.test(key) && { severity: 'high' as const }),
    cause: { kind: 'place', at: change.read.library.node.range, words: `after the same read of \`${key}\`` },
  };
}
