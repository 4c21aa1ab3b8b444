import {
  bare,
  dependsOnEnvironment,
  keyOf,
  propertyOf,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { isOwnHost } from './own-host.js';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, sourceSubject } from '../evidence.js';

const REDIRECT = 'redirect_uri';
/** Beside it, `redirect_uri` and `response_type` speak of a login and of nothing else. */
const OF_A_LOGIN = new Set(['client_id', 'response_type', 'grant_type', 'code']);
/** `response_type` that hands a token to the browser in the address. */
const IMPLICIT = /^(?:(?:id_token|token|code)\s+)*token(?:\s+(?:id_token|code))*$/;

export default defineRule({
  id: 'no-insecure-oauth',
  meta: {
    severity: 'medium',
    cwe: [352, 287, 601],
    owasp: ['A07:2025', 'A07:2021'],
    api: ['API2:2023'],
    docs: {
      description:
        'Reports logins with another service that anyone can start, ' +
        'that return to an address of the client, or that put the token into an address',
      impact:
        'An attacker logs a victim into a foreign account, or has the code or token of the victim sent to himself.',
      fix:
        'Keep a random `state` in the session, return to one fixed address, ' +
        'and ask for a code (`response_type=code`, with PKCE).',
      refactoring: 'Let one maintained client library run the whole flow, and give it fixed settings only.',
    },
    messages: {
      state:
        'Without `state` the answer to `{{call}}` may belong to a login somebody else started. Set `state: ' +
        'true` and keep a session, or give a `store`.',
      redirect: '{{source}} decides where the service sends the code. Use one fixed address that is registered there.',
      implicit:
        '`{{setting}}` has the token put into the address, where histories, logs and other sites see it. ' +
        'Ask for `code` and use PKCE.',
    },
    schema: [],
    speaksOf: ['oauth-state'],
    gate: /redirect_uri|response_type|oauth|\bstate['"\]]*\s*[:=]\s*false|callbackURL/i,
  },
  *problems(file): Generator<Problem> {
    for (const { node, call, property } of file.hazards('oauth-state')) {
      if (!dependsOnEnvironment(file, call.node))
        yield { at: (property ?? node).range, messageId: 'state', data: { call: calleeText(file, call.node) } };
    }
    for (const property of file.nodes('Property')) {
      const key = keyOf(property.key, property.computed);
      if (
        (key !== REDIRECT && key !== 'response_type') ||
        property.parent.type !== 'ObjectExpression' ||
        !isOfALogin(property.parent, key)
      )
        continue;
      if (key === REDIRECT && (isOfAClient(file, property.parent) || isOfAnExchange(property.parent))) continue;
      if (key === REDIRECT) yield* chosenRedirect(file, property.value);
      else if (isImplicit(file, property.value))
        yield { at: property.range, messageId: 'implicit', data: { setting: excerpt(file.text, property.range) } };
    }
    yield* inAddresses(file);
  },
});

/** Parameters of a login written into an address: `...?client_id=${id}&redirect_uri=${uri}`. */
function* inAddresses(file: FileAnalysis): Generator<Problem> {
  for (const template of file.nodes('TemplateLiteral')) {
    const texts = template.quasis.map((quasi) => quasi.value.raw);
    if (!/[?&]client_id=/.test(texts.join(''))) continue;
    for (const [index, value] of template.expressions.entries())
      if (/[?&]redirect_uri=$/.test(texts[index] ?? '')) yield* chosenRedirect(file, value);
    if (/[?&]response_type=(?:id_token(?:%20|\+))?token(?:&|$)/.test(texts.join(' ')))
      yield { at: template.range, messageId: 'implicit', data: { setting: 'response_type=token' } };
  }
}

function* chosenRedirect(file: FileAnalysis, node: Node): Generator<Problem> {
  const value = file.valueOf(node);
  if (file.judge(value, 'redirect-target') !== 'tainted' || isOwnHost(file, node)) return;
  yield {
    at: node.range,
    messageId: 'redirect',
    data: { source: sourceSubject(value) },
    steps: evidence(value, node.range, 'is where the code is sent'),
  };
}

/** A request that names its own `client_id` is one this program answers as the service. */
function isOfAClient(file: FileAnalysis, object: TSESTree.ObjectExpression): boolean {
  const id = propertyOf(object, 'client_id') ?? propertyOf(object, 'clientId');
  return id !== null && id !== 'unknown' && file.valueOf(id.value).taint === 'tainted';
}

/**
 * The code is traded for a token: the service only compares the address with that of the login, and sends nothing
 * there.
 */
function isOfAnExchange(object: TSESTree.ObjectExpression): boolean {
  return object.properties.some(
    (entry) =>
      entry.type === 'Property' && /^(?:grant_type|client_secret|code)$/.test(keyOf(entry.key, entry.computed) ?? ''),
  );
}

function isOfALogin(object: Node, besides: string): boolean {
  return (
    object.type === 'ObjectExpression' &&
    object.properties.some((entry) => {
      const key = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
      return key !== null && key !== besides && OF_A_LOGIN.has(key);
    })
  );
}

function isImplicit(file: FileAnalysis, node: Node): boolean {
  const { constant } = file.valueOf(bare(node));
  return typeof constant === 'string' && IMPLICIT.test(constant.trim());
}
