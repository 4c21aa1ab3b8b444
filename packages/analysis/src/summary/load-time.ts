import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

/** Methods of lists and constructors that run the function they are given before they return. */
const AT_ONCE = /^(?:map|forEach|filter|reduce|reduceRight|find|findIndex|some|every|flatMap|sort|from|fromEntries)$/;

/** Code that runs while its module is loaded: outside functions, or in one that is seen to be called from there. */
export function runsAtLoad(file: FileAnalysis, place: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  for (let inner = place, node = place.parent; node; inner = node, node = node.parent) {
    if (node.type === 'Decorator') {
      // Decorators run where the class is made, those of parameters as well.
      while (node.parent && !isClass(node)) node = node.parent;
      continue;
    }
    if (
      (node.type === 'PropertyDefinition' || node.type === 'AccessorProperty') &&
      !node.static &&
      node.value === inner
    ) {
      return isMadeAtLoad(file, node.parent.parent, seen);
    }
    if (!isFunction(node)) continue;
    if (seen.has(node)) return false;
    const next = new Set([...seen, node]);
    const whole = outer(node);
    const { parent } = whole;
    if (parent?.type === 'MethodDefinition')
      return parent.kind === 'constructor'
        ? isMadeAtLoad(file, parent.parent.parent, next)
        : isMethodCalledAtLoad(file, parent, next);
    if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && isRunAtOnce(parent, whole)) continue;
    return namesOf(node).some((name) =>
      usesOf(file, name).some((use) => isCalled(use, 'CallExpression') && runsAtLoad(file, use, next)),
    );
  }
  return true;
}

/** `(() => ...)()`, `list.map(() => ...)`, `new Promise(() => ...)`. */
function isRunAtOnce(call: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>, fn: Node): boolean {
  const callee = bare(call.callee);
  if (callee === bare(fn)) return true;
  if (call.type === 'NewExpression') return callee.type === 'Identifier' && callee.name === 'Promise';
  return callee.type === 'MemberExpression' && AT_ONCE.test(memberName(callee) ?? '');
}

/** `export const service = new Service()` runs its constructor and fills its fields. */
function isMadeAtLoad(file: FileAnalysis, owner: Node, seen: ReadonlySet<Node>): boolean {
  if (seen.has(owner)) return false;
  const next = new Set([...seen, owner]);
  if (isCalled(owner, 'NewExpression')) return runsAtLoad(file, owner, next);
  return file
    .nodes('NewExpression')
    .some((made) => isNameOf(file, bare(made.callee), owner) && runsAtLoad(file, made, next));
}

/** `service.start()`, `Service.start()`, or `this.start()` from what runs then itself. */
function isMethodCalledAtLoad(
  file: FileAnalysis,
  method: Extract<Node, { type: 'MethodDefinition' }>,
  seen: ReadonlySet<Node>,
): boolean {
  const owner = method.parent.parent;
  const name =
    bare(method.key).type === 'Identifier' && !method.computed ? (method.key as { name?: string }).name : undefined;
  if (name === undefined) return false;
  return file.callsNamed(name).some((call) => {
    if (call.type === 'TaggedTemplateExpression') return false;
    const callee = bare(call.callee);
    return callee.type === 'MemberExpression' && isOf(file, bare(callee.object), owner) && runsAtLoad(file, call, seen);
  });
}

/** The class itself, one of its instances that a name of the file holds, or `this`. */
function isOf(file: FileAnalysis, receiver: Node, owner: Node): boolean {
  if (receiver.type === 'ThisExpression') return true;
  if (receiver.type === 'NewExpression') return isNameOf(file, bare(receiver.callee), owner);
  if (receiver.type !== 'Identifier') return false;
  const definition = file.variableOf(receiver)?.defs[0]?.node as Node | undefined;
  const init = definition?.type === 'VariableDeclarator' && definition.init ? bare(definition.init) : null;
  return (
    isNameOf(file, receiver, owner) || (init?.type === 'NewExpression' && isNameOf(file, bare(init.callee), owner))
  );
}

/** A class has one name inside itself and another outside: both are defined by it. */
function isNameOf(file: FileAnalysis, node: Node, owner: Node): boolean {
  if (node.type !== 'Identifier') return false;
  return (
    file
      .variableOf(node)
      ?.defs.some(
        ({ node: by }) =>
          by === owner || (by.type === 'VariableDeclarator' && by.init !== null && bare(by.init) === owner),
      ) === true
  );
}

function isCalled(node: Node, as: 'CallExpression' | 'NewExpression'): boolean {
  const whole = outer(node);
  return whole.parent?.type === as && whole.parent.callee === whole;
}

/** `function a() {}`, `const a = () => {}`. */
function namesOf(node: Node): Extract<Node, { type: 'Identifier' }>[] {
  const own = isFunction(node) && node.type !== 'ArrowFunctionExpression' ? node.id : null;
  const { parent } = outer(node);
  const held = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  return [own, held].flatMap((name) => name ?? []);
}

function usesOf(file: FileAnalysis, name: Extract<Node, { type: 'Identifier' }>): Node[] {
  return (file.variableOf(name)?.references ?? []).map(({ identifier }) => identifier as Node);
}
