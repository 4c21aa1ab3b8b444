import type { TSESTree } from '@typescript-eslint/types';
import type { ResultModel } from '../../vocabulary/library-model.js';
import type { SchemaRef } from '../../vocabulary/schemas.js';
import { keyOf, memberName, propertyOf, textOf } from '../../syntax/keys.js';
import { outer, unwrap } from '../../syntax/wrappers.js';
import { container } from '../container.js';
import type { Engine } from '../evaluation.js';
import type { PassedCheck } from '../../guards/guard-forms.js';
import { unknown, withStep } from '../lattice.js';
import type { Value } from '../../vocabulary/value.js';
import { admittedBy } from './admitted-by.js';
import { ANYTHING, asked, closed, fieldOf, UNSEEN } from './admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';
import { narrow, vouched } from './narrow.js';

type Node = TSESTree.Node;
type Passing = Extract<ResultModel, { is: 'validated' }>;

interface Given {
  readonly value: Value;
  readonly args: readonly Node[];
  readonly receiver: Node | null;
}

/** What comes out of a schema: itself, or a member of a result beside the word whether it passed. */
export function passedSchema(e: Engine, node: Node, result: Passing, { value, args, receiver }: Given): Value {
  const given = withStep(value, { at: node.range, what: 'passes a schema here' });
  // A signature that was verified: the server wrote it, whoever sends it.
  if (result.by === undefined) return vouched(given);
  const passed = narrow(given, withOthers(e, schemaOf(e, node, result.by, { args, receiver }), result, args));
  if (result.in === undefined) return passed;
  const told = result.whenFailed !== 'kept' || isAsked(e, node, result) ? passed : value;
  return container(
    ['obj'],
    { [result.in]: told },
    unknown({ kind: 'call', name: 'result of a schema', at: node.range }),
  );
}

/** The schema a check is made with, and what its options make of names the schema does not list. */
export function checkedSchema(e: Engine, node: TSESTree.CallExpression, result: Passing): Admitted {
  const callee = unwrap(node.callee);
  const receiver = callee.type === 'MemberExpression' ? callee.object : null;
  const schema = schemaOf(e, node, result.by, { args: node.arguments, receiver });
  return withOthers(e, schema, result, node.arguments);
}

/** The schema a model points at; what names none has been checked by what nobody sees. */
export function schemaOf(
  e: Engine,
  node: Node,
  by: SchemaRef | undefined,
  { args, receiver }: Pick<Given, 'args' | 'receiver'>,
): Admitted {
  if (by === undefined) return UNSEEN;
  if (by === 'route') return args[0] ? e.admittedBefore(node, textOf(args[0]) ?? '') : UNSEEN;
  if (by === 'noted') return e.admittedBefore(node, null);
  const schema =
    by === 'call'
      ? node
      : by === 'callee'
        ? calleeOf(node)
        : by === 'this'
          ? receiver
          : typeof by === 'number'
            ? args[by]
            : args.at(-1);
  return schema ? admittedBy(e, schema) : UNSEEN;
}

/** Options of the call decide what becomes of names the schema does not list. */
function withOthers(e: Engine, admitted: Admitted, { others }: Passing, args: readonly Node[]): Admitted {
  const given = others ? args[others.arg] : undefined;
  const options = given ? unwrap(given) : null;
  const settings = options?.type === 'Identifier' ? initOf(e, options) : options;
  if (!others || settings?.type !== 'ObjectExpression') return admitted;
  const isOn = (names: readonly string[] = []): boolean =>
    names.some((name) => {
      const entry = propertyOf(settings, name);
      return entry !== null && entry !== 'unknown' && !(entry.value.type === 'Literal' && entry.value.value === false);
    });
  return isOn(others.dropped) ? closed(admitted) : isOn(others.kept) ? asked(admitted) : admitted;
}

function initOf(e: Engine, name: TSESTree.Identifier): Node | null {
  const binding = e.r.bindingOf(name);
  return binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : null;
}

function calleeOf(node: Node): Node | null {
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : null;
}

/** What a check says of a place it was asked about; whatever a schema drops from its result stays there. */
export function passedPart(e: Engine, { call, by, below }: PassedCheck): Admitted {
  const callee = unwrap(call.callee);
  const receiver = callee.type === 'MemberExpression' ? callee.object : null;
  const whole = schemaOf(e, call, by, { args: call.arguments, receiver });
  return asked(
    below.reduce<Admitted>((known, name) => fieldOf(known, name) ?? (known.is === 'unseen' ? UNSEEN : ANYTHING), whole),
  );
}

/** Whoever keeps the word whether it passed has asked for it; a result that is handed on may be asked elsewhere. */
function isAsked(e: Engine, node: Node, { passes, fails }: Passing): boolean {
  const words = [passes, fails];
  let whole = outer(node);
  while (whole.parent?.type === 'AwaitExpression') whole = outer(whole.parent);
  const { parent } = whole;
  if (parent?.type === 'MemberExpression') return words.includes(memberName(parent) ?? '');
  if (parent?.type !== 'VariableDeclarator') return parent?.type !== 'ExpressionStatement';
  const { id } = parent;
  if (id.type === 'ObjectPattern') {
    const entry = id.properties.find(
      (one) => one.type === 'Property' && words.includes(keyOf(one.key, one.computed) ?? ''),
    );
    const name = entry?.type === 'Property' ? entry.value : null;
    return (
      name?.type === 'Identifier' &&
      (e.r.variables.of(name)?.references.some((reference) => reference.isRead()) ?? false)
    );
  }
  const references = id.type === 'Identifier' ? (e.r.variables.of(id)?.references ?? []) : [];
  return references.some(({ identifier }) => {
    const member = identifier.parent;
    if (member?.type === 'MemberExpression' && member.object === identifier)
      return words.includes(memberName(member) ?? '');
    const isInPattern =
      member?.type === 'VariableDeclarator' && member.init === identifier && member.id.type === 'ObjectPattern';
    if (isInPattern)
      return (member.id as TSESTree.ObjectPattern).properties.some(
        (one) => one.type === 'Property' && words.includes(keyOf(one.key, one.computed) ?? ''),
      );
    return identifier !== id;
  });
}
