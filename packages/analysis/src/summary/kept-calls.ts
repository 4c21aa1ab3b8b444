import { isLookup } from '../domain/queries/lookups.js';
import { bindingOf } from '../symbols/binding.js';
import { isFunction } from '../syntax/functions.js';
import { unwrap } from '../syntax/wrappers.js';
import type { FileAnalysis, LibraryCall, Node } from '../vocabulary/analysis.js';
import type { CallFact } from '../vocabulary/facts.js';
import type { CallModel } from '../vocabulary/library-model.js';
import type { Ref } from '../vocabulary/references.js';
import { refOf } from './refs.js';

type SinkFact = NonNullable<CallFact['sinks']>[number];

/** What linking may need of a call: what its library means by it, what it may run, what it hands on. */
export function isKept(
  file: FileAnalysis,
  callee: Ref,
  library: LibraryCall | null,
  sinks: readonly SinkFact[],
  args: readonly Node[],
): boolean {
  if (sinks.length > 0) return true;
  if (library)
    return (
      library.form === 'new' ||
      means(library.call) ||
      library.symbol.member.decorator !== undefined ||
      hasFunction(file, args)
    );
  if (callee.kind === 'unknown') return isLookup(callee) || hasFunction(file, args);
  return isLinkable(callee) || hasFunction(file, args) || handsRequestOn(file, args);
}

/** `check(req, res, next)`: all a function was given goes on to what is called, which may decide in its place. */
function handsRequestOn(file: FileAnalysis, args: readonly Node[]): boolean {
  return (
    args.length >= 2 &&
    args.every((argument) => {
      const variable = argument.type === 'Identifier' ? file.variableOf(argument) : null;
      return !!variable?.defs.length && bindingOf(variable).kind === 'param';
    })
  );
}

/**
 * A member nobody modelled, far from what the project can say (`rows.map(...)`, long chains of a package): it matters
 * only for the function it runs.
 */
function isLinkable(callee: Ref): boolean {
  const root = rootOf(callee);
  if (root.kind === 'library') return false;
  if (root.kind === 'param') return root.path.length <= 3 && resultDepth(callee) <= 2;
  if (root.kind === 'import') return resultDepth(callee) <= (isPackage(root.specifier) ? 1 : 3);
  return resultDepth(callee) <= 3;
}

function resultDepth(ref: Ref): number {
  return ref.kind === 'result' ? 1 + resultDepth(ref.of) : 0;
}

/** Not a path and not one of the usual aliases; linking decides about those. */
function isPackage(specifier: string): boolean {
  return !/^(?:\.|\/|[@~#]\/|[~#])/.test(specifier);
}

/** What a model says of a call that linking asks. */
const ASKED = [
  'gate', 'query', 'transaction', 'route', 'answers', 'chained', 'services', 'findsService', 'hooksServices',
  'namesGuards', 'contract', 'answersContract', 'entry', 'receives', 'deploys', 'ties', 'attaches', 'binds', 'signIn',
  'serves', 'groups', 'fieldsOf', 'mount', 'duty', 'exempts', 'response', 'token', 'passwordHash', 'blocking',
  'external', 'listens', 'async', 'returns', 'awaitsArguments', 'setting', 'presets', 'keeps',
] as const satisfies readonly (keyof CallModel)[];

function means(call: CallModel): boolean {
  return ASKED.some((field) => call[field] !== undefined);
}

function rootOf(ref: Ref): Ref {
  return ref.kind === 'result' ? rootOf(ref.of) : ref;
}

function hasFunction(file: FileAnalysis, args: readonly Node[]): boolean {
  return args.some((argument) => {
    const plain = unwrap(argument);
    if (isFunction(plain)) return true;
    if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression') return false;
    const ref = refOf(file, plain);
    return ref.kind === 'function' || ref.kind === 'import' || (ref.kind === 'member' && ref.path.length === 1);
  });
}
