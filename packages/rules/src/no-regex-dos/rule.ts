import { bare, type FileAnalysis, type Node, type Range, type Value } from '@backend-architect/analysis';
import { defineRule, type Edit, type Problem } from '../define-rule.js';
import { asText } from '../edits/as-text.js';
import { textStyleOf } from '../edits/text-style.js';
import { askedOf, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';
import { slowMatches } from './slow-patterns.js';
import { patternSources } from './pattern-sources.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-regex-dos',
  meta: {
    severity: 'medium',
    severest: 'high',
    weight: 'sender',
    cwe: [1333, 400],
    owasp: ['A06:2025', 'A05:2021'],
    api: ['API4:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports request input that is read as a regular expression, or matched by one that takes for ever',
      impact:
        'One request with a pattern like `(a+)+$` keeps the process, or the database, busy for minutes, ' +
        'and a pattern like `.*` matches what was never meant to be found.',
      fix: 'Escape the characters that have a meaning in patterns, or compare with `includes` and `startsWith`.',
      refactoring:
        'Give searches one function that takes plain text and builds the pattern or the full-text query itself.',
    },
    messages: {
      pattern:
        '{{source}} becomes a regular expression in `{{reader}}`: ' +
        'the client can send one that never finishes, or one that matches everything. Escape it, ' +
        'or search for plain text.',
      slow:
        '{{source}} is matched by `{{pattern}}`, whose time {{growth}}: ' +
        'one long request keeps the process busy. Rewrite the pattern so that no two repetitions can match ' +
        'the same text, or cap the length first.',
      moving:
        '{{source}} is matched by `{{pattern}}`, which starts anew at every character of a long run and ' +
        'fails at its end: the time grows with the square of the length. Cap the length first, ' +
        'forbid a start inside the run by a lookbehind, or walk the text from its end.',
      unseen: 'Can request input reach {{receiver}}, where it {{what}}?',
      escape: 'Escape the characters that have a meaning in patterns.',
    },
    schema: [],
    speaksOf: ['regexp-source'],
    gate: /RegExp|\$regex|\.(?:match(?:All)?|search|test|exec|replace(?:All)?|split)\(/,
  },
  *problems(file): Iterable<Problem> {
    for (const { node, reader, inFilter } of patternSources(file)) {
      const value = file.valueFor(node, 'regexp-source');
      // A database has bounds of its own, and whether it is searched by patterns is plain from the filter.
      if (!inFilter && !isTextOfExpression(value))
        yield* askedOf(file, { node, kind: 'regexp-source', rung: 1 }, value, 'is read as a regular expression');
      // Whoever starts a program may search as he likes.
      if (file.judge(value, 'regexp-source') !== 'tainted' || value.source === 'argv') continue;
      const edits = escapeEdits(file, node, value);
      yield {
        at: node.range,
        messageId: 'pattern',
        data: { source: sourceSubject(value), reader: excerpt(reader, [0, reader.length]) },
        ...handedIn(value),
        steps: evidence(value, node.range, 'is read as a regular expression'),
        ...valueCause(file, node),
        ...(edits.length > 0 && { suggestions: [{ messageId: 'escape', edits }] }),
      };
    }
    for (const { subject, value, pattern, written, growth } of slowMatches(file)) {
      yield {
        at: subject.range,
        messageId: growth === 'moving' ? 'moving' : 'slow',
        data: {
          source: sourceSubject(value),
          pattern: excerpt(pattern, [0, pattern.length]),
          growth: growth === 'exponential' ? 'doubles with every character' : 'grows with a power of the length',
        },
        ...handedIn(value),
        steps: [
          ...(written ? [{ at: written.range, what: 'the pattern is written here' }] : []),
          ...evidence(value, subject.range, 'is matched by a slow pattern'),
        ],
        ...(growth === 'exponential' && { severity: 'high' as const }),
      };
    }
  },
});

/** `new RegExp(known.source, 'g')`: whoever made the expression has written its pattern. */
function isTextOfExpression({ unknown }: Value): boolean {
  return unknown.some((reason) => reason.kind === 'param' && reason.path.at(-1) === 'source');
}

/**
 * Escapes the untrusted holes of a text that is put together here, or the whole of it. None when it was put together
 * elsewhere.
 */
function escapeEdits(file: FileAnalysis, node: Node, value: Value): readonly Edit[] {
  const { parent } = node;
  if (parent?.type === 'Property' && parent.shorthand) return [];
  const holes = (value.parts ?? []).flatMap((part) =>
    'hole' in part && file.judge(part.hole, 'regexp-source') !== 'safe' ? [part.at] : [],
  );
  const isWhole = !value.parts?.some((part) => 'text' in part && part.text !== '');
  const ranges = isWhole ? (isText(bare(node)) ? [node.range] : []) : holes;
  return ranges.every((range) => within(range, node.range))
    ? ranges.map((range) => ({ range, text: escapedText(file, range) }))
    : [];
}

/** A shape that can be put into `String(...)` as it stands. */
function isText(plain: Node): boolean {
  return plain.type === 'Identifier' || plain.type === 'MemberExpression' || plain.type === 'CallExpression';
}

function within(inner: Range, around: Range): boolean {
  return inner[0] >= around[0] && inner[1] <= around[1];
}

function escapedText(file: FileAnalysis, range: Range): string {
  const { quote } = textStyleOf(file);
  return `${asText(file, range)}.replace(/[.*+?^\${}()|[\\]\\\\]/g, ${quote}\\\\$&${quote})`;
}
