import type { ClassFact, FileFacts, Meaning, Ref } from '@backend-architect/analysis';
import { boundElsewhere } from './bound-elsewhere.js';
import { instanceThing } from './library-things.js';
import type { Modules } from './modules.js';
import type { Resolver } from './resolution.js';
import { keyOf, oneOf, type Instance, type Thing } from './things.js';
import type { ClassTree } from './resolution.js';

/**
 * What a container provides under a token, when a module of the project says so: `{ provide: Clock, useClass:
 * SystemClock }`.
 */
export type Provisions = (token: string) => Thing | null;

export function createClassTree(
  files: ReadonlyMap<string, FileFacts>,
  modules: Modules,
  provided: () => Provisions,
): ClassTree {
  const all = new Map<string, { readonly file: string; readonly fact: ClassFact }>();
  for (const [file, facts] of files)
    for (const fact of facts.classes)
      if (!all.has(`${file}#${fact.name}`)) all.set(`${file}#${fact.name}`, { file, fact });
  const factOf = (file: string, name: string): ClassFact | undefined => all.get(`${file}#${name}`)?.fact;
  const parents = new Map<string, Thing | null>();
  let implementing: Map<string, Instance[]> | null = null;
  let below: Map<string, Instance[]> | null = null;
  let bound: ReadonlyMap<string, readonly Instance[]> | null = null;

  const tree: ClassTree = {
    all,
    provided: (token) => provided()(token),
    has: (file, name) => all.has(`${file}#${name}`),
    fact: factOf,
    byFunction: (file, fn) =>
      files.get(file)?.classes.find((fact) => fact.fn === fn && fact.methods.length + fact.fields.length > 0),
    isA(instance, file, name, resolver) {
      for (let current: Instance | null = instance, hops = 0; current && hops < 10; hops += 1) {
        if (current.file === file && current.name === name) return true;
        const parent: Thing | null = tree.parentOf(current.file, current.name, resolver);
        current = parent?.kind === 'instance' ? parent : null;
      }
      return false;
    },
    /** The parent as an instance: a class of the project, or a type of a library. */
    parentOf(file, name, resolver) {
      const key = `instance:${file}#${name}`;
      const known = parents.get(key);
      if (known !== undefined) return known;
      parents.set(key, null);
      const thing = extendedBy(file, factOf(file, name), resolver);
      const parent = !thing
        ? null
        : thing.kind === 'class'
          ? ({ kind: 'instance', file: thing.file, name: thing.name } as const)
          : thing.kind === 'library'
            ? instanceThing(resolver.registry, thing)
            : thing.kind === 'function'
              ? resolver.resultOf(thing, 'new')
              : null;
      parents.set(key, parent);
      return parent;
    },
    memberOf(thing, name, resolver) {
      const fact = factOf(thing.file, thing.name);
      if (!fact) return null;
      const byType = thing.kind === 'instance' && thing.byType === true;
      const self: Instance = { kind: 'instance', file: thing.file, name: thing.name, ...(byType && { byType }) };
      if (thing.kind === 'class') {
        const member = staticMember(thing, fact, name, resolver, thing.name);
        return member?.kind === 'function' ? { ...member, of: thing } : member;
      }
      const found = instanceMember(tree, self, self, name, resolver, provided, 0);
      if (found || name === 'constructor') return found;
      return abstractMember(self, name, resolver) ?? boundMember(self, fact, name, resolver);
    },
    heirsOf(thing, resolver) {
      below ??= descendants(tree, resolver);
      return below.get(keyOf(thing)) ?? [];
    },
    implementationsOf(thing, resolver) {
      implementing ??= implementations(files, modules, resolver);
      return implementing.get(`${thing.file}#${thing.name}`) ?? [];
    },
  };

  /** A method only subclasses have. */
  function abstractMember(self: Instance, name: string, resolver: Resolver): Thing | null {
    return oneOf(
      tree
        .heirsOf(self, resolver)
        .flatMap((heir) => instanceMember(tree, heir, heir, name, resolver, provided, 5) ?? []),
    );
  }

  /** What only those have that the methods of the class are bound to. */
  function boundMember(self: Instance, fact: ClassFact, name: string, resolver: Resolver): Thing | null {
    // A parent that is not known may have it.
    if (fact.extends || fact.over) return null;
    if (!bound) {
      bound = new Map();
      bound = boundElsewhere(files, resolver);
    }
    const owners = bound.get(keyOf(self)) ?? [];
    return oneOf(owners.flatMap((owner) => instanceMember(tree, owner, owner, name, resolver, provided, 0) ?? []));
  }

  return tree;
}

/** What a class extends; what a mixin of a package makes of a class is at least an heir of that. */
function extendedBy(file: string, fact: ClassFact | undefined, resolver: Resolver): Thing | null {
  const thing = fact?.extends ? resolver.resolve(file, fact.extends) : null;
  const isKnown = thing !== null && ['class', 'library', 'function', 'instance'].includes(thing.kind);
  return isKnown || !fact?.over ? thing : resolver.resolve(file, fact.over);
}

/** `heir`: the class that was asked, which is the table of what it inherits. */
function staticMember(
  thing: Extract<Thing, { kind: 'class' }>,
  fact: ClassFact,
  name: string,
  resolver: Resolver,
  heir: string,
  hops = 0,
): Thing | null {
  const method = fact.methods.find((candidate) => candidate.name === name && candidate.static);
  if (method) return { kind: 'function', file: thing.file, fn: method.fn };
  const field = fact.fields.find((candidate) => candidate.name === name);
  if (field?.value) return resolver.resolve(thing.file, field.value);
  // Static members of a library class, and of a parent in the project.
  const parent = extendedBy(thing.file, fact, resolver);
  if (parent?.kind !== 'class')
    return parent && parent.kind !== 'instance' ? ofTable(resolver.memberOf(parent, name), parent, heir) : null;
  const above = resolver.classes.fact(parent.file, parent.name);
  return above && hops < 10 ? staticMember(parent, above, name, resolver, heir, hops + 1) : null;
}

function instanceMember(
  tree: ClassTree,
  self: Instance,
  at: Instance,
  name: string,
  resolver: Resolver,
  provided: () => Provisions,
  depth: number,
): Thing | null {
  const fact = tree.fact(at.file, at.name);
  if (!fact || depth > 10) return null;
  const method = fact.methods.find((candidate) => candidate.name === name && !candidate.static);
  if (method && (method.replaced || resolver.isReplaced(at.file, at.name, name))) return null;
  if (method) {
    const fn: Thing = { kind: 'function', file: at.file, fn: method.fn, self };
    return method.getter ? resolver.resultOf(fn, 'call') : fn;
  }
  if (name === 'constructor' && fact.fn !== undefined) return { kind: 'function', file: at.file, fn: fact.fn, self };
  const field = fact.fields.find((candidate) => candidate.name === name);
  if (field) return fieldThing(self, at, field, resolver, provided());
  const parent = tree.parentOf(at.file, at.name, resolver);
  if (parent?.kind === 'instance') return instanceMember(tree, self, parent, name, resolver, provided, depth + 1);
  return parent ? ofTable(resolver.memberOf(parent, name), parent, self.name) : null;
}

/**
 * What a model class inherits from a library speaks of the class's own table, not of a base class in between; a table
 * that the member itself names stays.
 */
function ofTable(thing: Thing | null, parent: Thing, entity: string): Thing | null {
  if (thing?.kind !== 'library' || thing.meaning.kind === 'module') return thing;
  const { meaning } = thing;
  const named = entityOf(meaning);
  if (named !== undefined && (parent.kind !== 'library' || named !== entityOf(parent.meaning))) return thing;
  return meaning.kind === 'member'
    ? { ...thing, meaning: { kind: 'member', ref: { ...meaning.ref, entity } } }
    : meaning.kind === 'instance'
      ? { ...thing, meaning: { kind: 'instance', ref: { ...meaning.ref, entity } } }
      : thing;
}

function entityOf(meaning: Meaning): string | undefined {
  return meaning.kind === 'member' || meaning.kind === 'instance' ? meaning.ref.entity : undefined;
}

function fieldThing(
  self: Instance,
  at: Instance,
  field: ClassFact['fields'][number],
  resolver: Resolver,
  provided: Provisions,
): Thing | null {
  const token =
    field.decorators
      ?.map((decorator) => tokenOf(decorator.args[0]?.ref, decorator.args[0]?.text))
      .find((found) => found !== null) ?? null;
  const injected = token === null ? null : provided(token);
  if (injected) return injected;
  const value = field.value && field.value.kind !== 'param' ? resolver.resolve(at.file, field.value, self) : null;
  if (value && value.kind !== 'param' && value.kind !== 'package') return ownOrigin(value, self);
  const type = field.type ? resolver.resolve(at.file, field.type) : null;
  if (type) {
    const replaced = type.kind === 'class' || type.kind === 'interface' ? provided(`${type.file}#${type.name}`) : null;
    if (replaced) return replaced;
    if (type.kind === 'class') return { kind: 'instance', file: type.file, name: type.name, byType: true };
    if (type.kind === 'library') return instanceThing(resolver.registry, type);
    if (type.kind === 'interface' && resolver.classes.implementationsOf(type, resolver).length > 0) return type;
    if (type.kind === 'instance' || type.kind === 'package') return type;
    if (type.kind === 'typed') return type.value;
  }
  return field.value ? resolver.resolve(at.file, field.value, self) : null;
}

/** A router made in a base class is another one for every subclass. */
function ownOrigin(value: Thing, self: Instance): Thing {
  return value.kind === 'library' && value.origin !== undefined && !value.origin.includes('@')
    ? { ...value, origin: `${value.origin}@${self.file}#${self.name}` }
    : value;
}

/** Injection tokens by text or by name of an imported constant. */
export function tokenOf(ref: Ref | undefined, text: string | undefined): string | null {
  if (text !== undefined) return `text:${text}`;
  if (ref?.kind === 'import') return `name:${[ref.name, ...ref.path].join('.')}`;
  return ref?.kind === 'unknown' && ref.text !== '' ? `name:${ref.text}` : null;
}

function implementations(
  files: ReadonlyMap<string, FileFacts>,
  modules: Modules,
  resolver: Resolver,
): Map<string, Instance[]> {
  const found = new Map<string, Instance[]>();
  for (const [file, facts] of files) {
    // Doubles for tests implement interfaces too, and never run in production.
    if (facts.role === 'test') continue;
    for (const fact of facts.classes) {
      for (const written of fact.implements) {
        const interfaceThing = namedType(file, facts, written, modules, resolver);
        if (interfaceThing?.kind !== 'interface') continue;
        const key = `${interfaceThing.file}#${interfaceThing.name}`;
        found.set(key, [...(found.get(key) ?? []), { kind: 'instance', file, name: fact.name }]);
      }
    }
  }
  return found;
}

function namedType(
  file: string,
  facts: FileFacts,
  written: string,
  modules: Modules,
  resolver: Resolver,
): Thing | null {
  const [name = ''] = written.split(/[<.\s]/);
  for (const fact of facts.imports) {
    const imported = fact.names.find((candidate) => candidate.local === name);
    if (!imported) continue;
    const target = modules.resolve(file, fact.specifier);
    return target.kind === 'file' ? resolver.exportOf(target.file, imported.imported) : null;
  }
  return { kind: 'interface', file, name };
}

function descendants(tree: ClassTree, resolver: Resolver): Map<string, Instance[]> {
  const found = new Map<string, Instance[]>();
  for (const { file, fact } of tree.all.values()) {
    const heir: Instance = { kind: 'instance', file, name: fact.name };
    if (resolver.files.get(file)?.role === 'test') continue;
    for (
      let parent = tree.parentOf(file, fact.name, resolver), hops = 0;
      parent?.kind === 'instance' && hops < 10;
      parent = tree.parentOf(parent.file, parent.name, resolver), hops += 1
    ) {
      const key = keyOf(parent);
      found.set(key, [...(found.get(key) ?? []), heir]);
    }
  }
  return found;
}
