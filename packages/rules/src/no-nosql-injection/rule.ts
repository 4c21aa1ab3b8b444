import {
  bare,
  type CallNode,
  codeInFilter,
  type FileAnalysis,
  isSecretName,
  keyOf,
  type Node,
  propertyOf,
  type Value,
  vanishingFilter,
} from '@backend-architect/analysis';
import { defineRule, type Edit } from '../define-rule.js';
import { asText } from '../edits/as-text.js';
import { calleeText, evidence, handedIn, severityOf, sourceSubject } from '../evidence.js';
import { isAskedAgain } from './asked-again.js';
import { openFilters, type OpenFilter } from './open-filter.js';

export default defineRule({
  id: 'no-nosql-injection',
  meta: {
    severity: 'high',
    severest: 'critical',
    weight: 'sender',
    cwe: [943],
    owasp: ['A05:2025', 'A03:2021'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports request input that can bring its own operators into a query filter',
      impact:
        'A client that sends `{"$ne": null}` instead of a text matches every record: ' +
        'logins succeed and foreign data comes back.',
      fix: 'Compare with `{ $eq: value }`, convert with `String(value)`, or parse the input with a schema first.',
      refactoring:
        'Parse every request body with a schema at the edge, so that filters are only ever made of checked values.',
    },
    messages: {
      whole:
        '{{source}} is the filter of `{{call}}`: the client chooses fields and operators. ' +
        'Build the filter from named values.',
      field:
        '{{source}} arrives as `{{path}}` in the filter of `{{call}}` and may be an operator object ("not ' +
        'equal to nothing") instead of a value. Write `String(value)`, an explicit equality operator, ' +
        'or parse it with a schema first.',
      code:
        '{{source}} becomes code that the database evaluates in `{{call}}`. ' +
        'Compare with operators instead of code.',
      text: 'Convert to text.',
    },
    schema: [],
    speaksOf: ['nosql-filter', 'nosql-code'],
    gate: /find|update|delete|remove|count|exists|distinct|aggregate|where|match|mapReduce|eval|filter|first|bulkWrite/,
  },
  *problems(file) {
    for (const sink of isDisarmed(file) ? [] : file.sinks('nosql-filter')) {
      const value = filterAt(file, sink.node);
      const all = openFilters(file, value);
      const open = worst(all);
      // A value that may be missing altogether is the worse news, and `no-unscoped-mutation` speaks of it.
      if (!open || (open.how === 'field' && vanishingFilter(file, sink.call))) continue;
      const found = open.how === 'field' ? propertyAt(sink.node, open.path) : null;
      const edits = textEdits(file, sink.node, all);
      yield {
        messageId: open.how,
        data: { source: sourceSubject(open.value), path: open.path, call: calleeText(file, sink.call.node) },
        at: (found ?? sink.node).range,
        ...handedIn(value),
        steps: evidence(open.value, sink.node.range, 'is read as a filter'),
        severity:
          severityOf(open.value) ??
          (open.how === 'code' || (comparesSecret(open) && !isAskedAgain(file, sink.call.node, sink.node, open.path))
            ? 'critical'
            : undefined),
        ...(edits && { suggestions: [{ messageId: 'text', edits }] }),
      };
    }
    const seen = new Set(file.sinks('nosql-filter').map((sink) => sink.call.node));
    for (const { node, call } of shapedCode(file, seen)) {
      const value = file.valueFor(node, 'nosql-code');
      if (file.judge(value, 'nosql-code') === 'tainted')
        yield {
          messageId: 'code',
          data: { source: sourceSubject(value), path: '$where', call: calleeText(file, call) },
          at: node.range,
          steps: evidence(value, node.range, 'is evaluated by the database'),
          ...handedIn(value),
          severity: severityOf(value) ?? 'critical',
        };
    }
    for (const sink of file.sinks('nosql-code')) {
      const value = file.valueFor(sink.node, 'nosql-code');
      if (file.judge(value, 'nosql-code') !== 'tainted') continue;
      yield {
        messageId: 'code',
        data: { source: sourceSubject(value), path: '', call: calleeText(file, sink.call.node) },
        at: sink.node.range,
        steps: evidence(value, sink.node.range, 'is evaluated by the database'),
        ...handedIn(value),
        severity: severityOf(value) ?? 'critical',
      };
    }
  },
});

/** Rung 5: nothing is known of the receiver, but a filter with `$where` can only be meant for a document store. */
function* shapedCode(
  file: FileAnalysis,
  seen: ReadonlySet<Node>,
): Generator<{ readonly node: Node; readonly call: CallNode }> {
  for (const call of file.nodes('CallExpression')) {
    const [first] = call.arguments;
    const filter = first && bare(first);
    if (filter?.type !== 'ObjectExpression' || seen.has(call)) continue;
    const entry = propertyOf(filter, '$where');
    if (entry !== null && entry !== 'unknown') yield { node: entry.value, call };
  }
}

/** A filter with what callers bring into it: code first, then operators. */
function filterAt(file: FileAnalysis, node: Node): Value {
  const withCode = file.valueFor(node, 'nosql-code', { part: codeInFilter });
  const code = codeInFilter(withCode);
  return code && file.judge(code, 'nosql-code') === 'tainted' ? withCode : file.valueFor(node, 'nosql-filter');
}

/** One report per filter: code first, then what opens a login. */
function worst(open: readonly OpenFilter[]): OpenFilter | undefined {
  return open.find(({ how }) => how === 'code') ?? open.find(comparesSecret) ?? open[0];
}

/** A login that compares a password or token in the filter is opened by it. */
function comparesSecret({ path }: OpenFilter): boolean {
  const field = path.split('.').at(-1) ?? '';
  return isSecretName(field) || /token$/i.test(field);
}

/** The file switches operators in filters off for the whole process. */
function isDisarmed(file: FileAnalysis): boolean {
  return file.callsWith('disarms').some(({ node, call }) => {
    const { disarms } = call;
    if (!disarms?.kinds.includes('nosql-filter') || node.type === 'TaggedTemplateExpression') return false;
    if (disarms.arg === undefined) return true;
    const [named, value] = [node.arguments[disarms.arg], node.arguments[disarms.arg + 1]];
    return (
      named !== undefined &&
      file.valueOf(named).constant === disarms.is &&
      (value === undefined || file.valueOf(value).constant !== false)
    );
  });
}

/** The value of a field in a filter that is written out at the call. */
function propertyAt(filter: Node, path: string): Node | null {
  const plain = bare(filter);
  if (plain.type !== 'ObjectExpression') return null;
  const [head, ...rest] = path.split('.');
  const entry = plain.properties.find(
    (property) => property.type === 'Property' && keyOf(property.key, property.computed) === head,
  );
  if (entry?.type !== 'Property') return null;
  return rest.length === 0 ? entry.value : propertyAt(entry.value, rest.join('.'));
}

/**
 * All open fields at once: one that is left open is enough for an attacker. Null when one of them is not written out at
 * the call.
 */
function textEdits(file: FileAnalysis, filter: Node, open: readonly OpenFilter[]): readonly Edit[] | null {
  const values = open.map(({ how, path }) => (how === 'field' ? propertyAt(filter, path) : null));
  return values.includes(null) ? null : values.flatMap((value) => (value ? [textEdit(file, value)] : []));
}

function textEdit(file: FileAnalysis, value: Node): Edit {
  const { parent } = value;
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  return {
    range: isShorthand ? parent.range : value.range,
    text: isShorthand ? `${file.text.slice(...value.range)}: ${asText(file, value.range)}` : asText(file, value.range),
  };
}
