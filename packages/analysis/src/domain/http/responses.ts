import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';

export interface ResponseUse {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.AssignmentExpression;
  readonly status?: number;
  /** Ends the response here. */
  readonly ends: boolean;
  readonly redirects: boolean;
}

/** Status names of HTTP, for constants like `Status.FORBIDDEN`. */
const NAMED: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  TOO_MANY_REQUESTS: 429,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  INTERNAL_SERVER_ERROR: 500,
};

/** Every place where an answer is sent or its status is set. */
export function responsesOf(file: FileAnalysis): ResponseUse[] {
  const called = file.libraryCalls.flatMap((library): ResponseUse[] => {
    const { response, sinks } = library.call;
    const { node } = library;
    if (node.type === 'TaggedTemplateExpression' || !response) return [];
    const redirects = sinks?.some((sink) => sink.kind === 'redirect-target') ?? false;
    const status = statusOf(file, library) ?? earlierStatus(file, node);
    const isGiven = !response.whenReturned || isReturned(node);
    return [
      {
        node,
        ...(status !== undefined && { status }),
        ends: response.ends === true && isGiven,
        redirects: redirects && isGiven,
      },
    ];
  });
  const assigned = file.nodes('AssignmentExpression').flatMap((node): ResponseUse[] => {
    const target = bare(node.left);
    const name = target.type === 'MemberExpression' ? memberName(target) : null;
    if (name !== 'status' && name !== 'statusCode') return [];
    const status = numberOf(file, node.right);
    return status === undefined || status < 100 || status > 599
      ? []
      : [{ node, status, ends: false, redirects: false }];
  });
  return [...called, ...assigned, ...plainStatuses(file)];
}

/** What the function gives back, or a part of the chain that is. */
function isReturned(node: Node): boolean {
  let whole = outer(node);
  for (let parent = whole.parent; parent; parent = whole.parent) {
    if (parent.type === 'ReturnStatement') return true;
    if (parent.type === 'ArrowFunctionExpression') return parent.body === whole;
    const isPart =
      parent.type === 'AwaitExpression' ||
      (parent.type === 'ConditionalExpression' && parent.test !== whole) ||
      (parent.type === 'LogicalExpression' && parent.right === whole);
    if (!isPart) return false;
    whole = outer(parent);
  }
  return false;
}

/** `res.status(401)` on a value nobody typed: HTTP itself gives the number its meaning. */
function plainStatuses(file: FileAnalysis): ResponseUse[] {
  return file.nodes('CallExpression').flatMap((node): ResponseUse[] => {
    const callee = bare(node.callee);
    const [first] = node.arguments;
    if (
      callee.type !== 'MemberExpression' ||
      !first ||
      !/^(?:status|sendStatus|code|writeHead|throw|abort)$/.test(memberName(callee) ?? '') ||
      file.libraryCall(node)
    )
      return [];
    const status = numberOf(file, first);
    return status === undefined || status < 400 || status > 599
      ? []
      : [{ node, status, ends: false, redirects: false }];
  });
}

function statusOf(file: FileAnalysis, library: LibraryCall): number | undefined {
  const { response } = library.call;
  if (response?.status !== undefined) return response.status;
  if (response?.statusArg === undefined || library.node.type === 'TaggedTemplateExpression') return undefined;
  const given = library.node.arguments[response.statusArg];
  if (!given) return undefined;
  const plain = bare(given);
  if (plain.type !== 'ObjectExpression') return numberOf(file, plain);
  // `new Response(body, { status: 401 })`
  const option = plain.properties.find(
    (property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'status',
  );
  return option?.type === 'Property' ? numberOf(file, option.value) : undefined;
}

/** `res.status(401).json(...)`: the status set earlier in the chain. */
function earlierStatus(file: FileAnalysis, node: Node): number | undefined {
  for (let current: Node = node; current.type === 'CallExpression';) {
    const callee = bare(current.callee);
    if (callee.type !== 'MemberExpression') return undefined;
    const inner = bare(callee.object);
    const library = inner.type === 'CallExpression' ? file.libraryCall(inner) : null;
    const status = library ? statusOf(file, library) : undefined;
    if (status !== undefined) return status;
    current = inner;
  }
  return undefined;
}

function numberOf(file: FileAnalysis, node: Node): number | undefined {
  const plain = bare(node);
  if (plain.type === 'Literal') return typeof plain.value === 'number' ? plain.value : undefined;
  if (plain.type === 'MemberExpression') {
    const name = memberName(plain);
    if (name !== null && Object.hasOwn(NAMED, name)) return NAMED[name];
  }
  if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression') return undefined;
  const { constant } = file.valueOf(plain);
  return typeof constant === 'number' ? constant : undefined;
}
