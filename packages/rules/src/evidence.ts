import {
  bare,
  type CallNode,
  dottedName,
  type FileAnalysis,
  isFunction,
  type Node,
  type Range,
  type Severity,
  type Sink,
  type SourceKind,
  type Step,
  type Value,
} from '@backend-architect/analysis';
import type { Problem } from './define-rule.js';

/** The way of a value from where it enters to the place it is reported at. */
export function evidence(value: Value, at: Range, what: string): readonly Step[] {
  return [...value.steps, { at, what }];
}

/** Who hands the input in, where the whole project is seen; nothing where it is read beside the sink. */
export function handedIn({ handedBy }: Value): Pick<Problem, 'handedBy'> {
  return handedBy && handedBy.length > 0 ? { handedBy } : {};
}

/**
 * Whoever controls this value controls the process: where not all callers are seen, that is asked. `what` happens to it
 * at the sink.
 */
export function askedOf(
  file: FileAnalysis,
  { node, kind, rung, model }: Pick<Sink, 'kind' | 'rung'> & { readonly node: Node; readonly model?: Sink['model'] },
  value: Value | undefined,
  what: string,
): readonly Problem[] {
  if (model?.onlyTexts && value?.shapes.some((shape) => shape !== 'str')) return [];
  if (value && rung <= 3 && file.isBehindUnseenSchema(value, kind)) {
    const fn = file.functionOf(node)?.range[0] ?? -1;
    const asks = { fn, index: 0, what, schema: true as const };
    return [{ at: node.range, messageId: 'unseen', data: { what }, asks, steps: evidence(value, node.range, what) }];
  }
  const unseen = value && rung <= 3 ? file.unseenFor(value, kind) : null;
  return unseen
    ? [
        {
          at: node.range,
          messageId: 'unseen',
          data: { what },
          asks: {
            fn: unseen.fn.range[0],
            index: unseen.index,
            what,
            ...(unseen.path.length > 0 && { path: unseen.path }),
          },
        },
      ]
    : [];
}

/** Whoever types the command line already owns the machine: an argument of the process is a weak source. */
export function severityOf(value: Value): Severity | undefined {
  return value.source === 'argv' ? 'low' : undefined;
}

/** What a developer calls a source. */
function sourceName(kind: SourceKind | undefined): string {
  switch (kind) {
    case 'body':
      return 'the request body';
    case 'query':
      return 'the query string';
    case 'param':
      return 'a route parameter';
    case 'header':
      return 'a request header';
    case 'cookie':
      return 'a cookie';
    case 'url':
      return 'the request URL';
    case 'file-upload':
      return 'an uploaded file';
    case 'form':
      return 'form data';
    case 'graphql-argument':
      return 'a GraphQL argument';
    case 'rpc-input':
      return 'the input of a remote call';
    case 'message':
      return 'a message';
    case 'answer':
      return 'the answer of a host the client chose';
    case 'argv':
      return 'a command-line argument';
    case undefined:
      return 'request input';
  }
}

/** A piece of source on one line, short enough for a message. */
export function excerpt(text: string, [start, end]: Range): string {
  const line = text.slice(start, end).replace(/\s+/g, ' ');
  return line.length > 48 ? `${line.slice(0, 45)}...` : line;
}

/** The source of a value at the head of a sentence. */
export function sourceSubject({ source }: Pick<Value, 'source'>): string {
  const name = sourceName(source);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What is called, as it stands in the code. */
export function calleeText(file: FileAnalysis, call: CallNode): string {
  return excerpt(file.text, (call.type === 'TaggedTemplateExpression' ? call.tag : call.callee).range);
}

/** A call in a sentence: `pool.query(...)`, ``sql`...` ``; what has no plain name is said as it stands in the code. */
export function callText(file: FileAnalysis, node: Node): string {
  const plain = bare(node);
  const isCall = plain.type === 'CallExpression' || plain.type === 'NewExpression';
  const callee = plain.type === 'TaggedTemplateExpression' ? plain.tag : isCall ? plain.callee : plain;
  const called = bare(callee);
  if (isFunction(called))
    return called.type === 'ArrowFunctionExpression' ? '(async () => ...)()' : '(async function () ...)()';
  const name = dottedName(callee) ?? excerpt(file.text, callee.range);
  return plain.type === 'TaggedTemplateExpression' ? `${name}\`...\`` : `${name}(...)`;
}
