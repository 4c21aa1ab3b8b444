/** Values that stand in one file and are read in another: constants, settings, what functions return. */
import {
  remembered,
  constant,
  memberAt,
  memberValue,
  resolveReasons,
  safe,
  unknown,
  withStep,
  type ArgFact,
  type UnknownReason,
  type Value,
} from '@backend-architect/analysis';
import { exportsNamed } from '../exports-by-name.js';
import type { Modules } from '../modules.js';
import type { FunctionId, Project, ProjectCall } from '../types.js';
import type { CallAt } from './calls-at.js';

/** A value is followed through so many files. */
const MAX_HOPS = 4;
/** Arguments of a call that the facts keep. */
const KEPT_ARGUMENTS = 8;

export interface OutsideValues {
  /** What a file exports under a name; null when it is not known as a value. */
  exported(file: string, name: string): Value | null;
  /** What a function returns, in terms of its own parameters. */
  returned(id: FunctionId): Value | null;
  /** What a call passes, in terms of the parameters of the functions around it. */
  argument(call: ProjectCall, index: number): Value;
}

/** Parameters that a value keeps: those of one function, or of any in its file. */
type Kept = number | 'all' | null;

export function createOutsideValues(
  project: Pick<Project, 'files' | 'functions'>,
  modules: Modules,
  callAt: CallAt,
): OutsideValues {
  // By how far it may still be followed too: what is told then does not hang on what was asked first.
  const summaries = new Map<string, Value | null>();
  const passed = new Map<string, Value>();

  /** A value of another file, with all that file could not tell told or made opaque. Parameters of `keep` stay. */
  const finished = (value: Value, file: string, keep: Kept, hops: number): Value =>
    resolveReasons(placed(value, file), (reason) => {
      if (reason.kind === 'schema' && (keep === 'all' || reason.by.fn === keep))
        return { ...unknown({ ...reason, of: finished(reason.of, file, keep, hops) }), validated: true };
      if (reason.kind === 'member' && reason.self !== undefined && reason.self.fn === keep) return null;
      return reason.kind === 'param' && (keep === 'all' || reason.fn === keep)
        ? null
        : (told(reason, file, keep, hops) ?? (keep === 'all' ? unfollowed : opaque)(file, reason));
    });

  const told = (reason: UnknownReason, file: string, keep: Kept, hops: number): Value | null => {
    if (hops <= 0) return null;
    if (reason.kind === 'import') {
      const value = imported(file, reason.specifier, reason.name, hops - 1);
      return value && memberAt(value, reason.path);
    }
    return reason.kind === 'call' ? toldByCall(callAt(file, reason.at), keep, hops - 1) : null;
  };

  const toldByCall = (call: ProjectCall | undefined, keep: Kept, hops: number): Value | null => {
    const target = call?.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
    const summary = target?.fact ? returned(target.id, hops) : null;
    if (!call || !target?.fact || !summary) return null;
    const { key } = target.fact;
    return resolveReasons(summary, (reason) => {
      return reason.kind === 'param' && reason.fn === key
        ? memberAt(argumentOf(call, reason.index, keep, hops), reason.path)
        : null;
    });
  };

  const returned = (id: FunctionId, hops: number): Value | null => {
    const key = `${id} ${hops}`;
    const known = summaries.get(key);
    if (known !== undefined) return known;
    const fn = project.functions.get(id);
    const found = fn?.fact?.summary ? finished(fn.fact.summary, fn.file, fn.fact.key, hops) : null;
    summaries.set(key, found);
    return found;
  };

  const argumentOf = (call: ProjectCall, index: number, keep: Kept, hops: number): Value => {
    const key = `${call.file} ${call.fact.at[0]} ${call.fact.at[1]} ${index} ${keep} ${hops}`;
    let found = passed.get(key);
    if (found === undefined) passed.set(key, (found = argumentAnew(call, index, keep, hops)));
    return found;
  };

  const argumentAnew = (call: ProjectCall, index: number, keep: Kept, hops: number): Value => {
    const { args } = call.fact;
    if (args.slice(0, index + 1).some((arg) => arg.spread))
      return opaque(call.file, { kind: 'syntax', type: 'SpreadElement' });
    const arg = args[index];
    if (!arg) return constant(null);
    return withStep(given(call, arg, index, keep, hops), { at: arg.at, file: call.file, what: 'is passed on here' });
  };

  const given = ({ file, fact }: ProjectCall, arg: ArgFact, index: number, keep: Kept, hops: number): Value => {
    const found = fact.values?.[index] ?? plainArgument(arg, index);
    return finished((keep === 'all' && found.handed) || found, file, keep, hops);
  };

  const argument = (call: ProjectCall, index: number): Value => {
    const { args } = call.fact;
    if (args.slice(0, index + 1).some((arg) => arg.spread)) return unknown({ kind: 'unseen' });
    const arg = args[index];
    return arg ? given(call, arg, index, 'all', MAX_HOPS) : constant(null);
  };

  const imported = (file: string, specifier: string, name: string, hops: number): Value | null => {
    const target = modules.resolve(file, specifier);
    return target.kind === 'file' ? exported(target.file, name, hops) : null;
  };

  const exportedFrom = remembered((file: string) =>
    remembered((name: string) => remembered((hops: number) => exportedAnew(file, name, hops))),
  );
  const exported = (file: string, name: string, hops: number): Value | null => exportedFrom(file)(name)(hops);

  const exportedAnew = (file: string, name: string, hops: number): Value | null => {
    const facts = project.files.get(file);
    if (!facts || hops < 0) return null;
    const own = exportsNamed(facts, name).find((fact) => !fact.typeOnly);
    if (own?.value) return finished(own.value, file, null, hops);
    if (own?.ref?.kind === 'import') {
      const value = imported(file, own.ref.specifier, own.ref.name, hops - 1);
      return value && memberAt(value, own.ref.path);
    }
    if (own) return null;
    for (const fact of exportsNamed(facts, '*')) {
      const found = fact.from !== undefined ? imported(file, fact.from, name, hops - 1) : null;
      if (found) return found;
    }
    // `module.exports = { jwtSecret }`, read by name.
    const main =
      name === 'default' || name === '*'
        ? null
        : facts.exports.find(
            (fact) => fact.name === 'default' && fact.value?.properties && Object.hasOwn(fact.value.properties, name),
          );
    return main?.value ? finished(memberValue(main.value, name), file, null, hops) : null;
  };

  return {
    exported: (file, name) => exported(file, name, MAX_HOPS),
    returned: (id) => returned(id, MAX_HOPS),
    argument,
  };
}

function opaque(file: string, reason: UnknownReason): Value {
  return unknown({
    kind: 'import',
    specifier: file,
    name: reason.kind === 'call' ? reason.name : reason.kind,
    path: [],
  });
}

/** What is passed is told apart by whether it is the project's own or comes from a call nobody sees into. */
function unfollowed(file: string, reason: UnknownReason): Value {
  return reason.kind === 'call'
    ? unknown({ kind: 'syntax', type: 'CallExpression' })
    : reason.kind === 'budget' || reason.kind === 'syntax' || reason.kind === 'unseen'
      ? unknown(reason)
      : opaque(file, reason);
}

/** Steps of another file say which. */
function placed(value: Value, file: string): Value {
  const { parts, properties, elements, spread } = value;
  return {
    ...value,
    steps: value.steps.map((step) => (step.file === undefined ? { ...step, file } : step)),
    ...(parts && { parts: parts.map((part) => ('hole' in part ? { ...part, hole: placed(part.hole, file) } : part)) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, placed(inner, file)])),
    }),
    ...(elements && { elements: elements.map((inner) => placed(inner, file)) }),
    ...(spread && { spread: placed(spread, file) }),
  };
}

/**
 * An argument of which the facts keep no value: safe ones are not kept, and those far to the right are not looked at.
 */
function plainArgument(arg: ArgFact, index: number): Value {
  const literal = arg.text ?? arg.number ?? arg.boolean;
  if (literal !== undefined) return constant(literal);
  if (arg.fn !== undefined) return safe(['fn']);
  return index >= KEPT_ARGUMENTS ? unknown({ kind: 'budget' }) : safe();
}
