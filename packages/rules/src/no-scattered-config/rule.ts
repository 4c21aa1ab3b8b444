import { type FileAnalysis, keyOf, type Node, nodesWithin, outer } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { quoted } from '../edits/text-style.js';
import { excerpt } from '../evidence.js';
import { environmentReads, isBranchTest, isSwitch, openNumberOf, truthTestOf } from './environment-reads.js';

export default defineRule({
  id: 'no-scattered-config',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [1188, 704],
    owasp: ['A02:2025', 'A05:2021'],
    hasSuggestions: true,
    docs: {
      description: 'Reports environment variables that are read as another type than text',
      impact:
        'A switch that is set to `false` is on, and a limit that is not set is no number: ' +
        'it compares false with everything.',
      fix: "Compare switches with `'true'`, and give numbers a default or refuse to start without them.",
      refactoring: 'Read the environment once, in a module that parses it with a schema when the process starts.',
    },
    messages: {
      truth: "`{{name}}` is text: `false` and `0` are true here as well. Compare it with `'true'`.",
      number:
        '`{{call}}` is `NaN` where the variable is not set. Give it a default, or check it when the process starts.',
      compare: "Compare with `'true'`.",
    },
    schema: [],
    exempt: ['test', 'generated', 'migration', 'client', 'script'],
    gate: /\benv\b/,
  },
  *problems(file): Generator<Problem> {
    for (const { node, name } of environmentReads(file)) {
      const test = isSwitch(name) ? truthTestOf(file, node) : null;
      if (test) {
        const isDangerous = dropsVerification(file, test);
        // Set or not set, by custom: who writes the code in the branch knows the switch.
        if (!isDangerous && isBranchTest(test)) continue;
        const text = file.text.slice(...node.range);
        const isOn = quoted(file, 'true');
        const isNegated = test === node && node.parent.type === 'UnaryExpression';
        const around = isNegated ? node.parent.parent : undefined;
        const twice = around?.type === 'UnaryExpression' && around.operator === '!' ? around : null;
        yield {
          at: node.range,
          messageId: 'truth',
          data: { name },
          ...(isDangerous && { severity: 'high' as const }),
          suggestions: [
            {
              messageId: 'compare',
              edits: [
                twice
                  ? { range: twice.range, text: `${text} === ${isOn}` }
                  : isNegated
                    ? { range: node.parent.range, text: `${text} !== ${isOn}` }
                    : { range: test.range, text: `${text} === ${isOn}` },
              ],
            },
          ],
        };
        continue;
      }
      const conversion = openNumberOf(file, node);
      if (conversion)
        yield { at: conversion.range, messageId: 'number', data: { call: excerpt(file.text, conversion.range) } };
    }
  },
});

/**
 * What the switch turns on is a connection whose other side is not verified: set to `false` it does the opposite of
 * what it says.
 */
function dropsVerification(file: FileAnalysis, test: Node): boolean {
  const branch = outer(test).parent;
  if (branch?.type !== 'ConditionalExpression' && branch?.type !== 'IfStatement') return false;
  return nodesWithin(file, branch, 'Property').some(
    (property) =>
      keyOf(property.key, property.computed) === 'rejectUnauthorized' &&
      file.valueOf(property.value).constant === false,
  );
}
