import {
  bare,
  type FileAnalysis,
  isPasswordName,
  isPortedCode,
  isSecretName,
  keyOf,
  type LibraryCall,
  namesBehind,
  type Node,
  objectBehind,
  passwordBehind,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence } from '../evidence.js';
import { feedsPasswordHash, isEncryptionKey, isLookupOfLeaks } from './digest-use.js';
import { isCodeOfAThing } from './code-of-a-thing.js';
import { hashesOtherThing } from './hashed-thing.js';
import { isReduced } from './reduced-digest.js';
import { isFingerprint } from './stored-fingerprint.js';
import { isVerification } from './verified-hash.js';
import { hashCost } from './hash-cost.js';

export default defineRule({
  id: 'no-weak-password-storage',
  meta: {
    severity: 'high',
    cwe: [916, 256, 328, 759],
    owasp: ['A04:2025', 'A02:2021'],
    api: ['API2:2023'],
    docs: {
      description: 'Reports fast hashes, low costs and plain comparison of passwords',
      impact: 'When the table leaks, most passwords are known within hours, here and wherever else people use them.',
      fix:
        "Hash passwords with argon2id, scrypt or bcrypt at today's cost and compare with the function of " +
        'the same library.',
      refactoring: 'Keep hashing and comparing in one module, so that the cost is raised in one place.',
    },
    messages: {
      fastHash: '`{{password}}` is hashed with a function made to be fast. Use argon2id, scrypt or bcrypt.',
      cost: 'The cost {{cost}} of `{{call}}` is below {{minimum}}: guessing is cheap. Raise it.',
      defaultCost: 'The default cost {{cost}} of `{{call}}` is below the recommended {{minimum}}. Set it.',
      compared:
        '`{{password}}` is compared with a stored password, so the stored one is not hashed. ' +
        'Store a hash and compare with its library.',
    },
    schema: [],
    speaksOf: ['fast-hash'],
    gate: /passw|pwd|passphrase|passcode|hash|salt|scrypt|pbkdf2/i,
  },
  *problems(file) {
    if (isPortedCode(file)) return;
    yield* fastHashes(file);
    yield* fastHelpers(file);
    for (const call of file.callsWith('passwordHash')) {
      const problem = costProblem(file, call);
      if (problem) yield problem;
    }
    yield* comparisons(file);
  },
});

function* fastHashes(file: FileAnalysis): Generator<Problem> {
  for (const sink of file.sinks('fast-hash')) {
    const password = passwordBehind(file, sink.node);
    if (
      !password ||
      file.valueOf(sink.node).random ||
      feedsPasswordHash(file, sink.call.node) ||
      isLookupOfLeaks(file, sink.call.node) ||
      isReduced(file, sink.call.node) ||
      isFingerprint(file, password.node, sink.call.node)
    )
      continue;
    yield {
      at: sink.node.range,
      messageId: 'fastHash',
      data: { password: password.name },
      steps: evidence(file.valueOf(password.node), sink.node.range, 'is hashed here'),
    };
  }
}

/** Functions of other files that give back a fast digest: `md5(req.body.password)`. */
function* fastHelpers(file: FileAnalysis): Generator<Problem> {
  for (const call of file.nodes('CallExpression')) {
    for (const { index, file: where, at } of file.foreignOf(call.callee)?.fn?.hashes ?? []) {
      const argument = call.arguments[index];
      const password = argument && argument.type !== 'SpreadElement' ? passwordBehind(file, argument) : null;
      if (
        !argument ||
        !password ||
        feedsPasswordHash(file, call) ||
        isLookupOfLeaks(file, call) ||
        isReduced(file, call) ||
        isFingerprint(file, password.node, call)
      )
        continue;
      yield {
        at: argument.range,
        messageId: 'fastHash',
        data: { password: password.name },
        standsAt: [{ file: where, at }],
        steps: [
          { at: argument.range, what: 'is handed on here' },
          { file: where, at, what: 'is hashed here' },
        ],
      };
    }
  }
}

function costProblem(file: FileAnalysis, call: LibraryCall): Problem | null {
  const isOther =
    hashesOtherSecret(file, call) ||
    hashesOtherThing(file, call) ||
    isEncryptionKey(file, call.node) ||
    isVerification(file, call);
  const cost = isOther ? null : hashCost(file, call);
  if (!cost || cost.value >= cost.minimum) return null;
  const data = { cost: String(cost.value), minimum: String(cost.minimum), call: calleeText(file, call.node) };
  return cost.node
    ? { at: cost.node.range, messageId: 'cost', data }
    : { at: call.node.range, messageId: 'defaultCost', data, severity: 'low' };
}

/**
 * A key derived from a secret that is random already needs no rounds: `scrypt(process.env.SECRET, ...)`,
 * `derive(secret)`.
 */
function hashesOtherSecret(file: FileAnalysis, call: LibraryCall): boolean {
  return file
    .sinks('password-hash')
    .some(
      (sink) =>
        sink.call.node === call.node &&
        namesBehind(file, sink.node).some(
          (name) => (isSecretName(name) || /token$|key$/i.test(name)) && !isPasswordName(name),
        ),
    );
}

/** `user.password === req.body.password`: one side was stored, the other was typed. */
function* comparisons(file: FileAnalysis): Generator<Problem> {
  for (const node of file.nodes('BinaryExpression')) {
    if (!/^[!=]==?$/.test(node.operator)) continue;
    const sides = [node.left, node.right].map((side) => passwordBehind(file, side));
    const [left, right] = sides;
    if (!left || !right) continue;
    const typed = [left, right].find((side) => isTyped(file, side.node));
    const stored = [left, right].find((side) => side !== typed && isStored(file, side.node));
    if (typed && stored)
      yield {
        at: node.range,
        messageId: 'compared',
        data: { password: typed.name },
        steps: [
          ...keptAsTyped(file).map(({ range }) => ({ at: range, what: 'a password is stored as it came here' })),
          ...evidence(file.valueOf(typed.node), node.range, 'is compared as it is'),
        ],
      };
  }
}

/** Members of records that are written here with a password nothing has been made of. */
function keptAsTyped(file: FileAnalysis): Node[] {
  return file
    .sinks('write-data')
    .flatMap(({ node }) =>
      (objectBehind(file, node)?.properties ?? []).filter(
        (entry) =>
          entry.type === 'Property' &&
          isPasswordName(keyOf(entry.key, entry.computed) ?? '') &&
          /^(?:Identifier|MemberExpression)$/.test(bare(entry.value).type) &&
          isTyped(file, entry.value),
      ),
    );
}

/** Request input, or a parameter that carries a password into the function. */
function isTyped(file: FileAnalysis, node: Node): boolean {
  const value = file.valueOf(node);
  return (
    value.taint === 'tainted' ||
    (bare(node).type === 'Identifier' && value.unknown.some(({ kind }) => kind === 'param'))
  );
}

/** The member of an object that did not come with the request. */
function isStored(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type !== 'MemberExpression' || bare(plain.object).type === 'ThisExpression') return false;
  const value = file.valueOf(plain);
  return value.taint === 'unknown' && value.constant === undefined && !isCodeOfAThing(file, plain);
}
