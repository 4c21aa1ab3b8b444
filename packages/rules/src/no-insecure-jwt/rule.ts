import {
  bare,
  bindingOf,
  dottedName,
  isFunction,
  keyOf,
  memberName,
  textOf,
  textsBehind,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, sourceSubject } from '../evidence.js';
import { isHeldAgainstSecret } from './held-claims.js';
import { isOnlyForPages, isOnlyLogged, leavesInterfaceOut } from './idle-claims.js';
import { readsNoClaims } from './read-claims.js';

export default defineRule({
  id: 'no-insecure-jwt',
  meta: {
    severity: 'high',
    severest: 'critical',
    cwe: [347, 345, 613],
    owasp: ['A07:2025', 'A02:2021', 'A07:2021'],
    api: ['API2:2023'],
    docs: {
      description: 'Reports tokens that are not verified, not signed, or valid for ever',
      impact: 'A forged or stolen token opens an account, and nothing closes it again.',
      fix: 'Verify with one named algorithm, let tokens expire, and read claims only from what `verify` returned.',
      refactoring: 'Issue and verify tokens in one module that fixes algorithm, lifetime, issuer and audience.',
    },
    messages: {
      none: 'The algorithm `none` accepts tokens that nobody signed. Name the algorithm the tokens are signed with.',
      mixed:
        '`{{call}}` accepts both shared-key and public-key algorithms, ' +
        'so the public key can be used to sign. Name one algorithm.',
      mayAccept:
        'When `{{key}}` is not set, some versions of `{{call}}` accept tokens that nobody signed, ' +
        'and which one is installed is not known. Name the algorithms you accept, ' +
        'and stop at start-up without a key.',
      noAlgorithms:
        'When `{{key}}` is not set, `{{call}}` of this version accepts tokens that nobody signed. ' +
        'Name the algorithms you accept, and stop at start-up without a key.',
      chosen:
        '`{{call}}` of this version lets each token say how it is checked: where the key is a public one, ' +
        'anyone can sign with it. Name the algorithms you accept.',
      ignoreExpiration: '`ignoreExpiration` accepts tokens that have expired. Remove it and issue a new token instead.',
      noExpiry: 'This token never expires: neither `expiresIn` nor `exp` is given. Set a lifetime.',
      decoded:
        '{{source}} is decoded by `{{call}}` and not verified: anyone can write these claims. ' +
        'Use the verifying function.',
      decodedForPages:
        '{{source}} is decoded by `{{call}}` and not verified: anyone can write these claims and open the pages ' +
        'that this function keeps back. Use the verifying function, or check who asks where the pages get their data.',
      decodedToChoose:
        '{{source}} is decoded by `{{call}}` and not verified: anyone can choose the row that the secret is then ' +
        'compared with. Use the verifying function, which may leave the lifetime out.',
    },
    schema: [],
    gate: /jwt|token|jose|verify|decode|\bsign/i,
  },
  *problems(file) {
    for (const call of file.callsWith('token')) {
      switch (call.call.token?.does) {
        case 'verify':
          yield* verifying(file, call);
          break;
        case 'sign':
          yield* signing(file, call);
          break;
        case 'decode':
          yield* decoding(file, call);
          break;
        case undefined:
          break;
      }
    }
  },
});

function* verifying(file: FileAnalysis, call: LibraryCall): Generator<Problem> {
  const { optionsArg, algorithmsRequired } = call.call.token ?? {};
  if (optionsArg === undefined || call.node.type === 'TaggedTemplateExpression') return;
  const algorithms = file.optionOf(call, optionsArg, 'algorithms');
  const names = algorithms === null || algorithms === 'unknown' ? [] : textsBehind(file, algorithms);
  const elsewhere = algorithms === 'unknown' ? algorithmsElsewhere(file, call, optionsArg) : null;
  if (elsewhere) yield elsewhere;
  const unsigned = names.find(({ text }) => text.toLowerCase() === 'none');
  if (unsigned) yield { at: unsigned.node.range, messageId: 'none', severity: 'critical' };
  else if (algorithms !== null && algorithms !== 'unknown' && isMixed(names.map(({ text }) => text)))
    yield { at: algorithms.range, messageId: 'mixed', data: { call: calleeText(file, call.node) } };
  else if (algorithmsRequired && algorithms === null && !hidesOptions(file, call, optionsArg)) {
    const key = keyFromEnvironment(file, call);
    if (call.call.token?.keyArg === undefined)
      yield { at: call.node.range, messageId: 'chosen', data: { call: calleeText(file, call.node) } };
    else if (key)
      yield {
        at: call.node.range,
        ...(file.isAssumed(call.symbol.model)
          ? { messageId: 'mayAccept', severity: 'low' as const }
          : { messageId: 'noAlgorithms', severity: 'medium' as const }),
        data: { call: calleeText(file, call.node), key: excerpt(file.text, key.range) },
      };
  }
  const ignored = file.optionOf(call, optionsArg, 'ignoreExpiration');
  if (ignored !== null && ignored !== 'unknown' && file.valueOf(ignored).constant === true && !comparesExpiry(file))
    yield { at: ignored.range, messageId: 'ignoreExpiration' };
}

/** Options of another file that accept tokens without a signature, or keys of both kinds. */
function algorithmsElsewhere(file: FileAnalysis, call: LibraryCall, optionsArg: number): Problem | null {
  const options = call.node.type === 'TaggedTemplateExpression' ? undefined : call.node.arguments[optionsArg];
  const names = (options && file.foreignOf(options)?.member('algorithms')?.texts)?.map(({ text }) => text) ?? [];
  if (!options || names.length === 0) return null;
  if (names.some((name) => name.toLowerCase() === 'none'))
    return { at: options.range, messageId: 'none', severity: 'critical' };
  return isMixed(names) ? { at: options.range, messageId: 'mixed', data: { call: calleeText(file, call.node) } } : null;
}

/** The program reads the end of validity itself: `claims.exp`. */
function comparesExpiry(file: FileAnalysis): boolean {
  return file.nodes('MemberExpression').some((node) => memberName(node) === 'exp');
}

/** A key that may be missing at run time: a variable of the environment, directly or through a constant. */
function keyFromEnvironment(file: FileAnalysis, { call, node }: LibraryCall): Node | null {
  const at = call.token?.keyArg;
  if (at === undefined || node.type === 'TaggedTemplateExpression') return null;
  let key = node.arguments[at] ? bare(node.arguments[at]) : null;
  const variable = key?.type === 'Identifier' ? file.variableOf(key) : null;
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'value' && binding.init && binding.path.length === 0) key = bare(binding.init);
  return key?.type === 'MemberExpression' && dottedName(key.object) === 'process.env' ? key : null;
}

/** Shared-key and public-key algorithms in one list. */
function isMixed(names: readonly string[]): boolean {
  return names.some((name) => /^HS\d/.test(name)) && names.some((name) => /^(?:RS|ES|PS|Ed)/.test(name));
}

/** The options could be anything: an argument that is neither an object in sight nor a callback. */
function hidesOptions(file: FileAnalysis, call: LibraryCall, at: number): boolean {
  if (call.node.type === 'TaggedTemplateExpression') return true;
  const argument = call.node.arguments[at];
  return argument !== undefined && !isFunction(bare(argument)) && file.optionOf(call, at, 'algorithms') === 'unknown';
}

function* signing(file: FileAnalysis, call: LibraryCall): Generator<Problem> {
  const { optionsArg, payloadArg, keyArg } = call.call.token ?? {};
  if (optionsArg === undefined || payloadArg === undefined || call.node.type === 'TaggedTemplateExpression') return;
  const algorithm = file.optionOf(call, optionsArg, 'algorithm');
  if (algorithm !== null && algorithm !== 'unknown' && textOf(algorithm)?.toLowerCase() === 'none') {
    yield { at: algorithm.range, messageId: 'none', severity: 'critical' };
    return;
  }
  const payload = call.node.arguments[payloadArg];
  const options = call.node.arguments[optionsArg];
  if (!payload || call.node.arguments.some((argument) => argument.type === 'SpreadElement')) return;
  const claims = bare(payload);
  if (claims.type !== 'ObjectExpression' || claims.properties.some(saysWhen)) return;
  if (options && !isFunction(bare(options)) && file.optionOf(call, optionsArg, 'expiresIn') !== null) return;
  // A key that stands in the code is the worse flaw of this call and has its own rule.
  const key = keyArg === undefined ? undefined : call.node.arguments[keyArg];
  if (key && textsBehind(file, key).length > 0) return;
  yield { at: call.node.range, messageId: 'noExpiry' };
}

/**
 * A claim that bounds the lifetime: `exp`, or one the application checks itself (`expiresAt`, `createdAt`). What is
 * spread in may hold one.
 */
function saysWhen(property: TSESTree.ObjectLiteralElement): boolean {
  if (property.type === 'SpreadElement') return true;
  const name = keyOf(property.key, property.computed);
  return name === null || /^(?:exp|expir\w*|valid\w*|created\w*|issued\w*|iat|nbf)$/i.test(name);
}

/**
 * Claims of a token from the request, in a function that verifies nothing. Reading the header or the lifetime proves
 * nothing to anyone.
 */
function* decoding(file: FileAnalysis, call: LibraryCall): Generator<Problem> {
  if (call.node.type === 'TaggedTemplateExpression') return;
  const [token] = call.node.arguments;
  if (!token || token.type === 'SpreadElement') return;
  const value = file.valueOf(token);
  if (value.taint !== 'tainted' || verifiesToo(file, call, token) || readsNoClaims(file, call)) return;
  const weight = weightOf(file, call);
  if (!weight) return;
  yield {
    at: call.node.range,
    data: { source: sourceSubject(value), call: calleeText(file, call.node) },
    steps: evidence(value, call.node.range, 'is decoded without a check of its signature'),
    ...weight,
  };
}

/** By what the claims decide; null when that is nothing that is worth a signature. */
function weightOf(file: FileAnalysis, call: LibraryCall): Pick<Problem, 'messageId' | 'severity' | 'impact'> | null {
  if (isOnlyLogged(file, call.node)) return null;
  if (isOnlyForPages(file, call.node))
    return leavesInterfaceOut(file) && keepsNoData(file)
      ? null
      : {
          messageId: 'decodedForPages',
          severity: 'medium',
          impact: 'Whoever writes such a token sees pages that are kept for others.',
        };
  if (isHeldAgainstSecret(file, call))
    return {
      messageId: 'decodedToChoose',
      severity: 'low',
      impact: 'Secrets can be tried against any row, and one that leaked serves for whoever it belongs to.',
    };
  return { messageId: 'decoded', severity: 'critical' };
}

/** Libraries of the package are known, and none of them keeps data: what pages show comes from somewhere that asks too. */
function keepsNoData({ installed }: FileAnalysis): boolean {
  return (
    installed.length > 0 &&
    !installed.some(({ family }) => family === 'orm' || family === 'sql-driver' || family === 'document-store')
  );
}

/** The same token is given to a verifying call in the same function. */
function verifiesToo(file: FileAnalysis, decode: LibraryCall, token: Node): boolean {
  const text = file.text.slice(...token.range);
  return file.callsWith('token').some(({ node, call }) => {
    if (
      call.token?.does !== 'verify' ||
      node.type === 'TaggedTemplateExpression' ||
      file.functionOf(node) !== file.functionOf(decode.node)
    )
      return false;
    const [verified] = node.arguments;
    return verified !== undefined && file.text.slice(...verified.range) === text;
  });
}
