import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Hazard, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { HazardKind } from '../../vocabulary/concepts.js';
import type { Value } from '../../vocabulary/value.js';
import type { HazardModel } from '../../vocabulary/setting-shapes.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import { argumentsOf } from './arguments-of.js';
import { byteSize, sizeOf } from './byte-size.js';
import { heldUnder } from './held-options.js';
import { optionTest } from './option-test.js';
import { isProgramFolder } from './program-folder.js';
import { constantsIn, settingElsewhere } from './settings-elsewhere.js';

/** Settings of a modelled call that make it unsafe in this way. What cannot be seen is no hazard. */
export function hazardsOf(file: FileAnalysis, call: LibraryCall, kind: HazardKind): Hazard[] {
  return (call.call.hazards ?? []).flatMap((model) => {
    if (model.hazard !== kind) return [];
    if (model.when && optionTest(file, call, model.when) !== 'yes') return [];
    if (model.unless && [model.unless].flat().some((test) => optionTest(file, call, test) !== 'no')) return [];
    if (model.unlessCalled && !neverCalled(file, call.node, model.unlessCalled)) return [];
    if (model.unlessOnly && usesOnly(file, call, model.unlessOnly)) return [];
    const hazard = { kind: model.hazard, model, call };
    const setting = settingOf(file, call, model);
    if (setting === 'unknown') return [];
    if (setting === 'missing') return model.missing ? [{ ...hazard, node: call.node }] : [];
    // Whoever writes `undefined` leaves it out.
    if (setting.elsewhere ? setting.elsewhere.constant === null : isUndefined(setting.node))
      return model.missing ? [{ ...hazard, ...setting }] : [];
    return isUnsafe(file, model, setting.node, setting.elsewhere) ? [{ ...hazard, ...setting }] : [];
  });
}

/** Nothing but these members is used of what the call gives back, directly or through a const. */
function usesOnly(file: FileAnalysis, { node }: LibraryCall, names: readonly string[]): boolean {
  const whole = outer(node);
  const { parent } = whole;
  const isNamed = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
  const uses = isNamed
    ? (file.variableOf(parent.id as TSESTree.Identifier)?.references ?? [])
        .filter((reference) => !reference.isWrite())
        .map((reference) => outer(reference.identifier as Node))
    : [whole];
  return (
    uses.length > 0 &&
    uses.every((use) => use.parent?.type === 'MemberExpression' && names.includes(memberName(use.parent) ?? ''))
  );
}

type Setting = Pick<Hazard, 'node' | 'property' | 'elsewhere'> | 'missing' | 'unknown';

function settingOf(file: FileAnalysis, call: LibraryCall, model: HazardModel): Setting {
  if (model.arg === undefined) return { node: call.node };
  if (
    call.node.type !== 'TaggedTemplateExpression' &&
    call.node.arguments.some((argument) => argument.type === 'SpreadElement')
  )
    return 'unknown';
  const [argument] = argumentsOf(call, model.arg);
  if (!argument) return 'missing';
  if (!model.property) return { node: argument };
  const { values, absent, unseen, literal } = heldUnder(file, argument, model.property, call.node);
  const [value, ...others] = values;
  if (!value)
    return unseen || !(literal || neverAnObject(argument))
      ? elsewhere(file, argument, model.property, call.node)
      : 'missing';
  if (unseen || absent || others.length > 0) return 'unknown';
  const { parent } = value;
  return { node: value, ...(parent?.type === 'Property' && parent.value === value && { property: parent }) };
}

/** An object on the path is of another file: the place of its use stands for the setting. */
function elsewhere(file: FileAnalysis, object: Node, path: string, at: Node): Setting {
  const found = settingElsewhere(file, object, path);
  if (found !== 'unknown') return found === 'missing' ? found : { node: object, elsewhere: found };
  const [name = path, ...rest] = path.split('.');
  const { values, absent, unseen } = heldUnder(file, object, name, at);
  const [only, ...others] = values;
  return rest.length > 0 && only && others.length === 0 && !absent && !unseen
    ? elsewhere(file, only, rest.join('.'), at)
    : 'unknown';
}

function isUndefined(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'Identifier' && plain.name === 'undefined';
}

function neverAnObject(node: Node): boolean {
  const plain = bare(node);
  return (
    plain.type === 'Literal' ||
    plain.type === 'TemplateLiteral' ||
    plain.type === 'ArrowFunctionExpression' ||
    plain.type === 'FunctionExpression'
  );
}

/** A model that names values speaks of those; one that only says `missing` has nothing against any value. */
function isUnsafe(file: FileAnalysis, model: HazardModel, node: Node, other: Value | undefined): boolean {
  const { is, matches, above, below, missing, symbol } = model;
  if (other && (model.programFolder || symbol !== undefined)) return false;
  if (model.programFolder) return isProgramFolder(file, node);
  if (model.bytes !== undefined) return ((other ? sizeOf(other.constant) : byteSize(file, node)) ?? 0) >= model.bytes;
  if (symbol !== undefined) return file.symbolOf(bare(node))?.symbol === symbol;
  if (is === undefined && matches === undefined && above === undefined && below === undefined) return !missing;
  return (other ? constantsIn(other) : constantsOf(file, node)).some((constant) => {
    if (
      typeof constant === 'number' &&
      ((above !== undefined && constant > above) || (below !== undefined && constant < below))
    )
      return true;
    if (typeof constant === 'string' && matches !== undefined && new RegExp(matches, 'i').test(constant)) return true;
    return is !== undefined && (Array.isArray(is) ? is.includes(constant) : constant === is);
  });
}

/** The constant an expression is, or those a list of constants holds. */
function constantsOf(file: FileAnalysis, node: Node): (string | number | boolean)[] {
  const plain = bare(node);
  if (plain.type === 'ArrayExpression')
    return plain.elements.flatMap((element) =>
      element && element.type !== 'SpreadElement' ? constantsOf(file, element) : [],
    );
  if (plain.type === 'Identifier' && plain.name === 'Infinity') return [Infinity];
  const { constant } = file.valueOf(plain);
  return constant === undefined || constant === null ? [] : [constant];
}

/** The result is kept under a name of this file that is only used by its members, and this one is not among them. */
function neverCalled(file: FileAnalysis, call: Node, name: string): boolean {
  const { parent } = outer(call);
  if (parent?.type === 'MemberExpression') return memberName(parent) !== name;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const declared = parent.id;
  const uses = file.variableOf(declared)?.references.filter((reference) => reference.identifier !== declared) ?? [];
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const member = outer(use.identifier).parent;
      return (
        member?.type === 'MemberExpression' && member.object === outer(use.identifier) && memberName(member) !== name
      );
    })
  );
}
