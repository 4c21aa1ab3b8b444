/** Objects of classes of this file: what their fields hold, and what their methods make of it. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isClass, isFunction, returnedExpressions } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { container } from './container.js';
import { effectsOf, thisFunction, withEffects } from './effects.js';
import type { Engine } from './evaluation.js';
import { join, unknown } from './lattice.js';
import { handedBy } from './arguments.js';
import { perEngine } from './per-engine.js';
import { UNSEEN } from './schemas/admitted.js';
import { handedTo, type Handed } from './schemas/handed.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const MAX_HOPS = 4;

/** The class an expression names. */
export function classNamed(e: Engine, node: Node | null | undefined): ClassNode | null {
  const plain = node && bare(node);
  if (isClass(plain)) return plain;
  const binding = plain?.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  if (binding?.kind === 'class') return binding.node;
  const init = binding?.kind === 'value' && binding.path.length === 0 ? binding.init && bare(binding.init) : null;
  return isClass(init) ? init : null;
}

/** The class of this file that an expression is an object of. */
export function classAt(e: Engine, node: Node, hops = 0): ClassNode | null {
  const plain = bare(node);
  if (hops > MAX_HOPS) return null;
  switch (plain.type) {
    case 'NewExpression':
      return classNamed(e, plain.callee);
    case 'ThisExpression':
      return holderOf(thisFunction(plain));
    case 'AwaitExpression':
      return classAt(e, plain.argument, hops + 1);
    case 'Identifier': {
      const binding = e.r.bindingOf(plain);
      if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
      return classAt(e, binding.init, hops + 1);
    }
    case 'CallExpression': {
      const fn = e.r.localFunction(plain.callee) ?? methodCalled(e, plain.callee, hops + 1);
      const [returned, ...others] = fn ? returnedExpressions(fn) : [];
      if (!returned || others.length > 0) return null;
      const callee = bare(plain.callee);
      return bare(returned).type === 'ThisExpression' && callee.type === 'MemberExpression'
        ? classAt(e, callee.object, hops + 1)
        : classAt(e, returned, hops + 1);
    }
    default:
      return null;
  }
}

function holderOf(fn: FunctionNode | null): ClassNode | null {
  const member = fn && outer(fn).parent;
  const holder =
    member?.type === 'MethodDefinition' || member?.type === 'PropertyDefinition' ? member.parent.parent : null;
  return isClass(holder) ? holder : null;
}

type Kind = 'method' | 'get' | 'set';

/** A method of a class, or of what it inherits from, as far as that is in this file. */
export function methodIn(
  e: Engine,
  holder: ClassNode | null,
  name: string,
  kind: Kind = 'method',
): FunctionNode | null {
  let current = holder;
  for (let hops = 0; current && hops <= MAX_HOPS; hops += 1) {
    for (const member of current.body.body) {
      if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
      if (member.static || keyOf(member.key, member.computed) !== name) continue;
      if (member.type === 'MethodDefinition' ? member.kind !== kind : kind !== 'method') continue;
      return isFunction(member.value) ? member.value : null;
    }
    current = classNamed(e, current.superClass);
  }
  return null;
}

/** The method that a call of a member runs: of an object of a class of this file, or of what the class inherits. */
export function methodCalled(e: Engine, callee: Node, hops = 0): FunctionNode | null {
  const plain = bare(callee);
  const name = plain.type === 'MemberExpression' ? memberName(plain) : null;
  if (plain.type !== 'MemberExpression' || name === null) return null;
  if (plain.object.type === 'Super') {
    const holder = holderOf(thisFunction(plain));
    return holder && methodIn(e, classNamed(e, holder.superClass), name);
  }
  const holder = classAt(e, plain.object, hops);
  return holder && methodIn(e, holder, name);
}

/** What a call hands over, with the object it is made on. */
export function handedOn(e: Engine, call: Call): Handed {
  const callee = bare(call.callee);
  const object = callee.type === 'MemberExpression' ? callee.object : null;
  return { ...handedBy(e, call), ...(object && { self: () => selfAt(e, object) }) };
}

function selfAt(e: Engine, object: Node): Value {
  return object.type === 'Super' ? ownSelf(object) : e.evaluate(object);
}

/** The object a function works on, as whoever calls it has it. */
export function ownSelf(node: Node): Value {
  const fn = thisFunction(node);
  return unknown({ kind: 'member', name: 'this', ...(fn && { self: { fn: fn.range[0], path: [] } }) });
}

/** `new Box(text)`: the object, and what its constructor puts into it. */
export function instanceValue(e: Engine, node: TSESTree.NewExpression): Value | null {
  const holder = classNamed(e, node.callee);
  if (!holder) return null;
  const made = madeBy(e, holder);
  return made && handedTo(made.value, made.fn, handedBy(e, node));
}

interface Made {
  readonly value: Value;
  /** Key of the constructor whose parameters are meant. */
  readonly fn: number;
}

const madeByClass = perEngine<ClassNode, Made>();

/** An object as its class makes it, in terms of the parameters of the constructor. */
function madeBy(e: Engine, holder: ClassNode, hops = 0): Made | null {
  const known = madeByClass(e).get(holder);
  if (known) return known;
  if (hops > MAX_HOPS) return null;
  const made = madeAnew(e, holder, hops);
  madeByClass(e).set(holder, made);
  return made;
}

function madeAnew(e: Engine, holder: ClassNode, hops: number): Made {
  const own = constructorOf(holder);
  const parent = classNamed(e, holder.superClass);
  const inherited = parent && madeBy(e, parent, hops + 1);
  const key = own?.range[0] ?? inherited?.fn ?? holder.range[0];
  const base = inherited && own ? byOwn(e, own, inherited) : (inherited?.value ?? null);
  const properties: Record<string, Value> = { ...base?.properties };
  const later = writtenLater(e, holder);
  for (const member of holder.body.body) {
    if (member.type !== 'PropertyDefinition' || member.static) continue;
    const name = keyOf(member.key, member.computed);
    if (name === null) continue;
    const open = unknown({ kind: 'member', name: `this.${name}` });
    const first = member.value ? e.evaluate(member.value) : open;
    properties[name] = later.has(name) ? join(first, open) : first;
  }
  for (const param of own?.params ?? []) {
    const target = param.type === 'TSParameterProperty' ? param.parameter : null;
    const name = target?.type === 'AssignmentPattern' ? target.left : target;
    if (name?.type === 'Identifier') properties[name.name] = e.nameValue(name);
  }
  const isUnseen = holder.superClass && !inherited;
  const isOpen = isUnseen || (own !== null && handsItselfOn(e, own));
  const rest = isOpen ? unknown({ kind: 'call', name: holder.id?.name ?? '<class>', at: holder.range }) : base?.spread;
  const start = container(['obj'], properties, rest);
  return { value: own ? withEffects(e, start, effectsOf(e, own), null) : start, fn: key };
}

/** Fields that methods write. */
function writtenLater(e: Engine, holder: ClassNode): ReadonlySet<string | null> {
  return new Set(
    holder.body.body.flatMap((member) =>
      member.type === 'MethodDefinition' && member.kind !== 'constructor' && isFunction(member.value)
        ? effectsOf(e, member.value).map(({ key }) => key)
        : [],
    ),
  );
}

/** The constructor gives its object to something that may fill it: `Object.assign(this, options)`, `this.fill()`. */
function handsItselfOn(e: Engine, own: FunctionNode): boolean {
  return e.nodesIn('ThisExpression', own).some((node) => {
    const member = outer(node).parent;
    if (thisFunction(node) !== own) return false;
    if (member?.type !== 'MemberExpression') return true;
    return member.parent.type === 'CallExpression' && member.parent.callee === member;
  });
}

/** What `super(...)` makes. */
function byOwn(e: Engine, own: FunctionNode, inherited: Made): Value | null {
  const call = e
    .nodesIn('CallExpression', own)
    .find((node) => node.type === 'CallExpression' && node.callee.type === 'Super') as
    | TSESTree.CallExpression
    | undefined;
  return call ? handedTo(inherited.value, inherited.fn, handedBy(e, call)) : null;
}

export function constructorOf(holder: ClassNode): FunctionNode | null {
  const found = holder.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  return found?.type === 'MethodDefinition' && isFunction(found.value) ? found.value : null;
}

/** What a constructor makes, as other files ask for it. */
export function constructedBy(e: Engine, fn: FunctionNode): Value | null {
  const { parent } = fn;
  const holder = parent?.type === 'MethodDefinition' && parent.kind === 'constructor' ? parent.parent.parent : null;
  return isClass(holder) ? (madeBy(e, holder)?.value ?? null) : null;
}

/** What a call of a method of this file gives: what it returns, with what it has put into its object. */
export function methodResult(e: Engine, node: TSESTree.CallExpression, fn: FunctionNode): Value {
  const given = handedOn(e, node);
  const value = handedTo(e.returnsOf(fn), fn.range[0], given);
  const returned = returnedExpressions(fn);
  const isFluent = returned.length > 0 && returned.every((one) => bare(one).type === 'ThisExpression');
  return isFluent ? withEffects(e, value, effectsOf(e, fn), { fn, given }) : value;
}

/** A getter of the object's class, read. */
export function gotten(e: Engine, object: Node, name: string): Value | null {
  const fn = methodIn(e, classAt(e, object), name, 'get');
  return fn && handedTo(e.returnsOf(fn), fn.range[0], { ...handedNothing, self: () => selfAt(e, object) });
}

const handedNothing: Handed = { value: () => unknown({ kind: 'unseen' }), admits: () => UNSEEN };
