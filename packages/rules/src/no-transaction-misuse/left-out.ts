/** What is left out of a transaction, although it is opened, handed on or given around there. */
import {
  bare,
  type FileAnalysis,
  type FunctionNode,
  isFunction,
  type LibraryCall,
  type Node,
  receiversOf,
  runsWithin,
  type TransactionBody,
} from '@backend-architect/analysis';

/** Names that a client or a row is followed through. */
const MAX_NAMES = 3;

/** Queries of a list that is given to a transaction which somebody has waited for: they are done before it begins. */
export function awaitedMembers(file: FileAnalysis): LibraryCall[] {
  return file.callsWith('transaction').flatMap(({ node, call, symbol }) => {
    const { list, callbackArg } = call.transaction ?? {};
    if (!list || node.type === 'TaggedTemplateExpression' || symbol.rung > 4) return [];
    const given = node.arguments[typeof callbackArg === 'number' ? callbackArg : 0];
    const library = symbol.on?.model ?? symbol.model;
    return given && !file.localFunctionOf(given) ? waitedFor(file, given, 0, library) : [];
  });
}

function waitedFor(file: FileAnalysis, list: Node, names: number, library: unknown): LibraryCall[] {
  const value = bare(list);
  const inside = (node: Node): LibraryCall[] => waitedFor(file, node, names, library);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.flatMap((element) => (element ? inside(element) : []));
    case 'SpreadElement':
    case 'AwaitExpression': {
      if (value.type === 'SpreadElement') return inside(value.argument);
      const call = file.libraryCall(value.argument);
      return call?.call.query && call.call.async === 'lazy' && (call.symbol.on?.model ?? call.symbol.model) === library
        ? [call]
        : [];
    }
    case 'CallExpression':
      return value.arguments.flatMap((argument) => {
        const made = isFunction(argument) && argument.body?.type !== 'BlockStatement' ? argument.body : null;
        return made ? inside(made) : [];
      });
    case 'Identifier': {
      const definition = file.variableOf(value)?.defs[0]?.node as Node | undefined;
      return definition?.type === 'VariableDeclarator' && definition.init && names < MAX_NAMES
        ? waitedFor(file, definition.init, names + 1, library)
        : [];
    }
    default:
      return [];
  }
}

/** Its client, or the handle an option hands it, was made in the body for itself: a fork, another session. */
export function isApart(file: FileAnalysis, body: TransactionBody, { node, call }: LibraryCall): boolean {
  const option = call.query?.transactionOption;
  const handed = option && typeof option.arg === 'number' ? optionOf(file, node, option.arg, option.property) : null;
  return [...receiversOf(node), ...(handed ? [handed] : [])].some((value) => isMadeApart(file, body, value, 0));
}

function optionOf(file: FileAnalysis, node: LibraryCall['node'], arg: number, property: string): Node | null {
  const found = node.type === 'TaggedTemplateExpression' ? null : file.optionOf(node, arg, property);
  return found === 'unknown' ? null : found;
}

function isMadeApart(file: FileAnalysis, body: TransactionBody, value: Node, names: number): boolean {
  const plain = bare(value);
  if (plain.type === 'AwaitExpression') return isMadeApart(file, body, plain.argument, names);
  if (plain.type === 'Identifier') {
    const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
    return (
      definition?.type === 'VariableDeclarator' &&
      definition.init !== null &&
      names < MAX_NAMES &&
      isMadeApart(file, body, definition.init, names + 1)
    );
  }
  const made = plain.type === 'CallExpression' ? file.libraryCall(plain) : null;
  if (!made?.call.apart) return plain.type === 'MemberExpression' && isMadeApart(file, body, plain.object, names);
  const { unless } = made.call.apart;
  return runsWithin(file, plain, body.body) && !(unless && file.optionOf(made, unless.arg, unless.property) !== null);
}

/** The row it is made on was made right there, and read in no transaction. */
export function isNewRow(file: FileAnalysis, { node }: LibraryCall): boolean {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  const variable = plain?.type === 'Identifier' ? file.variableOf(plain) : null;
  const definition = variable?.defs[0]?.node as Node | undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    bare(definition.init).type === 'NewExpression' &&
    variable!.references.every(({ identifier }) => !bindsRow(identifier))
  );
}

/** `row.$session(session)`, `bind(row)`: what happens to it cannot be seen. */
function bindsRow(name: Node): boolean {
  const member = name.parent;
  if (member?.type === 'CallExpression') return true;
  return member?.type === 'MemberExpression' &&
    member.parent?.type === 'CallExpression' &&
    member.parent.arguments.length === 1
    ? member.parent.callee === member && member.property.type === 'Identifier' && member.property.name.startsWith('$')
    : false;
}

/**
 * The function as the body of the transaction whose handle it is handed: what goes past that parameter goes past the
 * transaction. Null where the handle is handed some other way, or where a condition asks whether there is one.
 */
export function bodyHanded(
  file: FileAnalysis,
  body: TransactionBody,
  call: Node,
  helper: FunctionNode,
): TransactionBody | null {
  const plain = bare(call);
  const handle = body.handle ?? body.session;
  const variable = handle && file.variableOf(handle);
  if (plain.type !== 'CallExpression' || !variable || /\barguments\b/.test(file.text.slice(...helper.range)))
    return null;
  const handed = namesIn(file, plain, variable);
  const [position] = plain.arguments.flatMap((argument, index) =>
    argument.type === 'Identifier' && file.variableOf(argument) === variable ? [index] : [],
  );
  if (position === undefined || handed !== 1) return null;
  const param = helper.params[position];
  const name = param?.type === 'AssignmentPattern' ? param.left : param;
  if (name && (name.type !== 'Identifier' || isAsked(file, helper, file.variableOf(name)))) return null;
  return { ...body, body: helper, handle: name ?? null, session: null };
}

function namesIn(file: FileAnalysis, place: Node, variable: unknown): number {
  return file
    .nodes('Identifier')
    .filter(
      (name) =>
        name.range[0] >= place.range[0] && name.range[1] <= place.range[1] && file.variableOf(name) === variable,
    ).length;
}

function isAsked(file: FileAnalysis, helper: FunctionNode, variable: unknown): boolean {
  return file
    .nodes('IfStatement', 'ConditionalExpression')
    .some(
      ({ test, range }) =>
        range[0] >= helper.range[0] && range[1] <= helper.range[1] && namesIn(file, test, variable) > 0,
    );
}

/** What the query is made on is a name for something that was made of this: `const client = tx ?? prisma`. */
export function isMadeOf(file: FileAnalysis, query: Node, isHandle: (name: Node) => boolean): boolean {
  const root = receiversOf(query).at(-1);
  return root !== undefined && isNamedFor(file, root, isHandle, 0);
}

function isNamedFor(file: FileAnalysis, value: Node, isHandle: (name: Node) => boolean, names: number): boolean {
  const plain = bare(value);
  const definition = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : null;
  if (definition?.type !== 'VariableDeclarator' || !definition.init || names >= MAX_NAMES) return false;
  const { init } = definition;
  const inside = file
    .nodes('Identifier')
    .filter((name) => name.range[0] >= init.range[0] && name.range[1] <= init.range[1]);
  return inside.some((name) => isHandle(name) || isNamedFor(file, name, isHandle, names + 1));
}
