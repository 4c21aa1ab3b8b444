import {
  bare,
  type CallNode,
  dependsOnEnvironment,
  type FileAnalysis,
  loggedParts,
  memberName,
  type Node,
  ownLoggerEntries,
  type Sink,
  type Value,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';
import { revealedBy } from './secret-part.js';

interface Options {
  readonly lineBreaks: boolean;
}

export default defineRule<Options>({
  id: 'no-unsafe-logging',
  meta: {
    severity: 'high',
    cwe: [532, 117, 134],
    owasp: ['A09:2025', 'A09:2021'],
    docs: {
      description: 'Reports passwords, tokens, whole requests and the environment in logs, and formats from outside',
      impact:
        'Whoever reads the logs, their backups or the service they are sent to has the passwords and ' +
        'sessions of the users.',
      fix: 'Log an id, a length or a hash instead of the value, and name the fields of a request that are logged.',
      refactoring: 'Give the logger one list of fields that it always leaves out.',
    },
    messages: {
      secret: '`{{what}}` is written to the log by `{{call}}`. Log that it was there, or an id that leads to it.',
      environment:
        '`{{what}}` is written to the log by `{{call}}`, with every secret this process was started with. ' +
        'Log the variables that matter by name.',
      request:
        '`{{what}}` is written to the log by `{{call}}`, with the passwords or sessions in it. ' +
        'Log the fields that matter by name.',
      body:
        '`{{what}}`, whatever the client sent, is written to the log by `{{call}}`. ' +
        'Log the fields that matter by name.',
      lineBreaks:
        '{{source}} becomes part of a line written by `{{call}}`; ' +
        'with a line break in it a client writes entries of its own. Use a logger that writes JSON, ' +
        'or `JSON.stringify` the value.',
      entry:
        '{{source}} becomes part of a line of `{{call}}`. Does this logger keep a line break inside the entry, ' +
        'as JSON does?',
      field:
        '`{{what}}` is handed to `{{call}}` as a field of an entry. Does this logger leave fields of that name out, ' +
        'or does it stand in the log?',
      format:
        '{{source}} is the format of `{{call}}`: its placeholders decide which of the values beside it are ' +
        'printed, and how. Use a fixed format and give the text as a value for `%s`.',
    },
    schema: [{ type: 'object', properties: { lineBreaks: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ lineBreaks: false }],
    strictOptions: [{ lineBreaks: true }],
    exempt: ['test', 'generated', 'migration', 'client', 'script'],
    speaksOf: ['format-text', 'log-entry'],
    gate: /(?:log\w*|console)\s*[?.]|\blog\(|\bformat(?:WithOptions)?\b[^;]*util\b|util\b[^;]*\bformat/i,
  },
  *problems(file, { lineBreaks }) {
    for (const sink of file.sinks('log-entry')) {
      const found = [...revealed(file, sink.node, sink.call.node, sink.call.symbol.model.family === 'logging')];
      yield* found;
      if (lineBreaks && found.length === 0) yield* forged(file, sink);
    }
    for (const { node, call } of ownLoggerEntries(file)) {
      // What only runs on the machine of a developer shows nobody else's secrets.
      if (!dependsOnEnvironment(file, call)) yield* revealed(file, node, call, true);
    }
    yield* unseenFields(file);
    yield* unseenLines(file);
    yield* formats(file);
  },
});

function* revealed(file: FileAnalysis, node: Node, call: CallNode, mayLeaveOut: boolean): Generator<Problem> {
  for (const part of loggedParts(file, node)) {
    // Properties of objects may be left out by the logger, and its settings stand elsewhere.
    const kind = mayLeaveOut && part.key !== undefined ? null : revealedBy(file, part);
    // Headers at a level that is off: a body in which a password was read is another thing.
    if (
      kind !== 'secret' &&
      kind !== 'environment' &&
      isForDevelopers(call) &&
      file.valueOf(part.node).source !== 'body'
    )
      continue;
    if (kind)
      yield {
        at: part.node.range,
        messageId: kind,
        data: { what: excerpt(file.text, part.node.range), call: calleeText(file, call) },
        ...((kind === 'body' || isForDevelopers(call)) && { severity: 'low' as const }),
        ...valueCause(file, part.node),
      };
  }
}

/** Levels that are switched off where the program serves, unless somebody looks for a fault. */
function isForDevelopers(call: CallNode): boolean {
  const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
  return callee?.type === 'MemberExpression' && /^(?:debug|trace|verbose|silly)$/.test(memberName(callee) ?? '');
}

/** A format without values beside it is only a text. */
function* formats(file: FileAnalysis): Generator<Problem> {
  for (const { kind, node, call } of file.sinks('format-text')) {
    const given = call.node.type === 'TaggedTemplateExpression' ? [] : call.node.arguments;
    const value = file.valueFor(node, kind);
    if (
      given.at(-1) === node ||
      file.judge(value, kind) !== 'tainted' ||
      !value.shapes.includes('str') ||
      value.source === 'argv'
    )
      continue;
    yield {
      at: node.range,
      messageId: 'format',
      data: { source: sourceSubject(value), call: calleeText(file, call.node) },
      steps: evidence(value, node.range, 'is used as a format'),
      severity: 'medium',
      ...handedIn(value),
    };
  }
}

/** A secret under a name of its own, which a logger can leave out: its settings are asked for once. */
function* unseenFields(file: FileAnalysis): Generator<Problem> {
  for (const { node, call } of ownLoggerEntries(file)) {
    if (dependsOnEnvironment(file, call) || isForDevelopers(call)) continue;
    const part = loggedParts(file, node).find((one) => one.key !== undefined && revealedBy(file, one) === 'secret');
    if (!part) continue;
    yield {
      at: part.node.range,
      messageId: 'field',
      data: { what: excerpt(file.text, part.node.range), call: calleeText(file, call) },
      severity: 'medium',
      asks: {
        why: 'the logger is made where its settings cannot be seen',
        what: 'is a field of an entry of the log',
        once: 'fields of the logger',
      },
    };
    return;
  }
}

/** How a logger writes that is made where nobody sees it: asked once, as a project has one. */
function* unseenLines(file: FileAnalysis): Generator<Problem> {
  for (const { node, call } of ownLoggerEntries(file)) {
    const [line] = linesFrom(file, node);
    if (!line) continue;
    yield {
      at: line.node.range,
      messageId: 'entry',
      data: { source: sourceSubject(line.value), call: calleeText(file, call) },
      severity: 'low',
      asks: {
        why: 'the logger is made where its form cannot be seen',
        what: 'becomes part of a line of the log',
        once: 'logger',
      },
    };
    return;
  }
}

/** Untrusted pieces of a text that are written as they are. */
function linesFrom(file: FileAnalysis, node: Node): { readonly node: Node; readonly value: Value }[] {
  if (/stringify|encodeURI/.test(file.text.slice(...node.range))) return [];
  return loggedParts(file, node).flatMap((part) => {
    if (part.key !== undefined || part.node.range[0] < node.range[0]) return [];
    const value = file.valueFor(part.node, 'log-entry');
    return file.judge(value, 'log-entry') === 'tainted' && value.shapes.includes('str') && value.source !== 'argv'
      ? [{ node: part.node, value }]
      : [];
  });
}

/** Loggers of their own family write JSON, where a line break stays inside its value. */
function* forged(file: FileAnalysis, { node, call }: Sink): Generator<Problem> {
  if (call.symbol.model.family === 'logging') return;
  for (const { node: part, value } of linesFrom(file, node)) {
    yield {
      at: part.range,
      messageId: 'lineBreaks',
      data: { source: sourceSubject(value), call: calleeText(file, call.node) },
      steps: evidence(value, part.range, 'is written to the log'),
      severity: 'low',
      ...handedIn(value),
    };
  }
}
