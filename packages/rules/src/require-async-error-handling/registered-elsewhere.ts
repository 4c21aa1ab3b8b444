import type { CallbackModel, FileAnalysis, FunctionNode, LibraryModel, Range } from '@backend-architect/analysis';

/** A function a library runs for requests, and the call that handed it over. */
export interface Handler {
  readonly fn: FunctionNode;
  readonly callback: CallbackModel;
  readonly model: LibraryModel;
  readonly by: { readonly file?: string; readonly at: Range; readonly call: string };
}

/**
 * Handlers and middleware of this file that other files register, once each; those in `seen` were looked at already.
 */
export function registeredElsewhere(file: FileAnalysis, seen: ReadonlySet<FunctionNode>): Handler[] {
  return file.nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').flatMap((fn): Handler[] => {
    if (fn.params.length < 2 || seen.has(fn)) return [];
    return file
      .registrationsOf(fn)
      .flatMap(({ symbol, callback, file: where, at }): Handler[] => {
        const library = symbol.slice(0, symbol.indexOf('#', 1));
        const model = [...file.installed, ...file.libraries].find((one) => one.library === library);
        const call = symbol.slice(library.length + 1);
        return model && where !== file.file ? [{ fn, callback, model, by: { file: where, at, call } }] : [];
      })
      .slice(0, 1);
  });
}
