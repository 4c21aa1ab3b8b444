import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { propertyOf, textOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { objectBehind } from '../calls/sinks.js';

/** A header of the answer that is set by hand. */
export interface HeaderSet {
  readonly call: LibraryCall;
  /** The value it is given. */
  readonly node: Node;
}

/** Places of the file that set this header of the answer: by name, or as a property of an object of headers. */
export function headersSet(file: FileAnalysis, name: string): HeaderSet[] {
  return file.callsWith('contentType').flatMap((call): HeaderSet[] => {
    const model = call.call.contentType;
    if (!model || model.as === 'type' || call.node.type === 'TaggedTemplateExpression') return [];
    const first = call.node.arguments[model.arg];
    if (!first || first.type === 'SpreadElement') return [];
    if (model.as === 'header' && textOf(first)?.toLowerCase() === name) {
      const value = call.node.arguments[model.arg + 1];
      return value && value.type !== 'SpreadElement' ? [{ call, node: value }] : [];
    }
    const held = objectBehind(file, first);
    const headers = held && model.property ? objectIn(file, held, model.property) : held;
    const value = headers ? headerIn(headers, name) : null;
    return value ? [{ call, node: value }] : [];
  });
}

function objectIn(file: FileAnalysis, object: NonNullable<ReturnType<typeof objectBehind>>, name: string) {
  const entry = propertyOf(object, name);
  return entry === null || entry === 'unknown' ? null : objectBehind(file, entry.value);
}

/** Names of headers have no case. */
function headerIn(headers: NonNullable<ReturnType<typeof objectBehind>>, name: string): Node | null {
  for (const entry of headers.properties) {
    if (entry.type !== 'Property') continue;
    const key = entry.computed
      ? textOf(entry.key)
      : entry.key.type === 'Identifier'
        ? entry.key.name
        : textOf(entry.key);
    if (key?.toLowerCase() === name) return bare(entry.value);
  }
  return null;
}
