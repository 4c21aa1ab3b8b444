import {
  bare,
  conditionsAt,
  corsPolicies,
  dependsOnEnvironment,
  headersSet,
  isFunction,
  type CorsPolicy,
  type FileAnalysis,
  type Node,
  type Range,
  type Value,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { evidence } from '../evidence.js';
import { letsEveryoneIn, looseExpression, looseMatches, type LooseMatch } from './origin-decision.js';

interface Options {
  /** Reports open policies without credentials as well. */
  readonly anyOrigin?: boolean;
}

const ORIGIN = 'access-control-allow-origin';
const CREDENTIALS = 'access-control-allow-credentials';

const PASSES: Readonly<Record<LooseMatch['passes'], string>> = {
  before: 'a host that only ends so (`evil-example.com`)',
  after: 'a host that only begins so (`example.com.evil.net`)',
  around: 'any host that has it somewhere in its name',
  dot: 'a host with any character in place of the dot',
};

/** Policies that let pages of other people read answers. */
export default defineRule<Options>({
  id: 'no-insecure-cors',
  meta: {
    severity: 'high',
    cwe: [942, 346],
    owasp: ['A02:2025', 'A05:2021'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports cross-origin policies that let any website read answers, or that compare origins loosely',
      impact: 'A page somebody else wrote calls this API in the name of the visitor and reads what comes back.',
      fix: 'List the origins that may read, as whole texts, and send credentials to those only.',
      refactoring:
        'Keep the list of origins in one place of the configuration, and give it to the one policy of the application.',
    },
    messages: {
      reflected:
        'Every origin that asks is allowed, with credentials: ' +
        'any website can read answers in the name of the visitor. List the origins that may.',
      wildcard:
        '`*` with credentials: browsers refuse the answer, ' +
        'and the next step is usually to allow every origin. List the origins that may read.',
      everyone: 'This function allows every origin that asks. Compare the origin with a list.',
      loose: 'This comparison also lets in {{passes}}. Compare the whole origin with a list.',
      any: 'Every website may read the answers of this API. List the origins that may, unless it is public.',
      open: 'Is everything that is answered here meant for every website?',
      withoutCredentials: 'Do not send credentials.',
    },
    schema: [{ type: 'object', properties: { anyOrigin: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ anyOrigin: false }],
    strictOptions: [{ anyOrigin: true }],
    gate: /cors|access-control-allow-origin/i,
  },
  *problems(file, { anyOrigin }) {
    for (const policy of corsPolicies(file)) {
      if (dependsOnEnvironment(file, policy.origin ?? policy.call.node)) continue;
      yield* policy.elsewhere
        ? optionsElsewhere(policy.model, policy.elsewhere, anyOrigin === true)
        : policyProblems(file, policy, anyOrigin === true);
    }
    yield* headerProblems(file, anyOrigin === true);
  },
});

function* policyProblems(
  file: FileAnalysis,
  { call, model, origin, credentials }: CorsPolicy,
  anyOrigin: boolean,
): Generator<Problem> {
  const decides = origin && isFunction(bare(origin)) ? bare(origin) : origin && file.localFunctionOf(origin);
  const weaker = credentials ? {} : ({ severity: 'medium' } as const);
  if (origin && isFunction(decides)) {
    if (letsEveryoneIn(file, decides))
      yield { at: origin.range, messageId: credentials ? 'reflected' : 'everyone', ...weaker };
    else
      for (const { node, passes } of looseMatches(file, decides))
        if (!dependsOnEnvironment(file, node))
          yield { at: node.range, messageId: 'loose', data: { passes: PASSES[passes] }, ...weaker };
    return;
  }
  const patterns = origin ? listed(origin).map((node) => ({ node, passes: looseExpression(node) })) : [];
  for (const { node, passes } of patterns)
    if (passes) yield { at: node.range, messageId: 'loose', data: { passes: PASSES[passes] }, ...weaker };
  const policy = openTo(file, model, origin);
  if (policy === null) return;
  const at = (origin ?? call.node).range;
  if (credentials && policy === 'reflected')
    yield {
      at,
      messageId: 'reflected',
      suggestions: [{ messageId: 'withoutCredentials', edits: [{ range: credentials.value.range, text: 'false' }] }],
    };
  else if (credentials && !model.dropsCredentials)
    yield {
      at,
      messageId: 'wildcard',
      severity: 'medium',
      suggestions: [{ messageId: 'withoutCredentials', edits: [{ range: credentials.value.range, text: 'false' }] }],
    };
  else yield openToAll(at, anyOrigin);
}

/** A public API may mean it: where nobody said that none does, that is asked. */
function openToAll(at: Range, anyOrigin: boolean): Problem {
  if (anyOrigin) return { at, messageId: 'any', severity: 'low' };
  const why = 'no code says whether the answers are public';
  return {
    at,
    messageId: 'open',
    severity: 'low',
    asks: { why, what: 'every origin may read the answers' },
    cause: { kind: 'project', words: 'as no code says which answers are public' },
  };
}

/** Options of another file are mended there. */
function* optionsElsewhere(
  model: CorsPolicy['model'],
  { options, origin, credentials }: NonNullable<CorsPolicy['elsewhere']>,
  anyOrigin: boolean,
): Generator<Problem> {
  const policy = origin === 'missing' ? model.default : opensBy(origin.constant, model);
  if (policy === null) return;
  if (credentials && policy === 'reflected') yield { at: options.range, messageId: 'reflected' };
  else if (credentials && !model.dropsCredentials)
    yield { at: options.range, messageId: 'wildcard', severity: 'medium' };
  else yield openToAll(options.range, anyOrigin);
}

function listed(origin: Node): Node[] {
  const plain = bare(origin);
  return plain.type === 'ArrayExpression'
    ? plain.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? [bare(element)] : []))
    : [plain];
}

/** Who may read by a setting that is no function; null when the code names them, or cannot be seen. */
function openTo(file: FileAnalysis, model: CorsPolicy['model'], origin: Node | null): 'any' | 'reflected' | null {
  if (!origin) return model.default;
  return opensBy(file.valueOf(origin).constant, model);
}

function opensBy(constant: Value['constant'], model: CorsPolicy['model']): 'any' | 'reflected' | null {
  if (constant === '*') return 'any';
  return constant === true && model.trueReflects ? 'reflected' : null;
}

/** The headers themselves, set by hand. */
function* headerProblems(file: FileAnalysis, anyOrigin: boolean): Generator<Problem> {
  const origins = headersSet(file, ORIGIN);
  if (origins.length === 0) return;
  const credentials = headersSet(file, CREDENTIALS).filter(
    ({ node }) => String(file.valueOf(node).constant) === 'true',
  );
  for (const { call, node } of origins) {
    if (dependsOnEnvironment(file, call.node)) continue;
    const sent = credentials.some((other) => file.functionOf(other.call.node) === file.functionOf(call.node));
    const value = file.valueOf(node);
    if (value.constant === '*') {
      if (sent) yield { at: node.range, messageId: 'wildcard', severity: 'medium' };
      else yield openToAll(node.range, anyOrigin);
    } else if (
      sent &&
      value.taint === 'tainted' &&
      value.source === 'header' &&
      asItCame(file, node) &&
      conditionsAt(node).every(({ test, outside }) => outside || saysNothing(test))
    ) {
      yield {
        at: node.range,
        messageId: 'reflected',
        steps: evidence(value, node.range, 'is given back as the origin that may read'),
      };
    }
  }
}

/** The header of the request itself, not a choice between values. */
function asItCame(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'LogicalExpression') return plain.operator !== '&&' && asItCame(file, plain.left);
  if (plain.type !== 'Identifier') return plain.type === 'MemberExpression' || plain.type === 'CallExpression';
  const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    (definition.id.type === 'ObjectPattern' || asItCame(file, definition.init))
  );
}

/** Whether there is an origin, and which method is asked for, says nothing about who asks. */
function saysNothing(test: Node): boolean {
  const plain = bare(test);
  if (plain.type === 'Identifier' || plain.type === 'MemberExpression')
    return /origin$/i.test(
      plain.type === 'Identifier' ? plain.name : plain.property.type === 'Identifier' ? plain.property.name : '',
    );
  if (plain.type === 'BinaryExpression')
    return (
      bare(plain.left).type === 'MemberExpression' &&
      bare(plain.right).type === 'Literal' &&
      /^(?:GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD)$/i.test(String((bare(plain.right) as { value?: unknown }).value))
    );
  return plain.type === 'UnaryExpression' && saysNothing(plain.argument);
}
