import type { FileAnalysis, Sink } from '../../vocabulary/analysis.js';

/**
 * What stands between double quotes in the text of a query: what the driver says, or, where the client speaks to several
 * databases, what all drivers of the project agree on.
 */
export function doubleQuoted(file: FileAnalysis, sink: Sink | undefined): 'text' | 'name' {
  const own = (sink?.call.symbol.on ?? sink?.call.symbol)?.model.doubleQuoted;
  if (own) return own;
  const said = [...file.libraries, ...file.installed].flatMap((model) => model.doubleQuoted ?? []);
  return said.length > 0 && said.every((one) => one === 'text') ? 'text' : 'name';
}
