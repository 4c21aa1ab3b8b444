/** Loops that have as many rounds as somebody wrote into the program. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../symbols/binding.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer, unwrap } from '../syntax/wrappers.js';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';

const MAX_CONSTANT_ROUNDS = 5;
const DEPTH = 6;
/** Methods of lists that give no more elements than the list has. */
const NO_MORE = /^(?:filter|map|slice|sort|toSorted|reverse|toReversed|values|keys|entries|with|toSpliced)$/;
/** Methods by which a list or a map gets more elements than were written. */
const GROWS = /^(?:push|unshift|splice|add|set)$/;

/** `i < 3` */
export function fewRounds(test: Node | null): boolean {
  if (test?.type !== 'BinaryExpression' || !/^[<>]=?$/.test(test.operator)) return false;
  return isFewNumber(test.operator.startsWith('<') ? test.right : test.left);
}

function isFewNumber(node: Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'number' && node.value <= MAX_CONSTANT_ROUNDS;
}

/** A list of a handful of entries, or of any number that are written in the program, wherever it is written. */
export function overFew(file: FileAnalysis, list: Node, depth = 0): boolean {
  const plain = unwrap(list);
  if (depth > DEPTH) return false;
  const isFew = (one: Node): boolean => overFew(file, one, depth + 1);
  switch (plain.type) {
    case 'ArrayExpression': {
      const own = plain.elements.filter((element) => element?.type !== 'SpreadElement');
      return (
        plain.elements.every((element) => element?.type !== 'SpreadElement' || isFew(element.argument)) &&
        (own.length <= MAX_CONSTANT_ROUNDS || own.every((element) => element !== null && isWritten(element)))
      );
    }
    case 'ConditionalExpression':
      return isFew(plain.consequent) && isFew(plain.alternate);
    case 'LogicalExpression':
      return isFew(plain.left) && isFew(plain.right);
    case 'NewExpression': {
      const [made] = plain.arguments;
      const isBag =
        plain.callee.type === 'Identifier' &&
        /^(?:Set|Map)$/.test(plain.callee.name) &&
        file.variableOf(plain.callee) === null;
      return isBag && made !== undefined && made.type !== 'SpreadElement' && isFew(made);
    }
    case 'CallExpression':
      return madeOfFew(file, plain, depth);
    case 'MemberExpression':
      return isListOfTheProgram(file, plain);
    case 'Identifier':
      return namesFew(file, plain, depth);
    default:
      return false;
  }
}

/** `Object.keys(TABLE)`, `[...KINDS].sort()`, `ids.slice(0, 3)`, `Array.from({ length: 3 })` */
function madeOfFew(file: FileAnalysis, call: TSESTree.CallExpression, depth: number): boolean {
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  const name = memberName(callee) ?? '';
  const [first, second] = call.arguments;
  if (callee.object.type === 'Identifier' && file.variableOf(callee.object) === null) {
    if (callee.object.name === 'Object' && /^(?:values|keys|entries)$/.test(name))
      return first !== undefined && overFewKeys(file, first);
    if (callee.object.name === 'Array' && name === 'from' && first && first.type !== 'SpreadElement')
      return isOfFewLength(first) || overFew(file, first, depth + 1);
    return false;
  }
  if (name === 'slice' && first?.type === 'Literal' && first.value === 0 && isFewNumber(second)) return true;
  if (name === 'concat')
    return [callee.object, ...call.arguments].every(
      (part) => part.type !== 'SpreadElement' && overFew(file, part, depth + 1),
    );
  return NO_MORE.test(name) && overFew(file, callee.object, depth + 1);
}

function isOfFewLength(node: Node): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.length === 1 &&
    node.properties[0]?.type === 'Property' &&
    node.properties[0].key.type === 'Identifier' &&
    node.properties[0].key.name === 'length' &&
    isFewNumber(node.properties[0].value)
  );
}

function namesFew(file: FileAnalysis, name: TSESTree.Identifier, depth: number): boolean {
  const variable = file.variableOf(name);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (!variable || !binding) return false;
  if (binding.kind === 'import') return isListOfTheProgram(file, name);
  if (binding.kind === 'param') return isTuple(variable);
  if (binding.kind !== 'value' || !binding.init || binding.path.length > 0 || growsLater(variable)) return false;
  const later = variable.references.filter((reference) => reference.isWrite() && reference.init !== true);
  return [binding.init, ...later.map(({ writeExpr }) => writeExpr as Node | null)].every(
    (value) => value !== null && value !== undefined && overFew(file, value, depth + 1),
  );
}

/** `pair: [string, string]` */
function isTuple(variable: Variable): boolean {
  const { typeAnnotation } = (variable.defs[0]?.name as Partial<TSESTree.Identifier> | undefined) ?? {};
  const type = typeAnnotation?.typeAnnotation;
  const list = type?.type === 'TSTypeOperator' ? type.typeAnnotation : type;
  return list?.type === 'TSTupleType' && list.elementTypes.every(({ type: element }) => element !== 'TSRestType');
}

function growsLater(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => {
    const member = outer(identifier).parent;
    return member?.type === 'MemberExpression' && GROWS.test(memberName(member) ?? '');
  });
}

/** A list of another file or of the object, of which the first elements are seen, and all are the program's own. */
function isListOfTheProgram(file: FileAnalysis, list: Node): boolean {
  const { built, elements, taint } = file.foreignOf(list)?.value ?? file.valueOf(list);
  return built === true && elements !== undefined && taint === 'safe';
}

/** Text, numbers and objects of them: as many as somebody typed. Functions and names count as values of an object. */
function isWritten(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'ArrayExpression')
    return plain.elements.every((element) => element !== null && isWritten(element));
  if (plain.type === 'ObjectExpression')
    return plain.properties.every((property) => property.type === 'Property' && !property.computed);
  return plain.type === 'Literal' || (plain.type === 'TemplateLiteral' && plain.expressions.length === 0);
}

/** `config[name] = value` */
function isAddedTo(variable: Variable | null): boolean {
  return (
    variable?.references.some(
      ({ identifier: { parent } }) =>
        parent?.type === 'MemberExpression' &&
        parent.parent.type === 'AssignmentExpression' &&
        parent.parent.left === parent,
    ) ?? false
  );
}

/** `Object.values(Status)`: the members of an enum or of another constant type-like name are written in the program. */
export function overFewKeys(file: FileAnalysis, object: Node): boolean {
  const plain = unwrap(object);
  if (plain.type === 'ObjectExpression') return isWritten(plain);
  if (plain.type !== 'Identifier') return false;
  const variable = file.variableOf(plain);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  // The settings of the program, as it is written: nothing is added to them later.
  if (
    binding?.kind === 'value' &&
    binding.init &&
    binding.path.length === 0 &&
    unwrap(binding.init).type === 'ObjectExpression'
  )
    return isWritten(binding.init) && !isAddedTo(variable);
  const kind = variable?.defs[0]?.type;
  return /^[A-Z]/.test(plain.name) && (kind === 'ImportBinding' || kind === 'TSEnumName');
}
