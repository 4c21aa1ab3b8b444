import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../vocabulary/analysis.js';
import type { FileFacts } from '../vocabulary/facts.js';

/** Both a type and a directive, which is what is of interest: a type alone says nothing of who may ask. */
const GATE = /\btype\s+\w[^{;=]*\{/;

/** Only the fields of these types are asked for from outside. */
const ROOTS = /\btype\s+(?:Query|Mutation|Subscription)\b|\bextend\s+type\b/;

/** Texts in the schema language of GraphQL that stand in a file and may mark something by a directive, in source order. */
export function graphqlTextsOf(file: FileAnalysis): NonNullable<FileFacts['graphqlTexts']> {
  if (!ROOTS.test(file.text)) return [];
  const texts = [
    ...file.nodes('TemplateLiteral').map((node) => ({ at: node.range, pieces: piecesOf(file, node) })),
    ...file
      .nodes('Literal')
      .flatMap(({ range, value }) => (typeof value === 'string' ? [{ at: range, pieces: [value] }] : [])),
  ];
  return texts
    .filter(({ pieces }) => {
      const text = pieces.join(' ');
      return GATE.test(text) && (text.includes('@') || pieces.length > 1);
    })
    .sort((a, b) => a.at[0] - b.at[0]);
}

/** What is put in and constant is a part of the text. */
function piecesOf(file: FileAnalysis, { quasis, expressions }: TSESTree.TemplateLiteral): readonly string[] {
  const pieces: string[] = [];
  let open = '';
  for (const [index, { value }] of quasis.entries()) {
    open += value.cooked ?? value.raw;
    const put = expressions[index];
    const constant = put && file.valueOf(put).constant;
    if (typeof constant === 'string') open += constant;
    else if (put) {
      pieces.push(open);
      open = '';
    }
  }
  return [...pieces, open];
}
