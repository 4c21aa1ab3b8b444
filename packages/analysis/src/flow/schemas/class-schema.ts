import type { TSESTree } from '@typescript-eslint/types';
import { decoratorUses } from '../../symbols/decorators.js';
import { isFunction } from '../../syntax/functions.js';
import { keyOf } from '../../syntax/keys.js';
import { annotatedType } from '../annotated-type.js';
import type { Engine } from '../evaluation.js';
import { ALL_SHAPES } from '../lattice.js';
import { allOf, ANYTHING, changed, LISTED, NOTHING, oneOf, TEXT, UNSEEN } from './admitted.js';
import type { AdmittedObject } from '../../vocabulary/admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * What the decorators of a class let through; fields without any, and names that are none, are for whoever checks it to
 * drop or keep.
 */
export function admittedByClass(e: Engine, node: ClassNode): Admitted {
  const fields: Record<string, Admitted> = {};
  for (const member of node.body.body) {
    const name = member.type === 'PropertyDefinition' && !member.static ? keyOf(member.key, member.computed) : null;
    const admitted = member.type === 'PropertyDefinition' ? fieldOf(e, member) : null;
    if (name !== null && admitted) fields[name] = admitted;
  }
  const own: AdmittedObject = { is: 'object', fields };
  const base = node.superClass ? e.admittedBy(node.superClass) : null;
  if (!base) return Object.keys(fields).length > 0 ? { ...own, rest: UNSEEN } : UNSEEN;
  return Object.keys(fields).length > 0 ? changed(base, { by: 'fields', of: own }) : base;
}

/** Null: nothing checks this field. */
function fieldOf(e: Engine, member: TSESTree.PropertyDefinition): Admitted | null {
  const uses = decoratorUses(e.r, member.decorators ?? []);
  const admits = uses.flatMap(({ decorator, args }) => {
    const model = decorator?.is === 'metadata' ? decorator.admits : undefined;
    return model ? [{ model, args }] : [];
  });
  if (admits.length === 0)
    return uses.some(({ decorator }) => decorator?.is === 'metadata' && decorator.checks) ? UNSEEN : null;
  const isOfEach = uses.some(({ args }) =>
    args.some(
      (argument) =>
        argument.type === 'ObjectExpression' &&
        argument.properties.some((entry) => entry.type === 'Property' && keyOf(entry.key, entry.computed) === 'each'),
    ),
  );
  const said = admits.map(({ model, args }) =>
    model.is === 'same' ? byAnnotation(e, member) : e.admittedByModel(model, args),
  );
  const list = said.find(({ is }) => is === 'list');
  const others = said.filter((one) => one !== list && one.is !== 'null');
  const whole = others.length > 0 ? allOf(others) : ANYTHING;
  const field =
    list || isOfEach || member.typeAnnotation?.typeAnnotation.type === 'TSArrayType'
      ? ({ is: 'list', of: whole } as const)
      : whole;
  const converted = byType(uses, e) ?? field;
  const result = converted.is === 'anything' ? byAnnotation(e, member) : converted;
  return said.some(({ is }) => is === 'null') ? oneOf([result, NOTHING]) : result;
}

/** `@Type(() => Address)`: what is nested, or a conversion. */
function byType(uses: ReturnType<typeof decoratorUses>, e: Engine): Admitted | null {
  const use = uses.find(({ decorator }) => decorator?.is === 'metadata' && decorator.typeArg !== undefined);
  const given = use?.decorator?.is === 'metadata' ? use.args[use.decorator.typeArg ?? 0] : undefined;
  if (!given || !isFunction(given) || given.body.type === 'BlockStatement') return null;
  return ofTypeName(e, given.body);
}

function ofTypeName(e: Engine, node: TSESTree.Node): Admitted | null {
  if (node.type === 'ArrayExpression')
    return node.elements[0] ? { is: 'list', of: ofTypeName(e, node.elements[0]) ?? UNSEEN } : null;
  if (node.type !== 'Identifier') return null;
  const primitives: Readonly<Record<string, Admitted>> = {
    Number: { is: 'number' },
    Boolean: { is: 'boolean' },
    Date: { is: 'date' },
    String: TEXT,
  };
  return e.r.variables.of(node) ? e.admittedBy(node) : (primitives[node.name] ?? null);
}

/** What a checked field is by its type, where its check says no more: `status: Status`. */
function byAnnotation(e: Engine, member: TSESTree.PropertyDefinition): Admitted {
  const annotation = member.typeAnnotation?.typeAnnotation ?? null;
  const { shapes, listed } = annotatedType(e, annotation);
  if (listed) return LISTED;
  if (shapes === ALL_SHAPES || shapes.length !== 1) return UNSEEN;
  return shapes[0] === 'str'
    ? TEXT
    : shapes[0] === 'num'
      ? { is: 'number' }
      : shapes[0] === 'bool'
        ? { is: 'boolean' }
        : UNSEEN;
}
