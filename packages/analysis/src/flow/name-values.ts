import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../symbols/binding.js';
import { entered } from './entered.js';
import { enumValue } from './enum-value.js';
import type { Engine } from './evaluation.js';
import { constant, derived, join, joinAll, memberValue, partsOf, safe, tainted, unknown, withStep } from './lattice.js';
import { eachOf, keysIn } from './keyed.js';
import { givenByOperator, orElse } from './settings.js';
import { pathValue } from './member-values.js';
import { parameterValue } from './parameters.js';
import type { Value } from '../vocabulary/value.js';
import { mutationsShowing, withMutations } from './mutations.js';
import { allWrites, writesReaching, type Write } from './writes.js';

type Node = TSESTree.Node;

/** Value a name has where it is read: its declaration, the writes that reach it, and what was put into it. */
export function identifierValue(e: Engine, node: TSESTree.Identifier): Value {
  const variable = e.r.variables.of(node);
  if (!variable) return globalValue(e, node);
  const declaration = variable.defs[0]?.name as Node | undefined;
  // An exported name hands on whatever it will be.
  const isPlace = declaration && declaration !== node && node.parent.type !== 'ExportSpecifier';
  const reaching = isPlace ? writesReaching(e.r.variables, variable, declaration, node) : null;
  const showing = mutationsShowing(e, variable, node, reaching);
  // Every read that sees everything sees the same: it is worked out once, at the declaration.
  if (declaration && reaching?.everything && showing.everything) return e.evaluate(declaration);
  const writes = reaching?.writes ?? allWrites(variable, declaration ?? node);
  const written = writes.map((write) => writtenValue(e, write));
  const value = joinAll(reaching?.declared === false ? written : [declaredValue(e, variable, node), ...written]);
  const whole = withMutations(e, value, showing);
  return whole.taint === 'safe'
    ? whole
    : withStep(whole, { at: bindingOf(variable).at.range, what: `becomes \`${node.name}\`` });
}

/** What is written to the name behind an offset, and may be there where it is read. */
export function writtenBehind(e: Engine, node: TSESTree.Identifier, offset: number): Value[] {
  const variable = e.r.variables.of(node);
  const declaration = variable?.defs[0]?.name as Node | undefined;
  if (!variable || !declaration || allWrites(variable, declaration).length === 0) return [];
  return writesReaching(e.r.variables, variable, declaration, node)
    .writes.filter(({ node: write }) => write.range[0] >= offset && write.range[1] <= node.range[0])
    .map((write) => writtenValue(e, write));
}

function writtenValue(e: Engine, write: Write): Value {
  switch (write.operator) {
    case '=':
    case '&&=':
    case '||=':
    case '??=':
      return write.defaults.reduce<Value>(
        (known, fallback) => join(known, e.evaluate(fallback)),
        pathValue(e, write.value, write.path),
      );
    case 'of':
      return write.path.reduce((value, key) => memberValue(value, key), eachOf(e.evaluate(write.value)));
    case 'in':
      return keysIn(e.evaluate(write.value));
    case '+=':
      return appended(e, write.value);
    default:
      return safe(['num']);
  }
}

/** `text += x`: derived text of whatever is added. */
function appended(e: Engine, node: Node): Value {
  const value = e.evaluate(node);
  return value.shapes.every((shape) => shape === 'num')
    ? value
    : { ...derived([value], ['str']), parts: partsOf(value, node.range) };
}

function globalValue(e: Engine, node: TSESTree.Identifier): Value {
  if (node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity') return constant(null);
  if (node.name === '__dirname' || node.name === '__filename') return safe(['str']);
  const meaning = e.r.meaningOf(node);
  if (meaning?.kind === 'member') {
    if (meaning.ref.member.source) return entered(e, meaning.ref.member.source, node.range);
    const given = givenByOperator(meaning.ref.member);
    if (given) return given;
  }
  return unknown({ kind: 'global', name: node.name });
}

function declaredValue(e: Engine, variable: Variable, node: TSESTree.Identifier): Value {
  const binding = bindingOf(variable);
  switch (binding.kind) {
    case 'value': {
      if (!binding.init)
        return binding.annotation || !hasWrites(variable) ? unknownUnlessWritten(variable, node) : constant(null);
      const value = pathValue(e, binding.init, binding.exact);
      return binding.defaults.reduce((known, fallback) => orElse(known, e.evaluate(fallback)), value);
    }
    case 'param':
      return parameterValue(e, binding, node);
    case 'element': {
      if (binding.loop === 'in') return keysIn(e.evaluate(binding.of));
      const container = e.evaluate(binding.of);
      const element = eachOf(container);
      return binding.exact.reduce((value, key) => memberValue(value, key), element);
    }
    case 'import': {
      const meaning = e.r.meaningOf(node);
      if (meaning?.kind === 'member' && meaning.ref.member.source)
        return tainted(meaning.ref.member.source, node.range);
      const given = meaning?.kind === 'member' ? givenByOperator(meaning.ref.member) : null;
      if (given) return given;
      if (/^[A-Z][A-Z0-9_]*$/.test(binding.name === 'default' || binding.name === '*' ? node.name : binding.name))
        return safe(); // SCREAMING_CASE: a constant of the project
      return unknown({ kind: 'import', specifier: binding.specifier, name: binding.name, path: [] });
    }
    case 'function':
    case 'class':
      return safe(['fn']);
    case 'catch':
      return unknown({ kind: 'member', name: 'error' });
    case 'type':
      // What is declared twice has the members of both.
      return binding.node.type === 'TSEnumDeclaration' && variable.defs.length === 1 ? enumValue(binding.node) : safe();
    case 'other':
      return unknown({ kind: 'syntax', type: 'declaration' });
  }
}

function hasWrites(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite());
}

function unknownUnlessWritten(variable: Variable, node: TSESTree.Identifier): Value {
  return hasWrites(variable) ? constant(null) : unknown({ kind: 'global', name: node.name });
}
