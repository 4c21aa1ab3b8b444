import {
  bare,
  type FileAnalysis,
  FORM_SOURCES,
  type HtmlOutput,
  htmlOutputs,
  outer,
  type Node,
  type SourceKind,
  type Value,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-unescaped-html-response',
  meta: {
    severity: 'high',
    cwe: [79],
    owasp: ['A05:2025', 'A03:2021'],
    docs: {
      description: 'Reports request input that is sent as HTML without being escaped',
      impact:
        'A link to your site runs the script of an attacker in the browser of whoever follows it, with their session.',
      fix: 'Send data as JSON or with the type `text/plain`, or escape the value where it becomes part of HTML.',
      refactoring: 'Render pages with a template engine that escapes by default, and let handlers send data only.',
    },
    messages: {
      html:
        '{{source}} is sent to the browser as HTML by `{{call}}`. Escape it, send it as JSON, ' +
        'or set the type `text/plain`.',
      engine:
        '`{{setting}}` makes `{{call}}` put every value into pages as markup. Leave escaping on, ' +
        'and mark the few values that are HTML where they are used.',
      opened:
        '{{source}} becomes part of a page that `{{call}}` opens on this server: its scripts and frames reach whatever ' +
        'this machine reaches. Escape it.',
      mail:
        '{{source}} becomes part of the HTML of a mail sent by `{{call}}`. Escape it, ' +
        'so that nobody puts links and pictures into your mails.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['html-response', 'raw-templates'],
    gate: /send|write|end\(|html|body|Response|raw\(|autoescape|content|pdf|return|unsafe|sanitize/i,
  },
  *problems(file): Generator<Problem> {
    // Templates of mails and of code are plain text; those of a server are pages.
    if (file.libraries.some(({ family }) => family === 'http')) {
      for (const { node, call, property } of file.hazards('raw-templates'))
        yield {
          at: node.range,
          messageId: 'engine',
          data: { setting: excerpt(file.text, (property ?? node).range), call: calleeText(file, call.node) },
          severity: 'medium',
        };
    }
    const reported = new Set<number>();
    for (const output of htmlOutputs(file)) {
      const except = output.opened ? NOT_BY_STRANGERS : NOT_BY_LINKS;
      const value = file.valueFor(output.node, 'html-response', { except });
      if (!isReflected(file, output.node, value, except) || reported.has(output.node.range[0])) continue;
      reported.add(output.node.range[0]);
      yield {
        at: output.node.range,
        messageId: output.opened ? 'opened' : output.mail ? 'mail' : 'html',
        data: { source: sourceSubject(value), call: handedOutBy(file, output) },
        ...handedIn(value),
        steps: evidence(value, output.node.range, 'is read as HTML'),
        ...valueCause(file, output.node),
        ...(output.mail ? { severity: 'medium' as const } : output.opened ? {} : reflectedBody(file, value)),
      };
    }
  },
});

/** Headers and cookies are written by the browser of the victim. */
const NOT_BY_LINKS: readonly SourceKind[] = ['header', 'cookie', 'argv'];
const NOT_BY_STRANGERS: readonly SourceKind[] = ['argv'];

/** Text that a link or a form of another site can fill in. */
function isReflected(file: FileAnalysis, node: Node, value: Value, except: readonly SourceKind[]): boolean {
  if (file.judge(value, 'html-response') !== 'tainted' || !value.shapes.includes('str')) return false;
  if (value.source !== undefined && except.includes(value.source)) return false;
  return !isWholeBody(file, node) && !isFilledObject(file, node);
}

/**
 * What a form could fill in weighs less, a body that is no form least; of several callers the one that weighs most
 * counts.
 */
function reflectedBody(file: FileAnalysis, { source, handedBy = [] }: Value): { readonly severity?: 'medium' | 'low' } {
  if (!FORM_SOURCES.has(source) || handedBy.some((one) => !FORM_SOURCES.has(one.source))) return {};
  return { severity: source === 'body' && !readsForms(file) ? 'low' : 'medium' };
}

/** A form of another site fills in a body only where forms are parsed; a body of JSON cannot come from a link. */
function readsForms(file: FileAnalysis): boolean {
  return (
    file.libraries.some(({ family }) => family === 'upload') ||
    /\burlencoded\b|form-?body|parseBody|formData\(/i.test(file.text)
  );
}

/** `payment.id = req.body.id; res.send(payment)`: what has members is sent as JSON, unless it may be a text as well. */
function isFilledObject(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  if (!variable) return false;
  const given = variable.references.flatMap(({ writeExpr }) => (writeExpr ? [file.valueOf(writeExpr)] : []));
  const mayBeText = given.some(
    ({ shapes, taint }) => shapes.includes('str') && (shapes.length === 1 || (given.length > 1 && taint === 'tainted')),
  );
  return (
    !mayBeText &&
    variable.references.some(({ identifier }) => {
      const member = outer(identifier).parent;
      const write = member && outer(member).parent;
      return (
        member?.type === 'MemberExpression' &&
        bare(member.object) === identifier &&
        write?.type === 'AssignmentExpression' &&
        bare(write.left) === member
      );
    })
  );
}

/** A parsed body is an object or a list: it is sent back as JSON. */
function isWholeBody(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  const read =
    definition?.type === 'VariableDeclarator' && definition.init && definition.id.type === 'Identifier'
      ? definition.init
      : plain;
  const source = file.symbolOf(read)?.member.source;
  return source?.kind === 'body' && source.shapes.includes('obj');
}

function handedOutBy(file: FileAnalysis, { by }: HtmlOutput): string {
  if (by.type === 'MethodDefinition') return excerpt(file.text, by.key.range);
  if (by.type === 'AssignmentExpression') return excerpt(file.text, by.left.range);
  return excerpt(file.text, (by.type === 'TaggedTemplateExpression' ? by.tag : by.callee).range);
}
