import {
  accessPath,
  argumentsOf,
  bare,
  conditionsAt,
  isFunction,
  memberName,
  textOf,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';

/** Behind a scheme, a host and its slash every text is an address; behind `file:///` too. */
const ADDRESS_HEAD = /^(?:file:\/\/\/|[a-z][a-z\d+.-]*:\/\/[\w.-]+(?::\d+)?\/)/i;

/** The text cannot be malformed here: the same parser read it on the way, or its beginning settles it. */
export function parsesForSure(file: FileAnalysis, call: LibraryCall, input: Node): boolean {
  const path = pathOf(file, input);
  return (
    path !== null && (wasParsed(file, call, path) || (call.form === 'new' && beginsAsAddress(file, call.node, path)))
  );
}

function pathOf(file: FileAnalysis, node: Node): string | null {
  return accessPath({ of: (name) => (name.type === 'Identifier' ? file.variableOf(name) : null) }, node);
}

/**
 * An earlier call of the same parser on every way to this place, of the same text. Where its failure is caught and the
 * code goes on, it proves nothing.
 */
function wasParsed(file: FileAnalysis, call: LibraryCall, path: string): boolean {
  return file.callsWith('throwsOn').some((earlier) => {
    if (
      earlier.symbol.symbol !== call.symbol.symbol ||
      earlier.form !== call.form ||
      earlier.node.range[1] > call.node.range[0]
    )
      return false;
    const [text] = argumentsOf(earlier, earlier.call.throwsOn ?? 0);
    // Against a base other texts are read too.
    if (!text || (earlier.form === 'new' && argumentsOf(earlier, 1).length > 0)) return false;
    return (
      pathOf(file, text) === path &&
      alwaysRunsBefore(earlier.node, call.node) &&
      !isWrittenSince(file, path, earlier.node, call.node)
    );
  });
}

/** `if (x.startsWith('file:///')) new URL(x)` */
function beginsAsAddress(file: FileAnalysis, place: Node, path: string): boolean {
  return conditionsAt(place).some(
    ({ test, truth, outside }) =>
      !outside &&
      allThatHold(test, truth).some((node) => {
        const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
        if (
          node.type !== 'CallExpression' ||
          callee?.type !== 'MemberExpression' ||
          memberName(callee) !== 'startsWith' ||
          node.arguments.length !== 1
        )
          return false;
        return (
          pathOf(file, callee.object) === path &&
          ADDRESS_HEAD.test(textOf(node.arguments[0]!) ?? '') &&
          !isWrittenSince(file, path, node, place)
        );
      }),
  );
}

/** Parts of a condition that are true where it came out so. */
function allThatHold(test: Node, truth: boolean): Node[] {
  const node = bare(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') return allThatHold(node.argument, !truth);
  if (node.type === 'LogicalExpression' && node.operator === (truth ? '&&' : '||'))
    return [...allThatHold(node.left, truth), ...allThatHold(node.right, truth)];
  return truth ? [node] : [];
}

/** The earlier node has run to its end whenever the later one is reached. */
function alwaysRunsBefore(earlier: Node, later: Node): boolean {
  for (let node = earlier, { parent } = node; parent; node = parent, { parent } = node) {
    const isShared = contains(parent, later);
    if (!alwaysRuns(node, parent, isShared)) return false;
    if (isShared) return !isHoisted(parent, later);
  }
  return false;
}

/** Nothing in the parent goes past this part of it. */
function alwaysRuns(node: Node, parent: Node, isShared: boolean): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return parent.test === node;
    case 'LogicalExpression':
      return parent.left === node;
    case 'ForStatement':
      return parent.init === node || parent.test === node;
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.right === node;
    case 'SwitchStatement':
      return parent.discriminant === node;
    case 'TryStatement':
      return parent.finalizer === node || (parent.handler === null && !isShared);
    case 'AssignmentPattern':
    case 'CatchClause':
    case 'ChainExpression':
      return false;
    default:
      return !isFunction(parent);
  }
}

/** In a declared function, which may be called before the place it stands at. */
function isHoisted(around: Node, later: Node): boolean {
  for (let node = later; node !== around && node.parent; node = node.parent)
    if (node.type === 'FunctionDeclaration') return true;
  return false;
}

/** The name, or a part of it, is given another value after this; not by what the later place makes of it. */
function isWrittenSince(file: FileAnalysis, path: string, since: Node, later: Node): boolean {
  return file.nodes('AssignmentExpression').some((node) => {
    if (
      node.range[0] < since.range[1] ||
      contains(node, later) ||
      (node.range[0] > later.range[1] && !comesAgain(later, since))
    )
      return false;
    const written = pathOf(file, node.left);
    return written !== null && (path === written || path.startsWith(`${written}.`));
  });
}

/** In a loop or a function that the earlier place is not in, what stands behind may have run before. */
function comesAgain(later: Node, since: Node): boolean {
  for (let node = later.parent; node && !contains(node, since); node = node.parent)
    if (isFunction(node) || ('body' in node && /^(?:For|While|DoWhile)/.test(node.type))) return true;
  return false;
}

function contains(whole: Node, part: Node): boolean {
  return whole.range[0] <= part.range[0] && part.range[1] <= whole.range[1];
}
