import {
  bare,
  dottedName,
  memberName,
  outer,
  type FileAnalysis,
  type Node,
  type Value,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { asText } from '../edits/as-text.js';
import { quoted } from '../edits/text-style.js';
import { evidence, excerpt, sourceSubject } from '../evidence.js';
import { comparisonRole } from './comparison-role.js';
import { storedSecret, type StoredSecret } from './stored-secret.js';

export default defineRule({
  id: 'no-timing-unsafe-compare',
  meta: {
    severity: 'medium',
    cwe: [208],
    owasp: ['A04:2025', 'A02:2021'],
    api: ['API2:2023'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports secrets that are compared with request input by an operator whose duration tells where they differ',
      impact: 'By measuring how long answers take, an attacker learns a key or signature character by character.',
      fix: 'Hash both sides to the same length and compare them with `timingSafeEqual`.',
      refactoring: 'Keep one function that compares secrets, and use it for keys, signatures and tokens.',
    },
    messages: {
      secret:
        '{{source}} is compared with `{{secret}}` by `{{operator}}`, ' +
        'and the time it takes tells how many characters were right. ' +
        'Compare digests of both with `timingSafeEqual`.',
      digest:
        'A signature is compared by `{{operator}}`, and the time it takes tells how many characters were ' +
        'right. Use `timingSafeEqual` on buffers of equal length.',
      useTimingSafeEqual: 'Compare SHA-256 digests of both sides with `timingSafeEqual`.',
    },
    schema: [],
    gate: /[!=]==?|\.equals\(/,
  },
  *problems(file) {
    for (const node of file.nodes('BinaryExpression')) {
      if (/^[!=]==?$/.test(node.operator)) yield* compared(file, node, [node.left, node.right], node.operator);
    }
    for (const call of file.callsNamed('equals')) {
      if (call.type !== 'CallExpression') continue;
      const callee = bare(call.callee);
      const [argument] = call.arguments;
      if (callee.type === 'MemberExpression' && call.arguments.length === 1 && argument)
        yield* compared(file, call, [callee.object, argument], '.equals()');
    }
  },
});

function* compared(
  file: FileAnalysis,
  at: Node,
  [left, right]: readonly [Node, Node],
  operator: string,
): Generator<Problem> {
  // Cheap first: most comparisons are with something that stands in the code.
  if ([left, right].some((side) => isPlain(bare(side)))) return;
  for (const [given, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const secret = storedSecret(file, other);
    const value = secret && file.valueOf(given);
    if (
      !secret ||
      !value ||
      !isGiven(file, value, given, secret) ||
      comparisonRole(file, at, given, other) !== 'access'
    )
      continue;
    yield {
      at: at.range,
      messageId: secret.kind,
      data:
        secret.kind === 'secret'
          ? { source: sourceSubject(value), secret: excerpt(file.text, bare(other).range), operator }
          : { operator },
      steps: evidence(value, at.range, 'is compared with a secret'),
      suggestions: suggestion(file, at, [left, right]),
    };
    return;
  }
}

function isPlain(side: Node): boolean {
  return (
    side.type === 'Literal' ||
    (side.type === 'Identifier' && side.name === 'undefined') ||
    side.type === 'UnaryExpression' ||
    (side.type === 'MemberExpression' && memberName(side) === 'length')
  );
}

/**
 * Request input; beside a digest made with a key, any parameter: nobody compares signatures but those of somebody else.
 */
function isGiven(file: FileAnalysis, value: Value, node: Node, secret: StoredSecret): boolean {
  if (value.safeFor === 'all' || value.taint === 'safe' || !value.shapes.includes('str')) return false;
  if (value.taint === 'tainted') return value.source !== 'argv';
  return (
    secret.kind === 'digest' &&
    storedSecret(file, node)?.kind !== 'digest' &&
    value.unknown.some(({ kind }) => kind === 'param')
  );
}

/** When the file uses the crypto module under a name, its functions are at hand. */
function suggestion(file: FileAnalysis, at: Node, sides: readonly [Node, Node]): Suggestion[] {
  const name = cryptoName(file);
  if (name === null || at.type !== 'BinaryExpression') return [];
  const [left, right] = sides.map(
    (side) => `${name}.createHash(${quoted(file, 'sha256')}).update(${comparable(file, outer(side))}).digest()`,
  );
  return [
    {
      messageId: 'useTimingSafeEqual',
      edits: [
        {
          range: outer(at).range,
          text: `${at.operator.startsWith('!') ? '!' : ''}${name}.timingSafeEqual(${left ?? ''}, ${right ?? ''})`,
        },
      ],
    },
  ];
}

/** As text, whatever was sent. A variable that is not set must fail, and not be the text `undefined`. */
function comparable(file: FileAnalysis, side: Node): string {
  const isVariable = /^process\.env\.\w+$/.test(dottedName(bare(side)) ?? '');
  if (!isVariable) return asText(file, side.range);
  const text = file.text.slice(...side.range);
  return /\.[cm]?tsx?$/.test(file.file) && side.type === 'MemberExpression' ? `${text}!` : text;
}

function cryptoName(file: FileAnalysis): string | null {
  for (const { node, symbol } of file.libraryCalls) {
    if (symbol.model.family !== 'crypto' || symbol.on || node.type !== 'CallExpression') continue;
    const callee = bare(node.callee) as TSESTree.Expression;
    const object = callee.type === 'MemberExpression' ? bare(callee.object) : null;
    if (object?.type === 'Identifier') return object.name;
  }
  return null;
}
