import {
  bare,
  outer,
  queryCalls,
  receiversOf,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';

/** A transaction that is begun and ended by hand, in one function. */
export interface ManualTransaction {
  readonly opened: LibraryCall;
  readonly fn: FunctionNode;
  /** The variable that stands for it: the handle, or the connection it was begun on. */
  readonly handle: unknown;
  readonly name: string;
  /** Where it is committed for the last time, and where it is rolled back. */
  readonly committed: Node;
  readonly rolledBack: readonly Node[];
}

const BEGIN = /^\s*(?:begin|start\s+transaction)\b/i;
const END = { commit: /^\s*(?:commit|end)\b/i, rollback: /^\s*rollback\b(?!\s+to)/i };

/** Transactions of the file whose handle stays in the function that opens and commits them. */
export function manualTransactions(file: FileAnalysis): ManualTransaction[] {
  const begun = queryCalls(file, 'named')
    .filter(({ query }) => query.operation === 'transaction-control')
    .map(({ library }) => library);
  const opened = [
    ...file.callsWith('transaction').filter((call) => call.call.transaction?.manual && !givesCallback(file, call)),
    ...begun.filter((call) => BEGIN.test(statementOf(file, call))),
  ];
  return opened.flatMap((call): ManualTransaction[] => {
    const fn = file.functionOf(call.node);
    const name = fn && handleOf(call);
    const handle = name && file.variableOf(name);
    if (!fn || !name || !handle || call.symbol.rung > 4) return [];
    const ends = (how: 'commit' | 'rollback'): Node[] =>
      [
        ...file.callsWith('endsTransaction').filter((end) => end.call.endsTransaction === how),
        ...begun.filter((end) => END[how].test(statementOf(file, end))),
      ]
        .filter(({ node }) => node.range[0] > call.node.range[0] && isWithin(node, fn) && rootOf(file, node) === handle)
        .map(({ node }) => node);
    const committed = ends('commit').at(-1);
    return committed ? [{ opened: call, fn, handle, name: name.name, committed, rolledBack: ends('rollback') }] : [];
  });
}

function givesCallback(file: FileAnalysis, { node }: LibraryCall): boolean {
  return (
    node.type !== 'TaggedTemplateExpression' &&
    node.arguments.some((argument) => file.localFunctionOf(argument) !== null || argument.type === 'Identifier')
  );
}

/** `const t = await orm.transaction()`: `t`; `runner.startTransaction()`: `runner`. */
function handleOf({ node, call }: LibraryCall): Extract<Node, { type: 'Identifier' }> | null {
  const value = outer(node);
  const holder = value.parent?.type === 'AwaitExpression' ? outer(value.parent).parent : value.parent;
  if (holder?.type === 'VariableDeclarator')
    return holder.id.type === 'Identifier' && call.returns !== undefined ? holder.id : null;
  if (holder?.type === 'AssignmentExpression')
    return holder.left.type === 'Identifier' && call.returns !== undefined ? holder.left : null;
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  return plain?.type === 'Identifier' && call.returns === undefined ? plain : null;
}

function rootOf(file: FileAnalysis, node: Node): unknown {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  return plain?.type === 'Identifier' ? file.variableOf(plain) : null;
}

function statementOf(file: FileAnalysis, { node, call }: LibraryCall): string {
  const argument = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[call.query?.textArg ?? 0];
  const constant = argument ? file.valueOf(argument).constant : undefined;
  return typeof constant === 'string' ? constant : '';
}

function isWithin(node: Node, fn: FunctionNode): boolean {
  return node.range[0] >= fn.range[0] && node.range[1] <= fn.range[1];
}
