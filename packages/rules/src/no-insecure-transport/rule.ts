import {
  bare,
  dependsOnEnvironment,
  dottedName,
  keyOf,
  memberName,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { quoted } from '../edits/text-style.js';
import { calleeText, excerpt } from '../evidence.js';
import { cleartextHost, credentialIn } from './cleartext.js';
import { isLocalTarget, isOptIn, isServerSide, speaksClear, standsWithLocalTarget } from './tls-context.js';

/** Node's own option, under which every client of the platform passes it on. */
const VERIFY = 'rejectUnauthorized';
const VARIABLE = 'process.env.NODE_TLS_REJECT_UNAUTHORIZED';

export default defineRule({
  id: 'no-insecure-transport',
  meta: {
    severity: 'high',
    cwe: [295, 319],
    owasp: ['A04:2025', 'A02:2025', 'A02:2021', 'A05:2021'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports connections whose other side is not verified, that speak broken versions of TLS, ' +
        'or that send requests in clear',
      impact: 'Whoever stands between the two machines reads and changes everything, passwords and tokens included.',
      fix:
        'Leave verification on and give a private authority with `ca`; speak TLS 1.2 or newer; ' +
        'send requests to `https` addresses only.',
      refactoring: 'Make every outgoing connection from one place that knows the authorities the company uses.',
    },
    messages: {
      unverified:
        '`{{setting}}` accepts any certificate, so anyone in between can answer. ' +
        'Leave verification on and give your authority with `ca`.',
      process:
        'This turns verification off for every connection of the process. ' +
        'Remove it and give your authority with `ca` or NODE_EXTRA_CA_CERTS.',
      old: '`{{setting}}` allows a version of TLS that RFC 8996 forbids. Use `TLSv1.2` or newer.',
      cleartext:
        '`{{credential}}` is sent to `http://{{host}}` in clear, where everyone on the way can read it. Use `https`.',
      plain:
        'This request goes to `http://{{host}}` in clear: ' +
        'anyone on the way reads it and can change the answer. Use `https`.',
      channel:
        '`{{call}}` speaks without encryption: anyone on the way reads the messages and can change them. ' +
        'Give credentials with a certificate.',
      verify: 'Verify the certificate.',
      useTls12: 'Ask for TLS 1.2.',
      useHttps: 'Use `https`.',
    },
    schema: [],
    speaksOf: ['unverified-tls', 'old-tls', 'clear-channel'],
    gate: new RegExp(
      String.raw`rejectUnauthorized|REJECT_UNAUTHORIZED|http:\/\/|minVersion|maxVersion|secureProtocol|` +
        String.raw`tlsInsecure|tlsAllowInvalid|trustServer|strictSSL|sslValidate|no-verify|createInsecure`,
      'i',
    ),
  },
  *problems(file) {
    const reported = new Set<Node>();
    for (const { node, property, elsewhere, model } of file.hazards('unverified-tls')) {
      // Under Node's own name it is told where it stands.
      if (elsewhere && model.property?.split('.').at(-1) === VERIFY) continue;
      if (reported.has(node) || isMeant(file, node)) continue;
      reported.add(node);
      yield unverified(file, node, property ?? node);
    }
    yield* namedSettings(file, reported);
    yield* wholeProcess(file);
    for (const { node, property } of file.hazards('old-tls')) {
      if (reported.has(node)) continue;
      reported.add(node);
      const plain = bare(node);
      const isVersion =
        plain.type === 'Literal' &&
        property !== undefined &&
        /Version$/.test(keyOf(property.key, property.computed) ?? '');
      yield {
        at: node.range,
        messageId: 'old',
        data: { setting: excerpt(file.text, (property ?? node).range) },
        severity: 'medium',
        suggestions: isVersion
          ? [{ messageId: 'useTls12', edits: [{ range: plain.range, text: quoted(file, 'TLSv1.2') }] }]
          : [],
      };
    }
    for (const { call } of file.hazards('clear-channel')) {
      // Machines of one network may be encrypted below.
      if (!isMeant(file, call.node) && !standsWithLocalTarget(call.node))
        yield {
          at: call.node.range,
          messageId: 'channel',
          data: { call: calleeText(file, call.node) },
          severity: 'low',
        };
    }
    yield* cleartext(file);
  },
});

/**
 * Said by a condition: only while developing, or because whoever runs the program asked for it; or this machine is
 * meant.
 */
function isMeant(file: FileAnalysis, node: Node): boolean {
  return dependsOnEnvironment(file, node) || isOptIn(file, node) || isLocalTarget(node);
}

function unverified(file: FileAnalysis, node: Node, setting: Node): Problem {
  const plain = bare(node);
  const suggestions =
    plain.type === 'Literal' && plain.value === false
      ? [{ messageId: 'verify', edits: [{ range: plain.range, text: 'true' }] }]
      : [];
  return { at: node.range, messageId: 'unverified', data: { setting: excerpt(file.text, setting.range) }, suggestions };
}

/**
 * The option by its name, wherever it is written: `{ ssl: { rejectUnauthorized: false } }`,
 * `agent.options.rejectUnauthorized = false`.
 */
function* namedSettings(file: FileAnalysis, reported: Set<Node>): Generator<Problem> {
  for (const property of file.nodes('Property')) {
    if (
      keyOf(property.key, property.computed) !== VERIFY ||
      property.parent.type !== 'ObjectExpression' ||
      reported.has(property.value)
    )
      continue;
    if (
      file.valueOf(property.value).constant !== false ||
      isServerSide(file, property) ||
      speaksClear(file, property.parent) ||
      isMeant(file, property.value)
    )
      continue;
    yield unverified(file, property.value, property);
  }
  for (const assignment of file.nodes('AssignmentExpression')) {
    const target = bare(assignment.left);
    if (
      target.type !== 'MemberExpression' ||
      memberName(target) !== VERIFY ||
      file.valueOf(assignment.right).constant !== false ||
      isMeant(file, assignment)
    )
      continue;
    yield unverified(file, assignment.right, assignment);
  }
}

function* wholeProcess(file: FileAnalysis): Generator<Problem> {
  for (const assignment of file.nodes('AssignmentExpression')) {
    if (dottedName(assignment.left) !== VARIABLE || isMeant(file, assignment)) continue;
    const { constant } = file.valueOf(assignment.right);
    if (constant === '0' || constant === 0) yield { at: assignment.range, messageId: 'process' };
  }
}

/**
 * A request to a fixed address without encryption: what is sent can be read, what comes back can be changed.
 * Credentials weigh more.
 */
function* cleartext(file: FileAnalysis): Generator<Problem> {
  for (const sink of file.sinks('outbound-url')) {
    const host = cleartextHost(file, sink.node);
    if (host === null || sink.call.node.type === 'TaggedTemplateExpression' || isMeant(file, sink.node)) continue;
    const credential = credentialIn(file, sink.call.node.arguments);
    if (!credential && file.role !== 'source') continue;
    const plain = bare(sink.node);
    const start = plain.range[0] + 1;
    const isWritten =
      (plain.type === 'Literal' || plain.type === 'TemplateLiteral') && file.text.startsWith('http://', start);
    const suggestions = isWritten
      ? [{ messageId: 'useHttps', edits: [{ range: [start, start + 4] as const, text: 'https' }] }]
      : [];
    yield credential
      ? { at: sink.node.range, messageId: 'cleartext', data: { credential, host }, severity: 'medium', suggestions }
      : { at: sink.node.range, messageId: 'plain', data: { host }, severity: 'low', suggestions };
  }
}
