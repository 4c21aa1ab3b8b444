import { bare, isFunction, textOf, type FileAnalysis, type FunctionNode, type Node } from '@backend-architect/analysis';

/**
 * Where a handler gathers the body of a request piece by piece, and nothing around it asks how much there is already.
 */
export function* gatheredBodies(file: FileAnalysis): Generator<Node> {
  for (const call of file.callsNamed('on', 'addListener')) {
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    if (
      call.type !== 'CallExpression' ||
      callee?.type !== 'MemberExpression' ||
      !call.arguments[0] ||
      textOf(call.arguments[0]) !== 'data'
    )
      continue;
    const fn = call.arguments[1] && bare(call.arguments[1]);
    const target = fn && isFunction(fn) && fn.params[0] ? uncappedTarget(file, fn.body, fn.params[0]) : null;
    if (target && isIncoming(file, callee.object)) yield target;
  }
  for (const loop of file.nodes('ForOfStatement')) {
    const chunk = loop.await && loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : undefined;
    const target = chunk ? uncappedTarget(file, loop.body, chunk) : null;
    if (target && isIncoming(file, loop.right)) yield target;
  }
}

/** What grows by the chunk, when no condition stands among these statements. */
function uncappedTarget(file: FileAnalysis, body: Node, chunk: Node): Node | null {
  if (chunk.type !== 'Identifier') return null;
  const within = ({ range }: Node): boolean => range[0] >= body.range[0] && range[1] <= body.range[1];
  if (file.nodes('IfStatement', 'ConditionalExpression', 'LogicalExpression').some(within)) return null;
  const names = ({ range }: Node): boolean =>
    new RegExp(`(?<![\\w$.])${chunk.name.replaceAll('$', '\\$')}(?![\\w$])`).test(file.text.slice(...range));
  const added = file
    .nodes('AssignmentExpression')
    .find((node) => within(node) && node.operator === '+=' && names(node.right));
  if (added) return outlives(file, added.left, body);
  for (const call of file.callsNamed('push')) {
    const callee = call.type === 'CallExpression' && within(call) ? bare(call.callee) : null;
    if (call.type === 'CallExpression' && callee?.type === 'MemberExpression' && call.arguments.some(names))
      return outlives(file, callee.object, body);
  }
  return null;
}

function outlives(file: FileAnalysis, target: Node, body: Node): Node | null {
  const plain = bare(target);
  const declared =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return declared && (declared.range[0] < body.range[0] || declared.range[1] > body.range[1]) ? plain : null;
}

/**
 * The request that came in: answers of other servers have the same type, but their callback is given nothing beside
 * them.
 */
function isIncoming(file: FileAnalysis, receiver: Node): boolean {
  const plain = bare(receiver);
  const type = file.typeOf(plain);
  if (!type || !/^(?:Request|IncomingMessage)$/.test(type.name)) return false;
  const fn = file.functionOf(plain);
  if (plain.type !== 'Identifier') return fn !== null && !asksLength(file, fn);
  const definition = file.variableOf(plain)?.defs[0];
  const owner = definition?.node as Node | undefined;
  return owner !== undefined && isFunction(owner) && owner.params.length >= 2 && !asksLength(file, owner);
}

function asksLength(file: FileAnalysis, fn: FunctionNode): boolean {
  return /content-length|byteLength\s*[<>]|\.length\s*>/i.test(file.text.slice(...fn.range));
}
