/** Middleware of libraries that lets through only what fits. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Admitted } from '../../vocabulary/admitted.js';
import type { Screen } from '../../vocabulary/screens.js';
import type { ScreenModel } from '../../vocabulary/schemas.js';
import { callable } from '../../symbols/callable.js';
import { keyOf, textOf } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { admittedBy, fieldName } from './admitted-by.js';
import { allOf, ANYTHING } from './admitted.js';
import { partNamed } from './request-parts.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Null: no library says that it is one. */
export function screensByModel(e: Engine, call: Call): readonly Screen[] | null {
  const found = modelIn(e, call);
  if (!found) return null;
  const { model, root } = found;
  switch (model.is) {
    case 'asks':
    case 'clean':
    case 'refuses':
      return []; // a value of the request, and nothing that stands before a handler
    case 'parts':
      return byPart(e, root.arguments[model.arg]);
    case 'field':
      return fieldScreens(model.parts, namesIn(root.arguments[model.name]), admittedBy(e, call));
    case 'fields':
      return rulesIn(root.arguments[model.arg]).flatMap(({ name, rules }) =>
        fieldScreens(placesSaid(rules) ?? model.parts, [name], allOf(saidBy(e, root, rules))),
      );
    default:
      return model satisfies never;
  }
}

/** The call a chain begins with, whose model says what the whole of it is. */
function modelIn(e: Engine, call: Call): { readonly model: ScreenModel; readonly root: Call } | null {
  const model = callable(e.r, call.callee, 'call')?.model.screens;
  if (model) return { model, root: call };
  const callee = bare(call.callee);
  const before = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  return before?.type === 'CallExpression' ? modelIn(e, before) : null;
}

/** `{ [Segments.BODY]: schema }` */
function byPart(e: Engine, argument: Node | undefined): readonly Screen[] {
  const plain = argument && bare(argument);
  if (plain?.type !== 'ObjectExpression') return plain ? [{ is: 'given', admits: admittedBy(e, plain) }] : [];
  return plain.properties.flatMap((entry): readonly Screen[] => {
    const part = entry.type === 'Property' ? partNamed(fieldName(entry) ?? '') : null;
    return entry.type === 'Property' && part !== null ? [{ is: 'part', part, admits: admittedBy(e, entry.value) }] : [];
  });
}

function fieldScreens(parts: readonly string[], names: readonly string[], admits: Admitted): readonly Screen[] {
  return parts.flatMap((part) =>
    names
      .filter((name) => name !== '' && !name.includes('*'))
      .map((name): Screen => ({ is: 'part', part, admits: fieldAt(name.split('.'), admits), noted: true })),
  );
}

/** An object that has this at the path, and anything beside it. */
function fieldAt([first, ...rest]: readonly string[], admits: Admitted): Admitted {
  if (first === undefined) return admits;
  return { is: 'object', fields: { [first]: fieldAt(rest, admits) }, rest: ANYTHING };
}

function namesIn(argument: Node | undefined): readonly string[] {
  const plain = argument && bare(argument);
  if (!plain) return [];
  const each = plain.type === 'ArrayExpression' ? plain.elements : [plain];
  return each.flatMap((one) => (one && textOf(one)) ?? []);
}

interface Rules {
  readonly name: string;
  readonly rules: TSESTree.ObjectExpression;
}

function rulesIn(argument: Node | undefined): readonly Rules[] {
  const plain = argument && bare(argument);
  if (plain?.type !== 'ObjectExpression') return [];
  return plain.properties.flatMap((entry): readonly Rules[] => {
    const name = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
    const rules = entry.type === 'Property' ? bare(entry.value) : null;
    return name !== null && rules?.type === 'ObjectExpression' ? [{ name, rules }] : [];
  });
}

/** `in: ['body']` */
function placesSaid(rules: TSESTree.ObjectExpression): readonly string[] | null {
  const entry = rules.properties.find((one) => one.type === 'Property' && keyOf(one.key, one.computed) === 'in');
  const names = entry?.type === 'Property' ? namesIn(entry.value) : [];
  return names.length > 0 ? names : null;
}

/** `{ isUUID: true, isIn: { options: [['a', 'b']] } }`: the methods of the chain, by name, and what they are given. */
function saidBy(e: Engine, root: Call, rules: TSESTree.ObjectExpression): readonly Admitted[] {
  const returns = callable(e.r, root.callee, 'call');
  const chain = returns?.model.returns ? e.r.registry.typeOf(returns.model.returns, returns.ref.model) : null;
  return rules.properties.flatMap((entry) => {
    const name = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
    const admits = name === null ? undefined : chain?.type.members?.[name]?.call?.admits;
    if (entry.type !== 'Property' || !admits || isOff(entry.value)) return [];
    return [e.admittedByModel(admits, optionsIn(entry.value))];
  });
}

function isOff(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'Literal' && plain.value === false;
}

function optionsIn(node: Node): readonly Node[] {
  const plain = bare(node);
  const entry =
    plain.type === 'ObjectExpression'
      ? plain.properties.find((one) => one.type === 'Property' && keyOf(one.key, one.computed) === 'options')
      : undefined;
  const options = entry?.type === 'Property' ? bare(entry.value) : null;
  if (!options) return [];
  return options.type === 'ArrayExpression' ? options.elements.flatMap((one) => (one ? [one] : [])) : [options];
}
