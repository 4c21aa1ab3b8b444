import {
  type ArgFact,
  type FileFacts,
  memberMeaning,
  type ModelRegistry,
  type Ref,
  weaker,
} from '@backend-architect/analysis';
import { posix } from 'node:path';
import type { ClassTree } from './resolution.js';
import { exportsNamed } from './exports-by-name.js';
import { acrossFiles, instanceThing, libraryThing, resultOf, targetOf } from './library-things.js';
import { placedAt } from './placed-things.js';
import { knownAnswers } from './known-answers.js';
import type { Modules } from './modules.js';
import { ofTable } from './named-tables.js';
import { importedExports } from './imported-exports.js';
import { createReplaced } from './replaced-exports.js';
import { refsOf } from './refs-of-properties.js';
import { typeWith, valueOfType, withTypes } from './type-things.js';
import { keyOf, oneOf, symbolOf, type Instance, type Thing } from './things.js';
import type { Resolver, ParameterOracle } from './resolution.js';

const MAX_DEPTH = 24;

export function createResolver(
  files: ReadonlyMap<string, FileFacts>,
  modules: Modules,
  registry: ModelRegistry,
  classes: ClassTree,
  callers: ParameterOracle,
): Resolver {
  const functions = new Map(
    [...files].map(([file, facts]) => [file, new Map(facts.functions.map((fn) => [fn.key, fn]))]),
  );
  const exporting = new Set<string>();
  const inside = new Set<string>();
  const replaced = createReplaced(files, modules);
  const imported = importedExports(files, modules, replaced);
  let depth = 0;
  /** Answers that were broken off, in a cycle or too deep: what was found meanwhile may be more when it is asked anew. */
  let brokenOff = 0;
  /** Answers that asked what callers pass. */
  let leant = 0;
  const onLeaning = (): void => void (leant += 1);
  const known = knownAnswers(() => new WeakMap<Ref, Thing>(), onLeaning);
  const exported = knownAnswers(() => new Map<string, Thing | null>(), onLeaning);
  const oracle: ParameterOracle = Object.assign(
    (param: Extract<Thing, { kind: 'param' }>) => {
      onLeaning();
      return callers(param);
    },
    { unsettled: callers.unsettled },
  );

  const deeper = (work: () => Thing | null): Thing | null => {
    if (depth >= MAX_DEPTH) {
      brokenOff += 1;
      return null;
    }
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
    }
  };

  const resolver: Resolver = {
    registry,
    classes,
    files,
    arriving: oracle,
    functionFact: (file, fn) => functions.get(file)?.get(fn),
    leant: () => leant + brokenOff,
    forget() {
      known.forget();
      exported.forget();
    },
    resolve(file, ref, self) {
      // What hangs on a concrete instance, or could not be told in the middle of a cycle, is asked anew.
      const before = self ? undefined : known.find(ref);
      if (before) return before;
      const reads = oracle.unsettled();
      const leans = resolver.leant();
      const found = deeper(() => resolveRef(file, ref, self));
      if (found && !self && found.kind !== 'param' && reads === oracle.unsettled())
        known.keep(ref, found, leans !== resolver.leant());
      return found;
    },
    exportOf(file, name) {
      const key = `${file}\n${name}`;
      const before = exported.find(key);
      if (before !== undefined) return before;
      if (exporting.has(key)) {
        brokenOff += 1;
        return null;
      }
      const reads = oracle.unsettled() + brokenOff;
      const leans = resolver.leant();
      exporting.add(key);
      const found = deeper(() => findExport(file, name));
      exporting.delete(key);
      if (found?.kind !== 'param' && reads === oracle.unsettled() + brokenOff)
        exported.keep(key, found, leans !== resolver.leant());
      return found;
    },
    listOf: (file, ref) => imported.listOf(file, ref),
    exportFactOf: (file, ref) => imported.exportOf(file, ref),
    isReplaced: (file, className, name) => replaced.hasMethod(file, className, name),
    isFilled: (file, name) => replaced.isFilled(file, { kind: 'import', specifier: '', name, path: [] }),
    memberOf: (thing, name) => deeper(() => findMember(thing, name)),
    lacks: (thing, name) => lacks(thing.kind === 'module' ? wholeOf(thing) : thing, name),
    resultOf: (thing, form, args) => deeper(() => findResult(thing, form, args)),
    argument(file, arg, self) {
      if (arg.fn !== undefined) return { kind: 'function', file, fn: arg.fn, ...(self && { self }) };
      if (arg.properties) return { kind: 'object', file, members: refsOf(arg.properties), ...(self && { self }) };
      const thing = arg.ref ? resolver.resolve(file, arg.ref, self) : null;
      if (thing?.kind !== 'module') return thing;
      // A module that is handed over is what it exports as a whole.
      const main = resolver.exportOf(thing.file, 'default');
      return main && main.kind !== 'module' ? main : thing;
    },
  };

  function resolveRef(file: string, ref: Ref, self: Instance | undefined): Thing | null {
    switch (ref.kind) {
      case 'library':
        return handedThing(file, ref) ?? libraryThing(registry, ref, file);
      case 'import':
        return importThing(file, ref);
      case 'function':
        return follow({ kind: 'function', file, fn: ref.fn, ...(self && { self }) }, ref.path ?? []);
      case 'member': {
        const own: Instance =
          self && classes.isA(self, file, ref.className, resolver)
            ? self
            : { kind: 'instance', file, name: ref.className };
        if (ref.path[0] !== 'super') return follow(own, ref.path);
        const parent = classes.parentOf(file, ref.className, resolver);
        return parent && follow(parent, ref.path.slice(1), own);
      }
      case 'class':
        return follow(
          classes.has(file, ref.className)
            ? { kind: 'class', file, name: ref.className }
            : { kind: 'interface', file, name: ref.className },
          ref.path,
        );
      case 'param': {
        const param = { kind: 'param' as const, file, fn: ref.fn, index: ref.index, path: [] };
        return follow(typedParam(param) ?? param, ref.path);
      }
      case 'result': {
        const of = resolver.resolve(file, ref.of, self);
        const mirrors =
          of?.kind === 'function' && ref.modules ? resolver.functionFact(of.file, of.fn)?.mirrors : undefined;
        const mirrored = mirrors !== undefined && ref.path.length > 0 ? ref.modules?.[mirrors] : undefined;
        if (mirrored) return followMaybe(resolver.resolve(file, mirrored), ref.path);
        const gives = of?.kind === 'function' && ref.given ? resolver.functionFact(of.file, of.fn)?.gives : undefined;
        const given = gives && ref.given?.[gives.index];
        if (given !== undefined) {
          const fn: Thing = { kind: 'function', file, fn: given };
          const made = gives?.curried ? fn : resolver.resultOf(fn, 'call');
          if (made) return follow(made, ref.path);
        }
        const body =
          of?.kind === 'library' && targetOf(registry, of.meaning, 'call')?.call.transaction?.callbackArg !== undefined
            ? Object.values(ref.given ?? {})[0]
            : undefined;
        if (body !== undefined)
          return followMaybe(resolver.resultOf({ kind: 'function', file, fn: body }, 'call'), ref.path);
        const made = of && resolver.resultOf(of, of.kind === 'class' || isClassType(of) ? 'new' : 'call');
        const result = ref.byType && made?.kind === 'instance' ? { ...made, byType: ref.byType } : made;
        const placed = result && of ? placedAt(result, of, files, file, ref.at) : null;
        return placed && of && follow(ofTable(resolver, placed, of, ref.names), ref.path);
      }
      case 'object':
        return {
          kind: 'object',
          file,
          members: ref.members,
          ...(ref.rest && { rest: ref.rest }),
          ...(ref.any && { any: ref.any }),
          ...(self && { self }),
        };
      case 'typeof': {
        const value = resolver.resolve(file, ref.of, self);
        return value && { kind: 'typed', value };
      }
      case 'giving': {
        const gives = resolver.resolve(file, ref.of, self);
        return gives && { kind: 'typed', value: { kind: 'giver', gives } };
      }
      case 'type-param':
        return { kind: 'type-param', index: ref.index };
      case 'applied': {
        const of = resolver.resolve(file, ref.of, self);
        return (
          of &&
          withTypes(
            of,
            ref.to.map((one) => one && resolver.resolve(file, one, self)),
          )
        );
      }
      case 'unknown':
        return null;
      default:
        return ref satisfies never;
    }
  }

  /** What callers give to a parameter says more than its name. */
  function handedThing(file: string, { handed, path = [] }: Extract<Ref, { kind: 'library' }>): Thing | null {
    if (!handed) return null;
    const given = typedParam({ kind: 'param', file, fn: handed.fn, index: handed.index, path: [] });
    const found = given && given.kind !== 'param' ? follow(given, [...handed.path, ...path]) : null;
    return found && found.kind !== 'param' && found.kind !== 'package' ? found : null;
  }

  function importThing(file: string, ref: Extract<Ref, { kind: 'import' }>): Thing | null {
    if (ref.specifier.endsWith('/*')) return folderThing(file, ref.specifier);
    const target = modules.resolve(file, ref.specifier);
    if (target.kind === 'file') {
      if (replaced.has(target.file, ref)) return null;
      const found =
        ref.name === '*'
          ? throughModule(target.file, ref.path)
          : followMaybe(resolver.exportOf(target.file, ref.name), ref.path);
      const known = found && acrossFiles(found);
      if (known || ref.conventional === undefined) return known;
    } else if (target.kind === 'package') {
      const model = registry.moduleOf(ref.specifier);
      if (model) {
        const whole: Thing = { kind: 'library', meaning: { kind: 'module', model } };
        return follow(whole, ref.name === '*' || ref.name === 'default' ? ref.path : [ref.name, ...ref.path]);
      }
      if (ref.conventional === undefined)
        return {
          kind: 'package',
          specifier: ref.specifier,
          path: ref.name === '*' ? ref.path : [ref.name, ...ref.path],
        };
    }
    return ref.conventional === undefined
      ? null
      : libraryThing(registry, { kind: 'library', symbol: ref.conventional, rung: 4 }, file);
  }

  function folderThing(file: string, specifier: string): Thing | null {
    const folder = posix.join(posix.dirname(file), specifier.slice(0, -2));
    const loaded = [...files.keys()].filter(
      (other) => other !== file && posix.dirname(other) === folder && files.get(other)?.role !== 'test',
    );
    return loaded.length > 0 ? { kind: 'folder', files: loaded } : null;
  }

  /** What calling any file of a folder gives, when all give the same kind of client. */
  function resultOfAny(loaded: readonly string[]): Thing | null {
    const [first, ...others] = loaded.map((file) => resolver.resultOf({ kind: 'module', file }, 'call'));
    const isSame = (other: Thing | null | undefined): boolean =>
      other?.kind === 'library' && first?.kind === 'library' && symbolOf(other.meaning) === symbolOf(first.meaning);
    return first?.kind === 'library' && others.every(isSame) ? { kind: 'library', meaning: first.meaning } : null;
  }

  /** `require('./x').a` is an export, or a member of what the module exports as a whole. */
  function throughModule(file: string, path: readonly string[]): Thing | null {
    const [first, ...rest] = path;
    if (first === undefined) return { kind: 'module', file };
    return followMaybe(resolver.exportOf(file, first), rest);
  }

  function followMaybe(thing: Thing | null, path: readonly string[]): Thing | null {
    return thing && follow(thing, path);
  }

  function follow(start: Thing, path: readonly string[], self?: Instance): Thing | null {
    let current: Thing | null = start;
    for (const name of path) current = current && resolver.memberOf(current, name);
    return current && self && current.kind === 'function' ? { ...current, self } : current;
  }

  function findExport(file: string, name: string): Thing | null {
    const facts = files.get(file);
    if (!facts) return null;
    if (name === '*') return { kind: 'module', file };
    if (replaced.has(file, { kind: 'import', specifier: '', name, path: [] })) return null;
    const own = exportsNamed(facts, name);
    const value = own.find((fact) => !fact.typeOnly) ?? own[0];
    if (value) {
      if (value.ref) return resolver.resolve(file, value.ref) ?? typedExport(value.type);
      if (value.refs && value.type === undefined)
        return oneClientOf(value.refs.map((ref) => resolver.resolve(file, ref)));
      if (value.from !== undefined)
        return importThing(file, { kind: 'import', specifier: value.from, name: '*', path: [] });
      return value.what === 'type'
        ? typeWith({ kind: 'interface', file, name }, value.extends, resolver)
        : typedExport(value.type);
    }
    for (const fact of exportsNamed(facts, '*')) {
      const spread = fact.ref && resolver.resolve(file, fact.ref);
      const put =
        spread && name !== 'default'
          ? resolver.memberOf(spread.kind === 'module' ? wholeOf(spread) : spread, name)
          : null;
      if (put) return put;
      if (fact.from === undefined) continue;
      const target = modules.resolve(file, fact.from);
      const found =
        target.kind === 'file'
          ? resolver.exportOf(target.file, name)
          : target.kind === 'package'
            ? importThing(file, { kind: 'import', specifier: fact.from, name, path: [] })
            : null;
      if (found && found.kind !== 'package') return found;
    }
    if (name === 'default') return facts.exports.length > 0 ? { kind: 'module', file } : null;
    const whole = facts.exports.find((fact) => fact.name === 'default' && (fact.ref ?? fact.type) !== undefined);
    const main = whole?.ref ? resolver.resolve(file, whole.ref) : typedExport(whole?.type);
    return main ? resolver.memberOf(main, name) : null;
  }

  /** One name for several clients; of anything else it would not be known which. */
  function oneClientOf(things: readonly (Thing | null)[]): Thing | null {
    const isClient = (thing: Thing | null): boolean =>
      thing?.kind === 'any-of' ? thing.things.every(isClient) : thing?.kind === 'library';
    return things.every((thing) => thing !== null && isClient(thing))
      ? oneOf(things.flatMap((thing) => thing ?? []))
      : null;
  }

  function typedExport(type: string | undefined): Thing | null {
    return type === undefined ? null : libraryThing(registry, { kind: 'library', symbol: type, type, rung: 2 }, '');
  }

  function findMember(thing: Thing, name: string): Thing | null {
    switch (thing.kind) {
      case 'module':
        return resolver.exportOf(thing.file, name);
      case 'class':
        return name === 'prototype'
          ? { kind: 'instance', file: thing.file, name: thing.name }
          : classes.memberOf(thing, name, resolver);
      case 'instance':
        return classes.memberOf(thing, name, resolver);
      case 'interface': {
        const found = classes
          .implementationsOf(thing, resolver)
          .flatMap((instance) => resolver.memberOf(instance, name) ?? []);
        return oneOf(found);
      }
      case 'library': {
        const meaning = memberMeaning(registry, thing.meaning, name);
        const owner = thing.origin ?? thing.receiver;
        return meaning && { kind: 'library', meaning, ...(owner !== undefined && { receiver: owner }) };
      }
      case 'never':
        return thing;
      case 'folder':
      case 'made':
      case 'typed':
      case 'giver':
      case 'type-param':
        return null;
      case 'object': {
        const ref = Object.hasOwn(thing.members, name) ? thing.members[name] : undefined;
        return ref
          ? resolver.resolve(thing.file, ref, thing.self)
          : (spreadMember(thing, name) ?? anyMember(thing, name));
      }
      case 'param':
        return typedMember(thing, name) ?? { ...thing, path: [...thing.path, name] };
      case 'package':
        return { ...thing, path: [...thing.path, name] };
      case 'any-of':
        return oneOf(thing.things.flatMap((inner) => resolver.memberOf(inner, name) ?? []));
      case 'function':
        return thing.through === undefined && (name === 'bind' || name === 'call' || name === 'apply')
          ? { ...thing, through: name }
          : null;
      default:
        return thing satisfies never;
    }
  }

  /** A client that is put there under every name: the name is its table. */
  function anyMember({ file, any, self }: Extract<Thing, { kind: 'object' }>, name: string): Thing | null {
    const found = any && oneClientOf(any.map((ref) => resolver.resolve(file, ref, self)));
    if (found?.kind !== 'library' || found.meaning.kind !== 'instance') return null;
    const { ref } = found.meaning;
    return { kind: 'library', meaning: { kind: 'instance', ref: { ...ref, entity: name, rung: weaker(ref.rung, 3) } } };
  }

  /** A member of what is spread into an object. The last word counts, and what cannot be looked into may have one. */
  function spreadMember(thing: Extract<Thing, { kind: 'object' }>, name: string): Thing | null {
    for (const ref of thing.rest ?? []) {
      const spread = resolver.resolve(thing.file, ref, thing.self);
      const whole = spread?.kind === 'module' ? wholeOf(spread) : spread;
      const found = whole && resolver.memberOf(whole, name);
      if (found) return found;
      if (!whole || !lacks(whole, name)) return null;
    }
    return null;
  }

  /** What a module exports as a whole, which is the module itself when it only exports names. */
  function wholeOf(thing: Extract<Thing, { kind: 'module' }>): Thing {
    const main = files.get(thing.file)?.exports.some((fact) => fact.name === 'default')
      ? resolver.exportOf(thing.file, 'default')
      : null;
    return main?.kind === 'object' ? main : thing;
  }

  /** It is seen to have no such member. */
  function lacks(thing: Thing, name: string): boolean {
    if (thing.kind === 'object') return !thing.rest && !Object.hasOwn(thing.members, name);
    const exports = thing.kind === 'module' ? files.get(thing.file)?.exports : undefined;
    return (
      exports !== undefined &&
      exports.every((fact) => fact.name !== name && fact.name !== '*' && fact.name !== 'default')
    );
  }

  function findResult(thing: Thing, form: 'call' | 'new', args: readonly ArgFact[] | undefined): Thing | null {
    switch (thing.kind) {
      case 'class':
        return { kind: 'instance', file: thing.file, name: thing.name };
      case 'interface':
        return thing;
      case 'function': {
        const constructed = classes.byFunction(thing.file, thing.fn);
        if (constructed) return { kind: 'instance', file: thing.file, name: constructed.name };
        const fact = resolver.functionFact(thing.file, thing.fn);
        const result = fact?.result;
        const key = keyOf(thing);
        if (!result && !fact?.results) return null;
        if (inside.has(key)) {
          brokenOff += 1;
          return null;
        }
        inside.add(key);
        if (!result) {
          const each = (fact?.results ?? []).map((one) => resolver.resolve(thing.file, one, thing.self));
          inside.delete(key);
          return each.every((one) => one !== null) ? oneOf(each) : null;
        }
        const found = resolver.resolve(thing.file, result, thing.self);
        inside.delete(key);
        return found;
      }
      case 'library':
        return (
          resultOf(registry, thing, form, args) ??
          (form === 'new' || isClassType(thing) ? instanceThing(registry, thing) : null) ??
          madeBy(thing, form)
        );
      case 'module': {
        const main = resolver.exportOf(thing.file, 'default');
        return main && main.kind !== 'module' ? resolver.resultOf(main, form, args) : null;
      }
      case 'any-of':
        return oneOf(thing.things.flatMap((inner) => resolver.resultOf(inner, form, args) ?? []));
      case 'param': {
        const known = oracle(thing);
        return known && known.kind !== 'param' ? resolver.resultOf(known, form, args) : null;
      }
      case 'never':
        return thing;
      case 'folder':
        return resultOfAny(thing.files);
      case 'typed':
        return thing.value;
      case 'giver':
        return valueOfType(registry, thing.gives);
      case 'instance':
      case 'object':
      case 'package':
      case 'made':
      case 'type-param':
        return null;
      default:
        return thing satisfies never;
    }
  }

  function madeBy(thing: Extract<Thing, { kind: 'library' }>, form: 'call' | 'new'): Thing | null {
    const target = targetOf(registry, thing.meaning, form);
    return target && { kind: 'made', target };
  }

  function typedParam(param: Extract<Thing, { kind: 'param' }>): Thing | null {
    const type = resolver.functionFact(param.file, param.fn)?.params[param.index]?.type;
    const known = type && resolver.resolve(param.file, type);
    const instance = known && valueOfType(registry, known);
    if (instance?.kind === 'instance') return { ...instance, byType: true };
    return instance && instance.kind !== 'interface' ? instance : (oracle(param) ?? instance ?? null);
  }

  function typedMember(param: Extract<Thing, { kind: 'param' }>, name: string): Thing | null {
    const known = oracle({ ...param, path: [...param.path, name] });
    return known;
  }

  return resolver;
}

/** The member is a class that is used as a type or constructed. */
function isClassType(thing: Thing): boolean {
  return (
    thing.kind === 'library' &&
    thing.meaning.kind === 'member' &&
    !!thing.meaning.ref.member.type &&
    !thing.meaning.ref.member.call
  );
}
