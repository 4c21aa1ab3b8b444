import {
  bare,
  isFunction,
  memberName,
  outer,
  requestHandlerAround,
  returnedExpressions,
  unwrap,
  wholeChain,
  type FileAnalysis,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';

/** Members that give back the list, or one as long. */
const KEEPS_LENGTH = /^(?:map|filter|sort|toSorted|reverse|toReversed|flatMap|concat)$/;

/**
 * The place where the list a query reads is sent to the client by the handler around it; null when that is not in this
 * file.
 */
export function answerWith(file: FileAnalysis, { library }: QueryCall): Node | null {
  const handler = requestHandlerAround(file, library.node);
  if (!handler) return null;
  const method = handler.parent?.type === 'MethodDefinition' ? handler.parent : null;
  const isReturned = method !== null && file.decoratorsOf(method).some((use) => use.decorator?.is === 'route');
  const sent = file
    .sinks('response-body')
    .filter((sink) => requestHandlerAround(file, sink.node) === handler)
    .map((sink) => sink.node as Node);
  const answers = isReturned ? [...sent, ...returnedExpressions(handler)] : sent;
  const chain = wholeChain(library.node);
  return answers.find((answer) => holds(file, answer, chain)) ?? null;
}

/** The answer is the list, an object with it, or the list with every element changed. */
function holds(file: FileAnalysis, answer: Node, chain: Node): boolean {
  const plain = unwrap(answer);
  if (plain === bare(chain)) return true;
  switch (plain.type) {
    case 'Identifier':
      return isNameOf(file, plain, chain);
    case 'ObjectExpression':
      return plain.properties.some((property) => property.type === 'Property' && holds(file, property.value, chain));
    case 'CallExpression': {
      const callee = bare(plain.callee);
      return (
        callee.type === 'MemberExpression' &&
        KEEPS_LENGTH.test(memberName(callee) ?? '') &&
        holds(file, callee.object, chain)
      );
    }
    default:
      return false;
  }
}

/** The name the result is kept under, or the parameter of the callback that gets it. */
function isNameOf(file: FileAnalysis, name: Extract<Node, { type: 'Identifier' }>, chain: Node): boolean {
  const variable = file.variableOf(name);
  const definition = variable?.defs[0];
  if (!definition || variable.references.some((reference) => reference.isWrite() && !reference.init)) return false;
  const node = definition.node as Node;
  if (node.type === 'VariableDeclarator')
    return node.id.type === 'Identifier' && node.init !== null && unwrap(node.init) === bare(chain);
  if (!isFunction(node) || node.params[0] !== definition.name) return false;
  const call = outer(node).parent;
  const callee = call?.type === 'CallExpression' && call.arguments[0] === outer(node) ? bare(call.callee) : null;
  return (
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'then' &&
    call !== undefined &&
    bare(chain).range[0] === call.range[0] &&
    call.range[1] <= chain.range[1]
  );
}
