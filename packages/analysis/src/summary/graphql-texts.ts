import type { FileAnalysis } from '../vocabulary/analysis.js';
import type { FileFacts } from '../vocabulary/facts.js';

/** Both a type and a directive, which is what is of interest: a type alone says nothing of who may ask. */
const GATE = /\btype\s+\w[^{;=]*\{/;

/** Only the fields of these types are asked for from outside. */
const ROOTS = /\btype\s+(?:Query|Mutation|Subscription)\b|\bextend\s+type\b/;

/** Texts in the schema language of GraphQL that stand in a file and mark something by a directive, in source order. */
export function graphqlTextsOf(file: FileAnalysis): NonNullable<FileFacts['graphqlTexts']> {
  if (!ROOTS.test(file.text)) return [];
  const texts = [
    ...file.nodes('TemplateLiteral').map(({ range, quasis }) => ({
      at: range,
      // What is put in is a type or a directive of another file.
      text: quasis.map(({ value }) => value.cooked ?? value.raw).join(' '),
    })),
    ...file
      .nodes('Literal')
      .flatMap(({ range, value }) => (typeof value === 'string' ? [{ at: range, text: value }] : [])),
  ];
  return texts
    .filter(({ text }) => text.includes('@') && GATE.test(text))
    .sort((a, b) => a.at[0] - b.at[0])
    .map(({ text }) => text);
}
