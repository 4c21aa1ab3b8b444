import {
  bare,
  dependsOnEnvironment,
  dottedName,
  type FileAnalysis,
  type FunctionNode,
  isPasswordName,
  memberName,
  nameTokens,
  type Node,
  requestHandlerAround,
  textOf,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Entries of a session by which later requests know who is there. */
const IDENTITY = new RegExp(
  String.raw`^(?:(?:auth|authenticated|current|logged_?in|session)?_?user|user_?id|user_?name|uid|` +
    String.raw`account(?:_?id)?|member(?:_?id)?|customer(?:_?id)?|admin(?:_?id)?|is_?admin|logged(?:_?in)?|` +
    String.raw`is_?logged(?:_?in)?|(?:is_?)?authenticated|is_?auth|login|auth)$`,
  'i',
);
const LOGS_IN = new Set([
  'login', 'log', 'signin', 'sign', 'signup', 'register', 'registration', 'authenticate', 'authentication', 'auth',
  'oauth', 'sso', 'callback',
]);
/** What is done by somebody who is logged in already, or leaves. */
const AFTERWARDS = new Set([
  'logout', 'out', 'signout', 'update', 'edit', 'change', 'profile', 'settings', 'refresh', 'switch', 'delete',
  'remove', 'me', 'reset', 'forgot', 'save',
]);

export interface LoginWrite {
  readonly assignment: TSESTree.AssignmentExpression;
  /** `req.session`. */
  readonly session: Node;
}

/** Where a login is written into a session, one per handler: the session keeps the id the browser came with. */
export function* loginWrites(file: FileAnalysis): Generator<LoginWrite> {
  const seen = new Set<FunctionNode>();
  for (const assignment of file.nodes('AssignmentExpression')) {
    const written = identityWrite(file, assignment);
    const handler = written && requestHandlerAround(file, assignment);
    if (
      !handler ||
      seen.has(handler) ||
      !isLogin(file, handler) ||
      isRenewed(file, handler) ||
      dependsOnEnvironment(file, assignment) ||
      isKnownAlready(file, handler, assignment)
    )
      continue;
    seen.add(handler);
    yield written;
  }
}

function identityWrite(file: FileAnalysis, assignment: TSESTree.AssignmentExpression): LoginWrite | null {
  const target = bare(assignment.left);
  if (
    assignment.operator !== '=' ||
    target.type !== 'MemberExpression' ||
    !IDENTITY.test(memberName(target) ?? '') ||
    isNobody(file, assignment.right)
  )
    return null;
  return file.typeOf(target.object)?.type.renewedBy ? { assignment, session: target.object } : null;
}

/** `= null`, `= false`, `delete`: nobody is logged in afterwards. */
function isNobody(file: FileAnalysis, value: Node): boolean {
  const plain = bare(value);
  if (plain.type === 'Identifier' && plain.name === 'undefined') return true;
  const { constant } = file.valueOf(plain);
  return constant !== undefined && !constant;
}

/** By its name, its path, or because it looks at a password. */
function isLogin(file: FileAnalysis, handler: FunctionNode): boolean {
  const words = nameTokens(
    `${file.symbolPath(handler).split('.').at(-1) ?? ''} ${nameOf(file, handler)} ${pathOf(handler)}`,
  );
  if (words.some((word) => AFTERWARDS.has(word))) return false;
  return (
    words.some((word) => LOGS_IN.has(word)) ||
    file.nodes('Identifier').some((node) => isInside(node, handler) && isPasswordName(node.name))
  );
}

const RENEWS = /regenerat|(?:renew|rotate|recreate|reset|new)_?session|session_?(?:renew|rotat)/i;

/**
 * The session gets a new id in the handler, by a middleware beside it or by a function that says so; a login by a
 * member of the request does it itself.
 */
function isRenewed(file: FileAnalysis, handler: FunctionNode): boolean {
  const around = handler.parent?.type === 'CallExpression' ? handler.parent : handler;
  if (file.nodes('Identifier').some((node) => RENEWS.test(node.name) && isInside(node, around))) return true;
  return file.callsNamed('login', 'logIn').some((call) => {
    const callee = call.type === 'TaggedTemplateExpression' ? null : bare(call.callee);
    return (
      callee?.type === 'MemberExpression' &&
      isInside(call, handler) &&
      file.typeOf(callee.object)?.model.family === 'http'
    );
  });
}

function nameOf(file: FileAnalysis, { parent }: FunctionNode): string {
  return parent?.type === 'AssignmentExpression' ? file.text.slice(...parent.left.range) : '';
}

/** `router.post('/login', ..., handler)`. */
function pathOf({ parent }: FunctionNode): string {
  const first = parent?.type === 'CallExpression' ? parent.arguments[0] : undefined;
  return (first && textOf(first)) ?? '';
}

/**
 * The handler works for somebody who is logged in: it reads who it is from the session or the request, other than to
 * turn him away.
 */
function isKnownAlready(file: FileAnalysis, handler: FunctionNode, assignment: Node): boolean {
  return file.nodes('MemberExpression').some((member) => {
    if (!isInside(member, handler) || member.range[0] >= assignment.range[1] || isTarget(member) || isAsked(member))
      return false;
    const path = dottedName(member) ?? '';
    return /(?:^|\.)session\.\w+$/.test(path)
      ? IDENTITY.test(memberName(member) ?? '')
      : /^(?:req|request|ctx\.state)\.user$/.test(path);
  });
}

function isTarget(member: Node): boolean {
  return member.parent?.type === 'AssignmentExpression' && member.parent.left === member;
}

function isAsked(member: Node): boolean {
  for (let node = member; node.parent; node = node.parent) {
    if (node.parent.type === 'IfStatement') return node.parent.test === node;
    if (
      node.parent.type !== 'MemberExpression' &&
      node.parent.type !== 'LogicalExpression' &&
      node.parent.type !== 'UnaryExpression' &&
      node.parent.type !== 'BinaryExpression' &&
      node.parent.type !== 'ChainExpression'
    )
      return false;
  }
  return false;
}

function isInside(node: Node, around: Node): boolean {
  return node.range[0] >= around.range[0] && node.range[1] <= around.range[1];
}
