import type { TSESTree } from '@typescript-eslint/types';
import type { CallNode, FileAnalysis } from '../../vocabulary/analysis.js';
import { contentTypeAt } from './content-type.js';
import { returnedPages } from './returned-answers.js';

/** A value that a browser, or the reader of a mail, gets as HTML. */
export interface HtmlOutput {
  readonly node: TSESTree.Expression;
  /** The call or assignment that hands it out, or the method that gives it back. */
  readonly by: CallNode | TSESTree.AssignmentExpression | TSESTree.MethodDefinition;
  readonly mail: boolean;
  /** A browser of this machine opens it. */
  readonly opened: boolean;
}

/**
 * Values that are read as HTML where they arrive: by what the call means, by the content type that is set, or by how
 * they begin.
 */
export function htmlOutputs(file: FileAnalysis): HtmlOutput[] {
  const sent = file
    .sinks('html-response')
    .map((sink) => ({
      output: {
        node: sink.node,
        by: sink.call.node,
        mail: sink.call.call.external === 'mail',
        opened: sink.model.opened === true,
      },
      untyped: sink.model.untyped ?? 'html',
    }));
  // What is assigned as body is sent as HTML when it begins like HTML.
  const assigned = file
    .assignedSinks('html-response')
    .map((sink) => ({
      output: { node: sink.node, by: sink.by, mail: false, opened: false },
      untyped: 'sniffed' as const,
    }));
  const returned = returnedPages(file)
    .filter(({ node, as }) => as === 'html' || beginsWithTag(file, node))
    .map(({ node, method }): HtmlOutput => ({ node, by: method, mail: false, opened: false }));
  const outputs = [...sent, ...assigned].flatMap(({ output, untyped }) => {
    if (file.valueOf(output.node).taint === 'safe') return [];
    const type = contentTypeAt(file, output.by);
    if (type === 'html') return [output];
    if (type !== null || untyped === 'text') return [];
    return untyped === 'html' || mayBeginWithTag(file, output.node) ? [output] : [];
  });
  return [...outputs, ...returned];
}

function beginsWithTag(file: FileAnalysis, node: TSESTree.Expression): boolean {
  const first = file.valueOf(node).parts?.[0];
  return first !== undefined && 'text' in first && /^\s*</.test(first.text);
}

function mayBeginWithTag(file: FileAnalysis, node: TSESTree.Expression): boolean {
  const first = file.valueOf(node).parts?.[0];
  return !first || !('text' in first) || /^\s*</.test(first.text);
}
