import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { GuardDuty, Range } from '../../vocabulary/concepts.js';
import { isFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { identifiersIn } from '../calls/identifiers.js';
import { responsesOf, type ResponseUse } from '../http/responses.js';
import { isAdministratorWord } from '../../words/administrator-names.js';
import { isRoleCompared, leavesOnlyAdministrators } from './administrator-test.js';
import type { BehaviourFact } from '../../vocabulary/facts.js';

/** Where HTTP says "not you" in words: error classes and status names of every framework speak them. */
const DENIAL = new RegExp(
  String.raw`unauthori[sz]ed|forbidden|unauthenticated|access_?denied|permission_?denied|no_?access|` +
    String.raw`not_?authori[sz]ed|not_?authenticated|authentication_?(?:error|required|failed)|notlogged`,
  'i',
);
const TOO_MANY = /too[_ ]?many[_ ]?(?:requests|attempts|tries)|rate[_ -]?limit(?:ed|[_ ]?exceeded|error)/i;
const CREDENTIAL = new RegExp(
  String.raw`^(?:authorization|cookies?|signedcookies|session|user|isauthenticated|isunauthenticated|` +
    String.raw`currentuser|principal|token|accesstoken|access_token|bearer|apikey|api_key|x-api-key|` +
    String.raw`x-access-token|jwt|auth|userid|user_id|getsession|getserversession|gettoken)$`,
  'i',
);
const ROLE = new RegExp(
  String.raw`^(?:roles?|userrole|permissions?|isadmin|is_admin|admin|isowner|isroot|scopes?|privileges?|` +
    String.raw`ability|abilities|hasrole|haspermission|hasscope|can|cannot|capabilities)$`,
  'i',
);
/** What somebody types to prove who they are. */
const TYPED = new RegExp(
  String.raw`^(?:password|passwd|pwd|passphrase|passcode|otp|totp|pin|otpcode|totptoken|mfacode|mfatoken|` +
    String.raw`verificationcode|resetcode|resettoken|new_?password|current_?password)$`,
  'i',
);
/** RFC 9110: the request lacks valid credentials. */
const SAYS_401 = /\b401\b|unauthori[sz]ed|unauthenticated/i;
const SIGNATURE = /signature|\bhmac\b|timingsafeequal/i;

/**
 * What each function does that a reviewer recognises, from its own statements (nested functions speak for themselves).
 */
export function behavioursOf(file: FileAnalysis): BehaviourFact[] {
  const found = new Map<number, Draft>();
  const draft = (node: Node): Draft | null => {
    const fn = file.functionOf(node);
    if (!fn) return null;
    const key = fn.range[0];
    const known = found.get(key) ?? emptyDraft(fn);
    found.set(key, known);
    return known;
  };
  for (const use of responsesOf(file)) noteResponse(file, draft(use.node), use);
  for (const node of file.nodes('ThrowStatement')) noteThrow(file, draft(node), node);
  for (const node of file.nodes('ReturnStatement')) noteRefusal(draft(node), node);
  for (const node of file.nodes('Identifier', 'Literal')) noteWord(file, draft(node), node);
  for (const node of file.nodes('CallExpression')) noteCall(file, draft(node), node);
  for (const node of file.nodes('BinaryExpression', 'SwitchStatement')) noteMethods(draft(node), node);
  return [...found.values()]
    .filter(
      (entry) =>
        entry.isNotable ||
        entry.readsCredential ||
        entry.comparesRole ||
        entry.takesTyped ||
        entry.returnsFalse.length > 0,
    )
    .map(toFact);
}

interface Draft {
  readonly fn: FunctionNode;
  readonly denies: Range[];
  readonly signatures: Range[];
  readonly responds: { at: Range; status?: number }[];
  readonly sendsAway: Range[];
  readonly returnsFalse: Range[];
  readonly methods: Set<string>;
  readsCredential: boolean;
  comparesRole: boolean;
  takesTyped: boolean;
  asksForAdministrator: boolean;
  answers401: boolean;
  answers429: boolean;
  validates: boolean;
  callsNext: boolean;
  /** Goes on only for those who are not signed in: a login page. */
  invites: boolean;
  duties: Set<GuardDuty>;
  isNotable: boolean;
}

function emptyDraft(fn: FunctionNode): Draft {
  return {
    fn,
    denies: [],
    signatures: [],
    responds: [],
    sendsAway: [],
    returnsFalse: [],
    methods: new Set(),
    readsCredential: false,
    comparesRole: false,
    takesTyped: false,
    asksForAdministrator: false,
    answers401: false,
    answers429: false,
    validates: false,
    callsNext: false,
    invites: false,
    duties: new Set(),
    isNotable: false,
  };
}

function noteResponse(file: FileAnalysis, draft: Draft | null, use: ResponseUse): void {
  if (!draft) return;
  draft.isNotable = true;
  if (use.status === 401 || use.status === 403) draft.denies.push(use.node.range);
  if (use.status === 401) draft.answers401 = true;
  // Some say it in words, with another status.
  if (use.status === 429 || (use.ends && TOO_MANY.test(startOf(file, use.node)))) draft.answers429 = true;
  if (use.redirects) draft.sendsAway.push(use.node.range);
  if (use.ends) draft.responds.push({ at: use.node.range, ...(use.status !== undefined && { status: use.status }) });
}

function noteThrow(file: FileAnalysis, draft: Draft | null, node: TSESTree.ThrowStatement): void {
  if (!draft) return;
  const text = startOf(file, node);
  if (DENIAL.test(text) || /\b40[13]\b/.test(text)) {
    draft.denies.push(node.range);
    draft.isNotable = true;
    if (SAYS_401.test(text)) draft.answers401 = true;
  }
  if (TOO_MANY.test(text) || /\b429\b/.test(text)) {
    draft.answers429 = true;
    draft.isNotable = true;
  }
}

function startOf(file: FileAnalysis, node: Node): string {
  return file.text.slice(node.range[0], Math.min(node.range[1], node.range[0] + 300));
}

/** `return false` of a guard turns the request away; only linking knows which functions are guards. */
function noteRefusal(draft: Draft | null, node: TSESTree.ReturnStatement): void {
  if (draft && node.argument?.type === 'Literal' && node.argument.value === false) draft.returnsFalse.push(node.range);
}

function noteWord(file: FileAnalysis, draft: Draft | null, node: TSESTree.Identifier | TSESTree.Literal): void {
  if (!draft) return;
  const word = node.type === 'Identifier' ? node.name : typeof node.value === 'string' ? node.value : null;
  if (word === null || word.length > 40) return;
  if (node.type === 'Identifier') {
    // A declared name says nothing yet; reading it does.
    const { parent } = node;
    const reads =
      (parent.type === 'MemberExpression' && parent.property === node) ||
      (parent.type === 'Property' && parent.parent.type === 'ObjectPattern') ||
      (parent.type === 'CallExpression' && parent.callee === node);
    if (reads && CREDENTIAL.test(word)) draft.readsCredential = true;
    if (reads && ROLE.test(word)) draft.comparesRole = true;
    if (reads && TYPED.test(word)) draft.takesTyped = true;
    if (reads && isAdministratorWord(word) && leavesOnlyAdministrators(file, node)) draft.asksForAdministrator = true;
    if ((reads || parent.type === 'NewExpression') && DENIAL.test(word) && isGivenToNext(file, node))
      draft.denies.push(node.range);
  } else if (/^(?:authorization|x-api-key|x-access-token|cookie)$/i.test(word)) draft.readsCredential = true;
  else if (isRoleCompared(file, node) && leavesOnlyAdministrators(file, node)) draft.asksForAdministrator = true;
}

/** `next(new Forbidden())`, `next(createError(403))`: an error handed on. */
function isGivenToNext(file: FileAnalysis, node: Node): boolean {
  for (let current: Node | undefined = node.parent; current && !isFunction(current); current = current.parent) {
    if (current.type === 'CallExpression' && isNext(file, current)) return current.arguments.length > 0;
  }
  return false;
}

function noteCall(file: FileAnalysis, draft: Draft | null, node: TSESTree.CallExpression): void {
  if (!draft) return;
  if (isNext(file, node)) {
    draft.callsNext = true;
    draft.isNotable = true;
    if (passesStrangers(file, node)) draft.invites = true;
    const [first] = node.arguments;
    if (first && /\b40[13]\b/.test(file.text.slice(...first.range))) draft.denies.push(node.range);
    if (first && SAYS_401.test(file.text.slice(...first.range))) draft.answers401 = true;
  }
  const callee = bare(node.callee);
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  const library = file.libraryCall(node);
  if (library?.call.token?.does === 'verify') {
    draft.readsCredential = true;
    draft.isNotable = true;
  }
  if (library?.call.result?.is === 'validated' || library?.call.duty?.includes('validation')) draft.validates = true;
  for (const duty of library?.call.duty ?? []) if (duty === 'signature') draft.signatures.push(node.range);
  if (name !== null && SIGNATURE.test(name)) draft.signatures.push(node.range);
  if (draft.signatures.length > 0 || draft.validates) draft.isNotable = true;
}

/** `if (!req.isAuthenticated()) next()` */
function passesStrangers(file: FileAnalysis, next: Node): boolean {
  for (
    let below: Node = next, current = next.parent;
    current && !isFunction(current);
    below = current, current = current.parent
  ) {
    if (current.type !== 'IfStatement' || current.test === below) continue;
    const test = bare(current.test);
    const isNegated = test.type === 'UnaryExpression' && test.operator === '!';
    const asked = isNegated ? test.argument : test;
    const asksCredential = identifiersIn(file, asked).some((identifier) => CREDENTIAL.test(identifier.name));
    if (
      asksCredential &&
      (asked.type === 'MemberExpression' || asked.type === 'CallExpression' || asked.type === 'Identifier')
    )
      return isNegated === (current.consequent === below);
  }
  return false;
}

/** `req.method === 'POST'` and `switch (req.method)`: one function that is several routes. */
function noteMethods(draft: Draft | null, node: TSESTree.BinaryExpression | TSESTree.SwitchStatement): void {
  if (!draft) return;
  const asked = node.type === 'SwitchStatement' ? node.discriminant : node.left;
  const target = bare(asked);
  if (target.type !== 'MemberExpression' || memberName(target) !== 'method') return;
  const given: (Node | null)[] =
    node.type === 'SwitchStatement'
      ? node.cases.map((branch) => branch.test)
      : /^[!=]==?$/.test(node.operator)
        ? [node.right]
        : [];
  for (const value of given) {
    const method = value?.type === 'Literal' && typeof value.value === 'string' ? value.value.toUpperCase() : '';
    if (!/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method)) continue;
    draft.methods.add(method);
    draft.isNotable = true;
  }
}

/** The continuation of a middleware: its third parameter, or its second when it takes a context. */
function isNext(file: FileAnalysis, node: TSESTree.CallExpression): boolean {
  if (node.callee.type !== 'Identifier') return false;
  const variable = file.variableOf(node.callee);
  const definition = variable?.defs[0];
  if (!definition || !isFunction(definition.node)) return false;
  const fn = definition.node;
  const index = fn.params.findIndex((param) => param === definition.name);
  return index > 0 && index === fn.params.length - 1 && (index >= 2 || /^next$/i.test(node.callee.name));
}

function toFact(draft: Draft): BehaviourFact {
  // A middleware that passes some requests on and sends the others to a page keeps them out.
  const denies = [
    ...draft.denies,
    ...(draft.callsNext && !draft.invites && draft.fn.params.length >= 2 ? draft.sendsAway : []),
  ].sort((a, b) => a[0] - b[0]);
  const duties = new Set<GuardDuty>();
  if (denies.length > 0 && draft.readsCredential) duties.add('authentication');
  if (denies.length > 0 && draft.comparesRole) duties.add('authorization');
  if (draft.answers429) duties.add('rate-limit');
  if (draft.validates) duties.add('validation');
  if (draft.signatures.length > 0 && (denies.length > 0 || draft.callsNext || draft.responds.length > 0))
    duties.add('signature');
  if (draft.fn.params.length === 4 && isErrorHandler(draft.fn)) duties.add('error-handler');
  return {
    fn: draft.fn.range[0],
    deniesAt: denies,
    readsCredential: draft.readsCredential,
    comparesRole: draft.comparesRole,
    verifiesSignature: draft.signatures,
    ...(draft.answers401 && { answers401: true as const }),
    answers429: draft.answers429,
    ...(draft.asksForAdministrator && denies.length > 0 && { asksForAdministrator: true as const }),
    validatesInput: draft.validates,
    callsNext: draft.callsNext,
    responds: draft.responds,
    duties: [...duties].sort(),
    ...(draft.takesTyped && { takesTyped: true }),
    ...(draft.methods.size > 0 && { methods: [...draft.methods].sort() }),
    ...(draft.returnsFalse.length > 0 && { refusesAt: draft.returnsFalse }),
  };
}

function isErrorHandler(fn: FunctionNode): boolean {
  const [first] = fn.params;
  return first?.type === 'Identifier' && /^_?(?:e|err|error|ex|exception)$/i.test(first.name);
}
