import {
  bare,
  type FileAnalysis,
  type ForeignText,
  isPlainIdKeyName,
  isRefused,
  isSecretName,
  isSecretValue,
  keyOf,
  memberName,
  nameTokens,
  type Node,
  type OutsideSecret,
  outsideSecrets,
  PREFIXES,
  secretIn,
  type Sink,
  type TextBehind,
  textOf,
  textsBehind,
  unwrap,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, excerpt } from '../evidence.js';
import { addressPassword } from './address-password.js';
import { isSaidToBeNone } from './declared-harmless.js';
import { canBeExpression, distinctName, environmentName } from './environment-name.js';
import { fallbackSuggestions } from './fallback-edits.js';
import { isForEmulator } from './for-emulator.js';
import { isMarker } from './marker.js';
import { isPublicByDesign } from './public-by-design.js';
import { secretHalf } from './secret-half.js';
import { SECRET_TAKERS } from './secret-takers.js';

/** Nearly every use of a secret names it. */
const NAMES =
  /secret|passw|pwd|passphrase|passcode|token|key|credential|auth|jwt|sign|hmac|cipher|crypto|session|cookie|connect/;

export default defineRule({
  id: 'no-hardcoded-secrets',
  meta: {
    severity: 'critical',
    cwe: [798, 321, 259],
    owasp: ['A07:2025', 'A07:2021'],
    hasSuggestions: true,
    docs: {
      description: 'Reports keys, passwords and tokens that stand in the code',
      impact:
        'Everyone who can read the repository, a build or a backup has the secret, and changing it takes a release.',
      fix:
        'Read the secret from the environment or a secret store at start-up and stop when it is missing; ' +
        'replace the one that was committed.',
      refactoring: 'Give the process one configuration module that reads and validates every secret once.',
    },
    messages: {
      provider: 'This is {{what}}. Read it from the environment, and revoke this one: it stays in the history.',
      address:
        'This address holds the password of a remote service. Read the address from the environment, ' +
        'and change the password.',
      used:
        'This text is used as a secret by `{{call}}`. Read it from the environment, ' +
        'and stop at start-up when it is missing.',
      fallback:
        'When `{{variable}}` is not set, this text is used as a secret by `{{call}}`, and nobody notices. ' +
        'Stop at start-up instead.',
      usedElsewhere:
        'The secret of `{{call}}` is a text that stands in `{{file}}`. Read it from the environment, ' +
        'and stop at start-up when it is missing.',
      fallbackElsewhere:
        'When `{{variable}}` is not set, a text that stands in `{{file}}` is the secret of `{{call}}`, ' +
        'and nobody notices. Stop at start-up instead.',
      named: 'The value of `{{name}}` looks like a real secret. Read it from the environment, and replace this one.',
      environment: 'Read `process.env.{{variable}}` instead.',
      fallbackNamed:
        'When `{{variable}}` is not set, this text becomes `{{name}}`, and nobody notices. ' +
        'Stop at start-up instead, and replace this secret.',
      noFallback: 'Remove the fallback.',
      stopAtStart: 'Remove the fallback, and stop at start-up when the secret is missing.',
    },
    schema: [],
    speaksOf: ['secret'],
    gate: new RegExp(`${NAMES.source}|${SECRET_TAKERS.source}|${PREFIXES.source}`, 'i'),
  },
  *problems(file) {
    const reported = new Set<number>();
    const found = [...formats(file), ...sinks(file), ...outside(file), ...names(file)].filter(
      ({ at }) => !reported.has(at[0]) && reported.add(at[0]),
    );
    yield* oneVariableEach(file, found);
  },
});

/**
 * Two texts are two secrets: one variable for both would give each the other's. What cannot be told apart gets no name.
 */
function oneVariableEach(file: FileAnalysis, problems: readonly Problem[]): Problem[] {
  const textsOf = new Map<string, Set<string>>();
  const textOf = ({ at }: Problem): string => file.text.slice(...at);
  const variableOf = ({ suggestions }: Problem): string | undefined =>
    suggestions?.find(({ messageId }) => messageId === 'environment')?.data?.['variable'];
  for (const problem of problems) {
    const variable = variableOf(problem);
    if (variable !== undefined) textsOf.set(variable, (textsOf.get(variable) ?? new Set()).add(textOf(problem)));
  }
  const taken = new Map<string, string>();
  return problems.map((problem) => {
    const variable = variableOf(problem);
    if (variable === undefined) return problem;
    const isShared = (textsOf.get(variable)?.size ?? 0) > 1;
    const node = isShared
      ? file.written('Literal', 'TemplateLiteral').find(({ range }) => range[0] === problem.at[0])
      : undefined;
    const name = node ? distinctName(node, variable) : variable;
    const { suggestions: _, ...bareProblem } = problem;
    if ((taken.get(name) ?? textOf(problem)) !== textOf(problem)) return bareProblem;
    taken.set(name, textOf(problem));
    return name === variable || !node ? problem : { ...bareProblem, ...fromEnvironment(node, name) };
  });
}

/** (a) Texts that say themselves what they are. */
function* formats(file: FileAnalysis): Generator<Problem> {
  if (!PREFIXES.test(file.text)) return;
  for (const node of [...file.written('Literal'), ...file.written('TemplateLiteral')]) {
    if (node.range[1] - node.range[0] < 16) continue;
    const text =
      node.type === 'Literal'
        ? node.value
        : node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('${}');
    if (typeof text !== 'string' || text.length < 16) continue;
    const found = secretIn(text);
    const named = nameAround(node);
    if (found && (!found.format.named || (named !== null && isSecretName(named) && !isPublicByDesign(node)))) {
      const { severity, variable, name } = found.format;
      yield {
        at: node.range,
        messageId: 'provider',
        data: { what: name },
        severity,
        ...fromEnvironment(node, text === found.match ? (variable ?? nameFor(file, node)) : null),
      };
      const other = found.format.half && text === found.match ? secretHalf(node) : null;
      if (other && found.format.half)
        yield {
          at: other.range,
          messageId: 'provider',
          data: { what: found.format.half.name },
          severity,
          ...fromEnvironment(other, found.format.half.variable),
        };
    } else if (addressPassword(text) !== null)
      yield { at: node.range, messageId: 'address', data: {}, ...fromEnvironment(node, nameFor(file, node)) };
  }
}

/** (b) Texts that arrive where a library takes a secret. */
function* sinks(file: FileAnalysis): Generator<Problem> {
  for (const sink of file.sinks('secret')) {
    for (const literal of textsBehind(file, sink.node)) {
      if (
        literal.text === '' ||
        (sink.model.issued && !isSecretValue(literal.text, 'key')) ||
        /public/i.test(`${literal.name ?? ''} ${literal.text}`) ||
        isRefused(file, literal.node, literal.text) ||
        isHarmlessHere(file, sink, literal)
      )
        continue;
      const call = calleeText(file, sink.call.node);
      const direct = bare(sink.node) === literal.node;
      if (literal.fallbackFor) {
        yield {
          at: literal.node.range,
          messageId: 'fallback',
          data: { variable: excerpt(file.text, literal.fallbackFor.range), call },
          steps: steps(sink, literal),
          ...withFallback(file, literal),
        };
      } else
        yield {
          at: literal.node.range,
          messageId: 'used',
          data: { call },
          steps: steps(sink, literal),
          ...fromEnvironment(
            literal.node,
            direct || literal.name !== undefined
              ? environmentName(file.file, literal.node, nameAround(literal.node) ?? literal.name ?? null, sink)
              : null,
          ),
        };
    }
  }
}

/** (d) The same with texts of other files. */
function* outside(file: FileAnalysis): Generator<Problem> {
  for (const secret of outsideSecrets(file)) {
    const { sink, node } = secret;
    const texts = secret.texts.filter((text) => !text.refused && !isHarmlessOutside(secret, text));
    const [first] = texts;
    if (!first) continue;
    const { fallbackFor } = first;
    const data = { call: calleeText(file, sink.call.node), file: first.file };
    yield {
      at: node.range,
      ...(fallbackFor === undefined
        ? { messageId: 'usedElsewhere', data }
        : { messageId: 'fallbackElsewhere', data: { ...data, variable: fallbackFor } }),
      standsAt: texts.map(({ file: where, at }) => ({ file: where, at })),
      cause: { kind: 'place', file: first.file, at: first.at, words: 'with the secret' },
      steps: [
        ...texts.map(({ file: where, at }) => ({ file: where, at, what: 'the text stands here' })),
        { at: node.range, what: 'it is used as a secret here' },
      ],
    };
  }
}

const PLAIN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What holds no text of its own. */
const NO_LITERAL = new Set<string>([
  'Identifier', 'MemberExpression', 'ObjectExpression', 'ObjectPattern', 'AwaitExpression', 'NewExpression',
  'ArrowFunctionExpression', 'FunctionExpression', 'ThisExpression',
]);

/** (c) Random texts under a name that says secret. */
function* names(file: FileAnalysis): Generator<Problem> {
  for (const { name, value } of named(file)) {
    if (NO_LITERAL.has(value.type)) continue;
    const plainId = isPlainIdKeyName(name);
    if (!plainId && !isSecretName(name)) continue;
    for (const literal of textsBehind(file, value).filter(
      ({ node }) => node.range[0] >= value.range[0] && node.range[1] <= value.range[1],
    )) {
      if (
        (!isSecretValue(literal.text, name) && !(plainId && PLAIN_ID.test(literal.text))) ||
        isSaidToBeNone(file, literal.node) ||
        isMarker(name, literal.text) ||
        isPublicByDesign(literal.node) ||
        isRefused(file, literal.node, literal.text)
      )
        continue;
      const { fallbackFor } = literal;
      if (fallbackFor)
        yield {
          at: literal.node.range,
          messageId: 'fallbackNamed',
          data: { variable: excerpt(file.text, fallbackFor.range), name },
          ...withFallback(file, literal),
        };
      else
        yield {
          at: literal.node.range,
          messageId: 'named',
          data: { name },
          ...fromEnvironment(
            literal.node,
            isDefault(literal.node) ? null : environmentName(file.file, literal.node, name),
          ),
        };
    }
  }
}

function* named(file: FileAnalysis): Generator<{ readonly name: string; readonly value: Node }> {
  for (const node of file.written(
    'VariableDeclarator',
    'Property',
    'PropertyDefinition',
    'AssignmentExpression',
    'AssignmentPattern',
  )) {
    switch (node.type) {
      case 'VariableDeclarator':
        if (node.id.type === 'Identifier' && node.init) yield { name: node.id.name, value: node.init };
        break;
      case 'AssignmentPattern':
        if (node.left.type === 'Identifier') yield { name: node.left.name, value: node.right };
        break;
      case 'AssignmentExpression': {
        const left = bare(node.left);
        const name =
          left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? memberName(left) : null;
        if (name !== null) yield { name, value: node.right };
        break;
      }
      default: {
        const name = keyOf(node.key, node.computed);
        if (name !== null && node.value && node.parent?.type !== 'ObjectPattern') yield { name, value: node.value };
      }
    }
  }
}

/**
 * A text at a secret sink that gives nothing away: the password of a database on this machine, an address that
 * is no secret, the name of an environment variable, a label that separates uses of one hash.
 */
function isHarmlessHere(file: FileAnalysis, sink: Sink, { text, node, fallbackFor }: TextBehind): boolean {
  if (fallbackFor && isFormerKey(fallbackFor)) return true;
  return (
    isNoSecret(text) || isLocalPassword(file, sink, node) || isLabelOfHash(sink) || isForEmulator(file, node, text)
  );
}

function isNoSecret(text: string): boolean {
  if (/:\/\//.test(text)) return true; // judged as an address
  return /-----BEGIN (?:[A-Z]+ )?(?:PUBLIC KEY|CERTIFICATE)/.test(text) || /^\$\{|^<[^>]*>$|^process\.env/.test(text);
}

function isHarmlessOutside({ sink, holder }: OutsideSecret, { text, name = '' }: ForeignText): boolean {
  if (
    (sink.model.issued && !isSecretValue(text, 'key')) ||
    /public/i.test(`${name} ${text}`) ||
    isNoSecret(text) ||
    isLabelOfHash(sink)
  )
    return true;
  if (!isStore(sink)) return false;
  const hosts = ['host', 'hostname', 'server'].flatMap((key) => holder?.member(key)?.texts ?? []);
  return hosts.length > 0 ? hosts.every((host) => LOCAL_HOST.test(host.text)) : DEFAULT_PASSWORD.test(text);
}

function isStore({ call }: Pick<Sink, 'call'>): boolean {
  const stores: readonly (string | undefined)[] = ['orm', 'sql-driver', 'document-store', 'key-value'];
  return stores.includes(call.symbol.model.family);
}

/** `oldKey || 'dev'`: what was encrypted under a known default can only be read by it. */
function isFormerKey(node: Node): boolean {
  const plain = unwrap(node);
  const name = plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : null;
  return name !== null && /^(?:old|previous|prev|former|legacy)$/.test(nameTokens(name)[0] ?? '');
}

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|::1|0\.0\.0\.0|host\.docker\.internal)$/;
const DEFAULT_PASSWORD = /^(?:postgres|root|mysql|password|admin|test|sa|guest|mongo|redis)$/i;

function isLocalPassword(file: FileAnalysis, sink: Sink, literal: Node): boolean {
  if (isPositionalDefault(sink, literal)) return true;
  const owner = literal.parent;
  const object = owner?.type === 'Property' && owner.parent.type === 'ObjectExpression' ? owner.parent : null;
  if (!object || owner?.type !== 'Property' || !/^pass(?:word|wd)?$/i.test(keyOf(owner.key, owner.computed) ?? ''))
    return false;
  const host = object.properties.find(
    (entry) => entry.type === 'Property' && /^(?:host|hostname|server)$/.test(keyOf(entry.key, entry.computed) ?? ''),
  );
  if (host?.type !== 'Property') return DEFAULT_PASSWORD.test(textOf(literal) ?? '');
  const hosts = textsBehind(file, host.value);
  return hosts.length > 0 && hosts.every(({ text }) => LOCAL_HOST.test(text)) && sink.node !== undefined;
}

/** `new Client('database', 'username', 'password')`: what every installation begins with. */
function isPositionalDefault(sink: Sink, literal: Node): boolean {
  const { call, node } = sink;
  return (
    bare(node) === literal &&
    call.node.type !== 'TaggedTemplateExpression' &&
    call.node.arguments.some((argument) => argument === node) &&
    isStore(sink) &&
    DEFAULT_PASSWORD.test(textOf(literal) ?? '')
  );
}

/** `createHmac('sha256', 'session-v1').update(secret)`: the text is a label, the secret is what is hashed. */
function isLabelOfHash({ call }: Pick<Sink, 'call'>): boolean {
  const member = call.node.parent;
  if (member?.type !== 'MemberExpression' || memberName(member) !== 'update' || member.parent.type !== 'CallExpression')
    return false;
  const hashed = member.parent.arguments[0];
  const plain = hashed && unwrap(hashed);
  const name =
    plain?.type === 'Identifier' ? plain.name : plain?.type === 'MemberExpression' ? memberName(plain) : null;
  return name !== null && (isSecretName(name) || /token$/i.test(name));
}

function steps(sink: Sink, literal: TextBehind): Problem['steps'] {
  return bare(sink.node) === literal.node
    ? undefined
    : [
        { at: literal.node.range, what: 'the text stands here' },
        { at: sink.node.range, what: 'it is used as a secret here' },
      ];
}

/** Key or variable a literal is the value of. */
function nameAround(node: Node): string | null {
  const { parent } = node;
  if (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') return keyOf(parent.key, parent.computed);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  return null;
}

/** `{ JWT_SECRET = 'text' } = process.env`: what is missing there is missing in the environment. */
function isDefault({ parent }: Node): boolean {
  return (
    parent?.type === 'AssignmentPattern' &&
    parent.parent.type === 'Property' &&
    parent.parent.parent.type === 'ObjectPattern'
  );
}

function withFallback(file: FileAnalysis, literal: TextBehind): Pick<Problem, 'suggestions'> {
  const suggestions = fallbackSuggestions(file, literal);
  return suggestions.length > 0 ? { suggestions } : {};
}

function nameFor(file: FileAnalysis, node: Node): string | null {
  const name = nameAround(node);
  return name === null ? null : environmentName(file.file, node, name);
}

function fromEnvironment(node: Node, variable: string | null): Pick<Problem, 'suggestions'> {
  if (variable === null || !canBeExpression(node)) return {};
  return {
    suggestions: [
      { messageId: 'environment', data: { variable }, edits: [{ range: node.range, text: `process.env.${variable}` }] },
    ],
  };
}
