import {
  hasOwnClient,
  inTransaction,
  isHandleName,
  isIndependentRecord,
  isRepeatableName,
  queryCalls,
  runsWithin,
  transactionBodies,
  wholeChain,
  type FileAnalysis,
  type FunctionNode,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';

/** A write to a known table that stands in no transaction, in a function that is handed none. */
export interface OutsideWrite extends QueryCall {
  readonly fn: FunctionNode;
  readonly entity: string;
}

const known = new WeakMap<FileAnalysis, readonly OutsideWrite[]>();

/** Writes of the file that nothing here, and no caller through a parameter or field, puts into a transaction. */
export function outsideWrites(file: FileAnalysis): readonly OutsideWrite[] {
  const before = known.get(file);
  if (before) return before;
  const bodies = transactionBodies(file);
  const found = queryCalls(file, 'named').flatMap((found): OutsideWrite[] => {
    const { library, query, call } = found;
    const fn = file.functionOf(library.node);
    const { entity } = query;
    if (
      (query.operation !== 'write' && query.operation !== 'delete') ||
      !fn ||
      entity === undefined ||
      isIndependentRecord(entity)
    )
      return [];
    if (
      query.transaction === 'inside' ||
      (query.transaction === 'unknown' && library.symbol.rung <= 3) ||
      inTransaction(file, library) !== 'no' ||
      isDocument(found)
    )
      return [];
    if (call.use !== 'awaited' && call.use !== 'returned' && call.use !== 'assigned') return [];
    if (
      bodies.some(({ body }) => runsWithin(file, library.node, body)) ||
      isListed(file, library.node) ||
      isHandedOne(file, fn) ||
      !hasOwnClient(file, library.node)
    )
      return [];
    return [{ ...found, fn, entity }];
  });
  known.set(file, found);
  return found;
}

/** Merged into what is there, or made only when it is missing. */
export function isRepeatable({ call, query }: QueryCall): boolean {
  return [query.symbol, ...(call.chain ?? [])].some(isRepeatableName);
}

/** Many installations of document stores cannot open a transaction at all. */
function isDocument({ library: { symbol } }: QueryCall): boolean {
  return (symbol.on?.model ?? symbol.model).family === 'document-store' || symbol.model.family === 'document-store';
}

/** One of a list of queries that run in one transaction. */
function isListed(file: FileAnalysis, node: Node): boolean {
  return file
    .callsWith('transaction')
    .some(
      ({ node: opened, call }) =>
        call.transaction?.list &&
        opened !== node &&
        opened.range[0] <= node.range[0] &&
        node.range[1] <= opened.range[1],
    );
}

/**
 * The function, or one around it, takes a handle or a connection somebody else holds, or is decorated as a transaction.
 */
function isHandedOne(file: FileAnalysis, start: FunctionNode): boolean {
  for (let fn: FunctionNode | null = start; fn; fn = file.functionOf(fn)) {
    if (fn.params.some((param) => namesHandle(param))) return true;
    if (
      fn.parent?.type === 'MethodDefinition' &&
      file
        .decoratorsOf(fn.parent)
        .some(({ name, decorator }) => decorator?.is === 'transactional' || /transaction/i.test(name))
    )
      return true;
  }
  return false;
}

function namesHandle(param: Node): boolean {
  switch (param.type) {
    case 'Identifier':
      return isHandleName(param.name);
    case 'AssignmentPattern':
      return namesHandle(param.left);
    case 'ObjectPattern':
      return param.properties.some(
        (property) =>
          property.type === 'Property' && property.key.type === 'Identifier' && isHandleName(property.key.name),
      );
    case 'TSParameterProperty':
      return namesHandle(param.parameter);
    default:
      return false;
  }
}

/** A name in the expression stands for this variable. */
export function mentions(file: FileAnalysis, expression: Node, variable: unknown): boolean {
  const [start, end] = wholeChain(expression).range;
  return file
    .nodes('Identifier')
    .some((name) => name.range[0] >= start && name.range[1] <= end && file.variableOf(name) === variable);
}
