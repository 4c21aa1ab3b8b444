import { bare, dependsOnEnvironment, type FileAnalysis, type Hazard } from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { quoted } from '../edits/text-style.js';
import { excerpt } from '../evidence.js';
import { gatheredBodies } from './gathered-body.js';

export default defineRule({
  id: 'require-body-limits',
  meta: {
    severity: 'medium',
    cwe: [400, 770],
    owasp: ['A06:2025', 'A05:2021'],
    api: ['API4:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports request bodies that are read whole with no limit, or with one no request needs',
      impact:
        'A few large requests fill the memory of the process, ' +
        'and parsing one of them stops it from answering anybody else.',
      fix: 'Leave the default limit, raise it to what one request needs, and send files as a stream.',
      refactoring: 'Let uploads go to a route of their own that streams them to storage.',
    },
    messages: {
      large:
        '`{{setting}}` lets every client send bodies that hold up this process for more than a second each. ' +
        'Ask for what one request needs, such as `1mb`.',
      deep:
        '`{{setting}}` is more than a hundred times the default that protects this parser. ' +
        'Ask for what one request needs.',
      gathered:
        '`{{name}}` grows for as long as the client sends. ' +
        'Count the bytes and answer 413 when there are too many, or use a body parser with a limit.',
      setLimit: 'Limit it to 1 MiB.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['body-limit'],
    gate: new RegExp(
      String.raw`(?:[lL]imit|maxSize|depth)['"]?\s*[:,}\]=]|['"]data['"]\s*,|for\s+await|(?:json|urlencoded|` +
        String.raw`text|raw|bodyParser|koaBody)\(\s*[\w$]`,
    ),
  },
  *problems(file): Generator<Problem> {
    for (const hazard of file.hazards('body-limit')) {
      if (dependsOnEnvironment(file, hazard.node)) continue;
      const setting = excerpt(file.text, (hazard.property ?? hazard.node).range);
      yield {
        at: hazard.node.range,
        messageId: hazard.model.bytes === undefined ? 'deep' : 'large',
        data: { setting },
        suggestions: suggestionsFor(file, hazard),
      };
    }
    for (const target of gatheredBodies(file)) {
      yield { at: target.range, messageId: 'gathered', data: { name: excerpt(file.text, target.range) } };
    }
  },
});

function suggestionsFor(file: FileAnalysis, { model, node }: Hazard): Suggestion[] {
  const plain = bare(node);
  if (model.bytes === undefined || plain.type !== 'Literal') return [];
  return [
    {
      messageId: 'setLimit',
      edits: [{ range: plain.range, text: typeof plain.value === 'number' ? '1_048_576' : quoted(file, '1mb') }],
    },
  ];
}
