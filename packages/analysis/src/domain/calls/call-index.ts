import type { TSESTree } from '@typescript-eslint/types';
import type { CallNode, Node } from '../../vocabulary/analysis.js';
import type { Face } from '../../symbols/faces.js';
import type { ModelRegistry } from '../../symbols/model-registry.js';
import { isClass, isFunction } from '../../syntax/functions.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import type { NodeIndex } from '../../syntax/node-index.js';
import { bare } from '../../syntax/wrappers.js';

/** Calls, constructions and tagged templates of a file by the name they call. */
export interface CallIndex {
  /** Every call that can have a face, in source order: decided by names, so that the others are never resolved. */
  candidates(face: Face): readonly CallNode[];
  /** Calls of these names, in source order. */
  named(names: Iterable<string>): readonly CallNode[];
}

/** Calls under other names than the model's: computed members, calls of calls. */
const NAMELESS = '';

export function indexCalls(
  index: NodeIndex,
  registry: ModelRegistry,
  imported: () => ReadonlySet<string>,
  linked = false,
): CallIndex {
  const all = [
    ...index.ofType('CallExpression'),
    ...index.ofType('NewExpression'),
    ...index.ofType('TaggedTemplateExpression'),
  ] as CallNode[];
  const byName = new Map<string, CallNode[]>();
  const words = new Set<string>();
  for (const call of all) {
    const callee = bare(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee);
    const name =
      callee.type === 'Identifier'
        ? callee.name
        : callee.type === 'MemberExpression'
          ? (memberName(callee) ?? NAMELESS)
          : NAMELESS;
    if (callee.type === 'MemberExpression') {
      const object = bare(callee.object);
      words.add(
        object.type === 'Identifier'
          ? object.name
          : object.type === 'MemberExpression'
            ? (memberName(object) ?? NAMELESS)
            : NAMELESS,
      );
    }
    words.add(name);
    const list = byName.get(name);
    if (list) list.push(call);
    else byName.set(name, [call]);
  }
  let locals: Locals | null = null;
  let reachable: ReadonlySet<string> | null = null;
  const found = new Map<Face, readonly CallNode[]>();

  return {
    candidates(face) {
      const known = found.get(face);
      if (known) return known;
      locals ??= localNames(index, registry, byName, linked);
      reachable ??= reachableFrom([...words, ...locals.declared], registry, imported());
      const chosen = choose(face, reachable, locals.renamed);
      chosen.sort(bySource);
      found.set(face, chosen);
      return chosen;
    },
    named: (names) => [...names].flatMap((name) => byName.get(name) ?? []).sort(bySource),
  };

  function choose(face: Face, within: ReadonlySet<string>, renamed: ReadonlySet<string>): CallNode[] {
    const { libraries, names, anywhere } = registry.faces.of(face);
    if (!meets(libraries, within)) return [];
    if (meets(anywhere, within)) return [...all];
    const chosen: CallNode[] = [];
    for (const [name, calls] of byName) {
      const callers = names.get(name);
      if (name === NAMELESS || (callers && meets(callers, within))) chosen.push(...calls);
      else if (renamed.has(name)) chosen.push(...calls.filter(callsName));
    }
    return chosen;
  }
}

function bySource(a: CallNode, b: CallNode): number {
  return a.range[0] - b.range[0] || b.range[1] - a.range[1];
}

function callsName(call: CallNode): boolean {
  return bare(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee).type === 'Identifier';
}

/**
 * Libraries whose values the file can hold: imported ones, ambient ones, those a name conventionally means, and what
 * these hand out.
 */
function reachableFrom(
  words: readonly string[],
  registry: ModelRegistry,
  imported: ReadonlySet<string>,
): ReadonlySet<string> {
  const start = new Set([...imported, ...registry.faces.ambient]);
  for (const word of words) for (const library of registry.faces.conventional.get(word) ?? []) start.add(library);
  return registry.faces.reachable(start);
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}

interface Locals {
  /** Names of imports, parameters, variables and fields. */
  readonly declared: ReadonlySet<string>;
  /**
   * Names called bare that can mean something of a library although no model uses them: aliases of imports, variables
   * that hold more than a function, parameters, classes with a base, conventional names. Functions of the file itself
   * are none of these.
   */
  readonly renamed: ReadonlySet<string>;
}

function localNames(
  index: NodeIndex,
  registry: ModelRegistry,
  called: ReadonlyMap<string, unknown>,
  linked: boolean,
): Locals {
  const declared = new Set<string>();
  const renamed = new Set<string>();
  const declare = (name: string): void => void declared.add(name);
  const rename = (name: string): void => {
    declared.add(name);
    if (called.has(name)) renamed.add(name);
  };
  for (const name of called.keys()) if (registry.faces.conventional.has(name)) renamed.add(name);
  for (const declaration of index.ofType('ImportDeclaration') as TSESTree.ImportDeclaration[]) {
    const note = linked || registry.moduleOf(declaration.source.value) ? rename : declare;
    for (const specifier of declaration.specifiers) note(specifier.local.name);
  }
  for (const { id } of index.ofType('TSImportEqualsDeclaration') as TSESTree.TSImportEqualsDeclaration[])
    rename(id.name);
  for (const { id, init } of index.ofType('VariableDeclarator') as TSESTree.VariableDeclarator[])
    if (!init || !isFunction(bare(init))) boundNames(id, rename);
  for (const type of [
    'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'TSDeclareFunction',
    'TSEmptyBodyFunctionExpression',
  ]) {
    for (const fn of index.ofType(type) as TSESTree.FunctionDeclaration[])
      for (const param of fn.params) boundNames(param, rename);
  }
  for (const type of ['ClassDeclaration', 'ClassExpression']) {
    for (const node of index.ofType(type)) if (isClass(node) && node.superClass && node.id) rename(node.id.name);
  }
  for (const field of index.ofType('PropertyDefinition') as TSESTree.PropertyDefinition[])
    declare(keyOf(field.key, field.computed) ?? NAMELESS);
  return { declared, renamed };
}

/** Names a pattern declares. */
function boundNames(pattern: Node, note: (name: string) => void): void {
  switch (pattern.type) {
    case 'Identifier':
      note(pattern.name);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        boundNames(property.type === 'Property' ? property.value : property.argument, note);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) boundNames(element, note);
      return;
    case 'AssignmentPattern':
      boundNames(pattern.left, note);
      return;
    case 'RestElement':
      boundNames(pattern.argument, note);
      return;
    case 'TSParameterProperty':
      boundNames(pattern.parameter, note);
      return;
    default:
      return; // declares nothing
  }
}
