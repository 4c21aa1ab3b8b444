import {
  isOfClientsChoice,
  keptEntries,
  outer,
  type FileAnalysis,
  type KeptEntry,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Suggestion } from '../define-rule.js';
import { statementBefore } from '../edits/statement-edits.js';
import { evidence, handedIn, sourceSubject } from '../evidence.js';

export default defineRule({
  id: 'require-bounded-cache',
  meta: {
    severity: 'medium',
    cwe: [401, 770],
    owasp: ['A06:2025', 'A04:2021'],
    api: ['API4:2023'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports maps and objects of a module, or of an object that is made once, ' +
        'that get an entry for every key a client thinks of, and never lose one',
      impact:
        'The memory of the process grows with every new key until it is killed, ' +
        'and one client is enough to make that happen.',
      fix: 'Give the cache a size or a lifetime, or remove the entry when the work is done.',
      refactoring: 'Keep cached values in one module, in a store with a limit, and let handlers ask that module.',
    },
    messages: {
      grows:
        '{{source}} is a key of `{{name}}`, which lives as long as the process and from which nothing is ' +
        'ever removed: every new key takes memory for good. Limit its size or give entries a lifetime.',
      dropOldest: 'Remove the oldest entry when there are a thousand.',
    },
    schema: [],
    exempt: ['test', 'generated', 'migration', 'client', 'script'],
    gate: /new (?:Map|Set)\b[\s\S]*\.(?:set|add)\(|=\s*(?:\{\s*\}|Object\.create\(null\))[\s\S]*\]\s*(?:\?\?|\|\|)?=(?!=)/,
  },
  *problems(file) {
    for (const entry of keptEntries(file)) {
      // Whoever writes into a queue is one of the program's own.
      const value = file.valueFor(entry.key, 'lasting-key', { except: ['argv', 'message'] });
      if (!isOfClientsChoice(value)) continue;
      yield {
        at: entry.node.range,
        messageId: 'grows',
        data: { source: sourceSubject(value), name: entry.name },
        steps: evidence(value, entry.node.range, 'becomes a key that stays'),
        ...handedIn(value),
        suggestions: dropOldest(file, entry),
      };
    }
  },
});

/** Maps and sets remember the order in which keys came. */
function dropOldest(file: FileAnalysis, { kind, name, node }: KeptEntry): Suggestion[] {
  const statement = kind === 'object' ? null : statementOf(node);
  // The compiler does not see that there is an oldest.
  const isTyped = /\.[cm]?tsx?$/.test(file.file);
  if (!statement || (statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')) return [];
  return [
    {
      messageId: 'dropOldest',
      edits: [
        statementBefore(
          file,
          statement,
          `if (${name}.size >= 1000) ${name}.delete(${name}.keys().next().value${isTyped ? '!' : ''})`,
        ),
      ],
    },
  ];
}

/** The statement a write is, when it is one by itself. */
function statementOf(write: Node): TSESTree.ExpressionStatement | null {
  const { parent } = outer(write);
  return parent?.type === 'ExpressionStatement' ? parent : null;
}
