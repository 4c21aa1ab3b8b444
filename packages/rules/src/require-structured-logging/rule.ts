import { bare, conditionsAt, type FileAnalysis, isLogger, loggerCalls, type Node } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, excerpt } from '../evidence.js';
import { lostError } from './lost-error.js';

interface Options {
  readonly context: boolean;
}

export default defineRule<Options>({
  id: 'require-structured-logging',
  meta: {
    severity: 'low',
    cwe: [778, 223],
    owasp: ['A09:2025', 'A09:2021'],
    docs: {
      description: 'Reports log entries that lose the error, and entries that bypass the logger of their file',
      impact: 'When something goes wrong at night the log says that it did, and neither where nor for whom.',
      fix: 'Give the logger the error itself, and what belongs to the entry as fields.',
      refactoring: 'Give every request a logger of its own that carries the request id, and hand that one on.',
    },
    messages: {
      error:
        '`{{what}}` is all that `{{call}}` keeps of the error: its stack and cause are lost. ' +
        'Give the logger the error itself.',
      console: '`{{call}}` bypasses the logger this file has, with its level, format and destination. Use the logger.',
      context:
        'The entry of `{{call}}` is one text: what it is about cannot be searched for. ' +
        'Give it a fixed text, and the values as fields.',
    },
    schema: [{ type: 'object', properties: { context: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ context: false }],
    exempt: ['test', 'generated', 'migration', 'client', 'script', 'config'],
    gate: /log\w*\s*[?.]+\s*(?:trace|debug|verbose|info|log|warn|error|fatal)\b/i,
  },
  *problems(file, { context }): Generator<Problem> {
    const calls = loggerCalls(file);
    const hasLogger = calls.some(({ isConsole }) => !isConsole);
    // A logger has nothing but the console to fall back on.
    if (!hasLogger || /(?:^|\/)[^/]*log(?:ger|ging)?[^/]*$/i.test(file.file)) return;
    for (const { node, level, isConsole } of calls) {
      const call = calleeText(file, node);
      if (isConsole) {
        if (!lacksLogger(file, node)) yield { at: node.callee.range, messageId: 'console', data: { call } };
        continue;
      }
      const lost = level === 'error' || level === 'fatal' ? lostError(file, node) : null;
      if (lost) yield { at: lost.range, messageId: 'error', data: { call, what: excerpt(file.text, lost.range) } };
      else if (context && node.arguments[0] && isMixedText(file, node.arguments[0]))
        yield { at: node.arguments[0].range, messageId: 'context', data: { call } };
    }
  },
});

/**
 * A condition around the place asks for a logger, and it came out that there is none: `if (logger) ... else`, `if
 * (!log)`, `logger === undefined ? ...`.
 */
function lacksLogger(file: FileAnalysis, place: Node): boolean {
  return conditionsAt(place).some(({ test, truth }) => provesMissing(file, test, truth));
}

/**
 * An `&&` that failed may have failed for another reason: any of its parts may be the one, and the logger is asked for.
 */
function provesMissing(file: FileAnalysis, test: Node, truth: boolean): boolean {
  const plain = bare(test);
  switch (plain.type) {
    case 'UnaryExpression':
      return plain.operator === '!' && provesMissing(file, plain.argument, !truth);
    case 'LogicalExpression':
      return provesMissing(file, plain.left, truth) || provesMissing(file, plain.right, truth);
    case 'BinaryExpression': {
      const isEqual = /^===?$/.test(plain.operator);
      if (!isEqual && !/^!==?$/.test(plain.operator)) return false;
      const other = bare(plain.right);
      const isNothing =
        (other.type === 'Literal' && other.value === null) ||
        (other.type === 'Identifier' && other.name === 'undefined');
      return isNothing && provesMissing(file, plain.left, isEqual !== truth);
    }
    default:
      return !truth && isLogger(file, plain);
  }
}

/** Fixed text with values in it. */
function isMixedText(file: FileAnalysis, message: Node): boolean {
  const plain = bare(message);
  if (plain.type === 'TemplateLiteral') return plain.expressions.length > 0;
  return plain.type === 'BinaryExpression' && plain.operator === '+' && file.valueOf(plain).constant === undefined;
}
