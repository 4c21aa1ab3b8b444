import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode } from '../vocabulary/analysis.js';
import { annotationOf } from '../symbols/binding.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { classNameOf, classOfThis, prototypeOwner } from './class-names.js';
import { contestedFields } from './contested-fields.js';
import { decoratorFactsOf } from './decorators.js';
import { mixedInto } from './mixins.js';
import { refOf, typeRefOf } from './refs.js';
import { isReplacedMethod } from './replaced-members.js';
import type { ClassFact } from '../vocabulary/facts.js';
import type { Ref } from '../vocabulary/references.js';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type Field = ClassFact['fields'][number];
type Method = ClassFact['methods'][number];

/** Classes, and functions that are used as classes. */
export function classesOf(file: FileAnalysis): ClassFact[] {
  const assigned = memberAssignments(file);
  const classes = file.nodes('ClassDeclaration', 'ClassExpression').map((node) => classFact(file, node, assigned));
  const taken = new Set(classes.map((fact) => fact.name));
  return [...classes, ...constructorFunctions(file, assigned).filter((fact) => !taken.has(fact.name))];
}

function classFact(file: FileAnalysis, node: ClassNode, assigned: readonly MemberAssignment[]): ClassFact {
  const name = classNameOf(node);
  const methods: Method[] = [];
  const fields: Field[] = [];
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition') {
      const key = keyOf(member.key, member.computed);
      if (key === null || !isFunction(member.value) || !member.value.body) continue;
      methods.push({
        name: key,
        fn: member.value.range[0],
        static: member.static,
        decorators: decoratorFactsOf(file, member),
        ...(member.kind === 'get' && { getter: true }),
        ...(!member.static && isReplacedMethod(file, node, key) && { replaced: true as const }),
      });
      if (member.kind === 'constructor') fields.push(...parameterProperties(file, member.value));
    } else if (member.type === 'PropertyDefinition') {
      const key = keyOf(member.key, member.computed);
      if (key === null) continue;
      const value = member.value ? unwrap(member.value) : null;
      if (value && isFunction(value))
        methods.push({
          name: key,
          fn: value.range[0],
          static: member.static,
          decorators: decoratorFactsOf(file, member),
        });
      else
        fields.push(
          fieldFact(
            file,
            key,
            member.key.range,
            member.typeAnnotation?.typeAnnotation ?? null,
            member.value ? refOf(file, member.value) : null,
            decoratorFactsOf(file, member),
          ),
        );
    }
  }
  const own = assigned.filter(({ className }) => className === name);
  const contested = contestedFields(
    file,
    node,
    own.map((assignment) => ({ name: assignment.name, value: assignment.node.right })),
  );
  for (const assignment of own) if (!contested.has(assignment.name)) addAssigned(file, assignment, fields, methods);
  const parent = node.superClass ? refOf(file, node.superClass) : null;
  const over = node.superClass ? mixedInto(file, node.superClass) : null;
  return {
    name,
    range: node.range,
    nameRange: node.id?.range ?? [node.range[0], node.range[0] + 'class'.length],
    ...(parent && { extends: parent }),
    ...(over && { over }),
    implements: (node.implements ?? []).map((type) => file.text.slice(...type.expression.range)),
    decorators: decoratorFactsOf(file, node),
    fields: fields.map(({ value, ...field }) =>
      value === undefined || contested.has(field.name) ? field : { ...field, value },
    ),
    methods,
  };
}

function parameterProperties(file: FileAnalysis, constructor: FunctionNode): Field[] {
  return constructor.params.flatMap((param, index): Field[] => {
    if (param.type !== 'TSParameterProperty') return [];
    const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
    if (target.type !== 'Identifier') return [];
    const value: Ref = { kind: 'param', fn: constructor.range[0], index, path: [] };
    return [fieldFact(file, target.name, target.range, annotationOf(target), value, decoratorFactsOf(file, param))];
  });
}

function fieldFact(
  file: FileAnalysis,
  name: string,
  at: Field['at'],
  annotation: TSESTree.TypeNode | null,
  value: Ref | null,
  decorators: Field['decorators'],
): Field {
  const type = annotation ? typeRefOf(file, annotation) : null;
  return {
    name,
    ...(type && { type }),
    ...(value && value.kind !== 'unknown' && { value }),
    ...(decorators && decorators.length > 0 && { decorators }),
    at: [at[0], at[0] + Math.min(at[1] - at[0], name.length)],
  };
}

interface MemberAssignment {
  readonly className: string;
  readonly name: string;
  readonly node: TSESTree.AssignmentExpression;
}

/** `this.x = value` inside a class or constructor function, and `X.prototype.x = value`. */
function memberAssignments(file: FileAnalysis): MemberAssignment[] {
  return file.nodes('AssignmentExpression').flatMap((node): MemberAssignment[] => {
    const target = bare(node.left);
    if (target.type !== 'MemberExpression' || (node.operator !== '=' && node.operator !== '??=')) return [];
    const name = memberName(target);
    if (name === null) return [];
    const prototype = prototypeOwner(target);
    if (prototype !== null) return [{ className: prototype, name, node }];
    if (target.object.type !== 'ThisExpression') return [];
    const owner = classOfThis(target.object);
    return owner?.kind === 'class' && !owner.static ? [{ className: owner.name, name, node }] : [];
  });
}

function addAssigned(file: FileAnalysis, assignment: MemberAssignment, fields: Field[], methods: Method[]): void {
  const value = unwrap(assignment.node.right);
  if (isFunction(value)) {
    if (!methods.some((method) => method.name === assignment.name))
      methods.push({ name: assignment.name, fn: value.range[0], static: false, decorators: [] });
    return;
  }
  const known = fields.findIndex((field) => field.name === assignment.name);
  const ref = refOf(file, value);
  const before = fields[known];
  if (before) {
    if (!before.value && ref.kind !== 'unknown') fields[known] = { ...before, value: ref };
  } else fields.push(fieldFact(file, assignment.name, assignment.node.left.range, null, ref, []));
}

/** `function Dao(db) { this.find = function () {} }` and functions with members on their prototype. */
function constructorFunctions(file: FileAnalysis, assigned: readonly MemberAssignment[]): ClassFact[] {
  const names = new Set(assigned.map((assignment) => assignment.className));
  return file.nodes('FunctionDeclaration', 'FunctionExpression').flatMap((node): ClassFact[] => {
    const name = classNameOf(node);
    if (!names.has(name) || !node.body) return [];
    const fields: Field[] = [];
    const methods: Method[] = [];
    const own = assigned.filter(({ className }) => className === name);
    const contested = contestedFields(
      file,
      node,
      own.map((assignment) => ({ name: assignment.name, value: assignment.node.right })),
    );
    for (const assignment of own) if (!contested.has(assignment.name)) addAssigned(file, assignment, fields, methods);
    return [
      {
        name,
        range: node.range,
        nameRange: node.id?.range ?? [node.range[0], node.range[0] + 'function'.length],
        fn: node.range[0],
        implements: [],
        decorators: [],
        fields,
        methods,
      },
    ];
  });
}
