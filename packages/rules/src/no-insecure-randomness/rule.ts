import {
  bare,
  type FileAnalysis,
  isPortedCode,
  type LibraryCall,
  memberName,
  type Node,
  outer,
  textOf,
} from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { isNoCredential } from './no-credential.js';
import { randomTarget } from '../randomness/random-target.js';

export default defineRule({
  id: 'no-insecure-randomness',
  meta: {
    severity: 'high',
    cwe: [338, 330],
    owasp: ['A04:2025', 'A02:2021'],
    api: ['API2:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports tokens, codes, keys and passwords made from a source that can be guessed',
      impact:
        'Whoever has seen a few values computes the next ones, and with them resets passwords or takes over sessions.',
      fix: 'Take the value from `randomUUID`, `randomBytes` or `randomInt` of the crypto module.',
      refactoring: 'Make every token, code and key in one module that knows only the cryptographic source.',
    },
    messages: {
      weak:
        '`{{name}}` comes from `{{call}}`, whose next values can be computed from earlier ones. ' +
        'Use `randomUUID()`, `randomBytes()` or `randomInt()` of the crypto module.',
      clock:
        '`{{name}}` comes from the clock (`{{call}}`), which anyone can read. Use `randomUUID()`, ' +
        '`randomBytes()` or `randomInt()` of the crypto module.',
      version:
        'Is `{{library}}` installed in a version {{versions}}? Those make `{{name}}` of `{{call}}` from ' +
        '`Math.random`, whose next values can be computed from earlier ones.',
      useUuid: 'Use `crypto.randomUUID()`, which has 122 random bits.',
    },
    schema: [],
    speaksOf: ['guessable'],
    gate: /Math\.random|\bv1\b|Date|performance|random|non-secure|[cuq]id['"/]|['"]hat['"]/,
  },
  *problems(file) {
    if (isPortedCode(file)) return;
    const reported = new Set<Node>();
    for (const source of file.callsWith('result')) {
      const kind = sourceKind(file, source);
      const target = kind && randomTarget(file, source.node);
      if (!kind || !target || reported.has(target.node) || isNoCredential(file, source.node, target)) continue;
      reported.add(target.node);
      const data = { name: target.name, call: calleeText(file, source.node) };
      if (kind === 'version') {
        yield versionAsked(source, data);
        continue;
      }
      yield {
        at: source.node.range,
        messageId: kind,
        data,
        steps: [
          { at: source.node.range, what: 'a value that can be guessed is made here' },
          { at: target.node.range, what: `and becomes \`${target.name}\`` },
        ],
        suggestions: suggestions(file, source),
      };
    }
  },
});

/** Other releases take it from a source that can be guessed, and nobody says which one is installed. */
function versionAsked({ node, symbol, call }: LibraryCall, data: Readonly<Record<string, string>>): Problem {
  const versions = call.result?.is === 'random' ? (call.result.weakIn ?? '') : '';
  return {
    at: node.range,
    messageId: 'version',
    data: { ...data, library: symbol.model.library, versions },
    asks: { why: 'no manifest names the version that is installed', what: `becomes \`${data['name']}\`` },
  };
}

/** `new Date(x)` is a time somebody gave, `new Date()` is now. */
function sourceKind(file: FileAnalysis, { call, node, symbol }: LibraryCall): 'weak' | 'clock' | 'version' | null {
  if (call.result?.is === 'random' && call.result.weak) return 'weak';
  if (call.result?.is === 'random' && call.result.weakIn && file.isAssumed(symbol.model)) return 'version';
  return call.result?.is === 'safe' &&
    call.result.clock &&
    node.type !== 'TaggedTemplateExpression' &&
    node.arguments.length === 0
    ? 'clock'
    : null;
}

/** `Math.random().toString(36).slice(2)` as a whole; a number in a range has no such short answer. */
function suggestions(file: FileAnalysis, { node }: LibraryCall): Suggestion[] {
  let whole: Node = outer(node);
  let isText = false;
  for (;;) {
    const member = whole.parent;
    const call = member?.type === 'MemberExpression' && member.object === whole ? outer(member).parent : null;
    const name = member?.type === 'MemberExpression' ? memberName(member) : null;
    if (
      call?.type !== 'CallExpression' ||
      name === null ||
      !/^(?:toString|slice|substring|substr|getTime|valueOf)$/.test(name)
    )
      break;
    if (name === 'toString') isText = call.arguments[0] !== undefined && textOf(call.arguments[0]) !== '10';
    whole = outer(call);
  }
  if (!isText || partOfMore(whole) || !knowsCrypto(file)) return [];
  return [{ messageId: 'useUuid', edits: [{ range: whole.range, text: 'crypto.randomUUID()' }] }];
}

/** A piece of a longer text or sum: the other pieces would stay. */
function partOfMore({ parent }: Node): boolean {
  return parent?.type === 'BinaryExpression' || parent?.type === 'TemplateLiteral';
}

/** `crypto` means the global of the runtime, or the imported module: both have `randomUUID`. */
function knowsCrypto(file: FileAnalysis): boolean {
  const named = file.nodes('Identifier').filter((identifier) => identifier.name === 'crypto');
  return named.every((identifier) => {
    const variable = file.variableOf(identifier);
    return variable === null || file.symbolOf(bare(identifier)) !== null;
  });
}
