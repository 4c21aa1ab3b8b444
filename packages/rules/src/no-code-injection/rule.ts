import { bare, type FileAnalysis, type Node, type Value } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { askedOf, calleeText, evidence, handedIn, sourceSubject } from '../evidence.js';
import { dynamicModules } from './dynamic-modules.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-code-injection',
  meta: {
    severity: 'critical',
    weight: 'sender',
    cwe: [94, 95, 1336],
    owasp: ['A05:2025', 'A03:2021'],
    docs: {
      description: 'Reports request input that is run as code, compiled as a template or loaded as a module',
      impact: 'Whoever sends the request runs their own program inside this one, with all its secrets and connections.',
      fix: 'Parse the value instead of running it, hand it to a template as data, and choose modules from a table.',
      refactoring: 'Offer the few operations clients need as named functions in a table, and look the name up there.',
    },
    messages: {
      code:
        '{{source}} is run as code by `{{call}}`. Parse it with `JSON.parse` or `Number`, ' +
        'or look the operation up in a table.',
      template:
        '{{source}} becomes the source of a template in `{{call}}`, and templates run code. ' +
        'Keep the template fixed and give the value as data.',
      settings:
        '{{source}} is handed whole to the template engine by `{{call}}`, ' +
        'which reads its own settings from the same object: some name files, ' +
        'some become code of the template. Hand over the fields of the view by name.',
      module:
        '{{source}} names the module that `{{call}}` loads and runs. ' +
        'Look the module up in a table of the ones that are meant.',
      unseen: 'Can request input reach {{receiver}}, where it {{what}}?',
      sandbox:
        '`{{call}}` runs foreign code inside this process, and new ways out of it keep being found. ' +
        'Run that code in a separate process or an isolate without the privileges of this one.',
    },
    schema: [],
    speaksOf: ['code-text', 'template-source', 'template-settings', 'module-name', 'broken-sandbox'],
    gate: new RegExp(
      String.raw`[eE]val|evil|\bFunction\s*\(|\bvm2?\b|[rR]equire|import\(|set(?:Timeout|Interval|` +
        String.raw`Immediate)\s*\(|[rR]ender|[cC]ompile|[tT]emplate`,
    ),
  },
  *problems(file) {
    for (const [kind, messageId, what] of [
      ['code-text', 'code', 'is evaluated as code'],
      ['template-source', 'template', 'becomes the source of a template'],
    ] as const) {
      for (const sink of file.sinks(kind)) {
        const value = file.valueFor(sink.node, kind);
        yield* askedOf(file, sink, value, what);
        if (file.judge(value, kind) === 'tainted' && isUntrustedText(value))
          yield { ...problem(file, messageId, sink.node, value, calleeText(file, sink.call.node)), ...handedIn(value) };
      }
    }
    for (const { node, call } of file.sinks('template-settings')) {
      for (const part of handedWhole(node)) {
        const value = file.valueOf(part);
        if (value.taint === 'tainted' && !value.validated && WHOLE.has(file.symbolOf(part)?.member.source?.kind ?? ''))
          yield { ...problem(file, 'settings', part, value, calleeText(file, call.node)), severity: 'high' };
      }
    }
    for (const { name, by } of dynamicModules(file)) {
      const value = file.valueFor(name, 'code-text');
      if (choosesModule(file, value)) yield { ...problem(file, 'module', name, value, by), ...handedIn(value) };
    }
    for (const hazard of file.hazards('broken-sandbox')) {
      yield {
        at: hazard.node.range,
        messageId: 'sandbox',
        severity: 'high',
        data: { call: calleeText(file, hazard.call.node) },
      };
    }
  },
});

/** Parts of a request whose keys the client chooses. */
const WHOLE: ReadonlySet<string> = new Set(['body', 'query']);

/** The object itself, or what is spread into it. */
function handedWhole(node: Node): Node[] {
  const plain = bare(node);
  if (plain.type !== 'ObjectExpression') return [plain];
  return plain.properties.flatMap((property) => (property.type === 'SpreadElement' ? [bare(property.argument)] : []));
}

/** Whoever starts a program may tell it what to run; functions that are handed over are no text. */
function isUntrustedText(value: Value): boolean {
  return value.source !== 'argv' && value.shapes.includes('str');
}

/** A name without separators behind a fixed folder can only name what is meant to be there. */
function choosesModule(file: FileAnalysis, value: Value): boolean {
  return (
    file.judge(value, 'code-text') === 'tainted' &&
    file.judge(value, 'file-path') === 'tainted' &&
    isUntrustedText(value)
  );
}

function problem(file: FileAnalysis, messageId: string, at: Node, value: Value, call: string): Problem {
  return {
    at: at.range,
    messageId,
    data: { source: sourceSubject(value), call },
    steps: evidence(value, at.range, 'is run here'),
    ...valueCause(file, at),
  };
}
