import { bare, textOf, type FileAnalysis, type Hazard } from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { calleeText, excerpt } from '../evidence.js';
import { isForeign } from './foreign-digest.js';
import { protectedBy } from './weak-digest.js';
import { fixedVector } from './fixed-vector.js';

export default defineRule({
  id: 'no-weak-crypto',
  meta: {
    severity: 'high',
    cwe: [327, 326, 329, 328],
    owasp: ['A04:2025', 'A02:2021'],
    hasSuggestions: true,
    docs: {
      description: 'Reports broken ciphers, hashes and key sizes where they protect something',
      impact:
        'What was encrypted can be read, and what was signed can be forged, with the means of one rented computer.',
      fix:
        'Encrypt with AES-256-GCM and a random vector, sign with SHA-256 or better, ' +
        'and use RSA keys of at least 2048 bits.',
      refactoring:
        'Keep encryption in one module with two functions, so that algorithm, vector and tag are chosen once.',
    },
    messages: {
      cipher: '`{{value}}` is a broken cipher. Use `aes-256-gcm` with a random vector.',
      ecb:
        '`{{value}}` encrypts equal blocks to equal blocks, so the text shows through. ' +
        'Use `aes-256-gcm` with a random vector.',
      call:
        '`{{value}}` makes a broken cipher or derives its key without a salt. ' +
        'Use `aes-256-gcm` with a random vector and a derived key.',
      unchecked:
        'The tag of this message is never set, so a changed text is accepted. Call `setAuthTag` before `final`.',
      vector:
        'The vector `{{value}}` is the same for every message, so equal texts and their differences show. ' +
        'Make it with `randomBytes` and send it along.',
      hash: '`{{value}}` has known collisions and protects nothing here. Use SHA-256.',
      keyed: '`{{value}}` under a key is forged by nobody today, and no new program should begin with it. Use SHA-256.',
      use:
        '`{{name}}` is made with `{{value}}`, a hash with known collisions. Use SHA-256, ' +
        'with a key where it signs something.',
      key: 'A key of `{{value}}` is short enough to be broken. Use at least 2048 bits, or the curve `P-256`.',
      useSha256: 'Use SHA-256; what was made before no longer matches.',
      use3072: 'Use 3072 bits.',
    },
    schema: [],
    speaksOf: ['weak-cipher', 'weak-hash', 'short-key', 'initial-vector'],
    gate: /cipher|hash|md5|sha1|hmac|modulus|KeyPair|encrypt|createSign|createVerify|Diffie|\b(?:sign|verify)\(|RSA/i,
  },
  *problems(file) {
    if (PROTOCOL.test(file.file)) return;
    for (const hazard of file.hazards('weak-cipher')) yield cipherProblem(file, hazard);
    for (const hazard of file.hazards('weak-hash')) {
      const problem = hashProblem(file, hazard);
      if (problem) yield problem;
    }
    for (const hazard of file.hazards('short-key')) {
      const plain = bare(hazard.node);
      const suggestions: Suggestion[] =
        plain.type === 'Literal' && typeof plain.value === 'number'
          ? [{ messageId: 'use3072', edits: [{ range: plain.range, text: '3072' }] }]
          : [];
      yield { at: hazard.node.range, messageId: 'key', data: { value: valueText(file, hazard) }, suggestions };
    }
    for (const sink of file.sinks('initial-vector')) {
      const vector = fixedVector(file, sink);
      if (vector) yield { at: sink.node.range, messageId: 'vector', data: { value: excerpt(file.text, vector.range) } };
    }
  },
});

/** Files that speak a protocol which prescribes what it uses, by their path. */
const PROTOCOL = /(?:^|[^a-z])(?:ntlm|kerberos|radius|digest-?auth|smb|rfb|vnc|rdp)(?![a-z])/i;

function cipherProblem(file: FileAnalysis, hazard: Hazard): Problem {
  if (hazard.model.unlessCalled) return { at: hazard.call.node.range, messageId: 'unchecked' };
  const value = valueText(file, hazard);
  const isEcb = /ecb$/i.test(value) && !/des|rc\d|bf/i.test(value);
  return {
    at: hazard.node.range,
    messageId: hazard.node === hazard.call.node ? 'call' : isEcb ? 'ecb' : 'cipher',
    data: { value },
  };
}

function hashProblem(file: FileAnalysis, hazard: Hazard): Problem | null {
  const target = hazard.model.byUse ? protectedBy(file, hazard.call.node) : null;
  if (hazard.model.byUse && !target) return null;
  const isKeyed = hazard.call.call.keyedDigest !== undefined;
  const isOfOthers = isForeign(file, hazard, target?.name);
  // Collisions break no digest under a key (RFC 6151), and whoever holds the other end has chosen it.
  if (isKeyed && isOfOthers) return null;
  const data = { value: valueText(file, hazard), ...(target ? { name: target.name } : {}) };
  return {
    at: hazard.node.range,
    messageId: target ? 'use' : isKeyed ? 'keyed' : 'hash',
    data,
    suggestions: isOfOthers ? [] : stronger(hazard),
    severity: isKeyed ? 'low' : 'medium',
  };
}

/** The constant itself, or the call when it needs none. */
function valueText(file: FileAnalysis, { node, call }: Hazard): string {
  if (node === call.node) return calleeText(file, call.node);
  const { constant } = file.valueOf(node);
  return constant === undefined || constant === null ? excerpt(file.text, node.range) : String(constant);
}

function stronger({ node }: Hazard): Suggestion[] {
  const plain = bare(node);
  const text = plain.type === 'Literal' ? textOf(plain) : null;
  if (text === null || !('raw' in plain)) return [];
  const better = text.replace(/md[245]|sha-?1|ripemd160|rmd160/i, (old) =>
    old.includes('-') ? 'SHA-256' : old === old.toLowerCase() ? 'sha256' : 'SHA256',
  );
  return [{ messageId: 'useSha256', edits: [{ range: plain.range, text: plain.raw.replace(text, better) }] }];
}
