import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf, type Binding } from '../../symbols/binding.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { asksSession, identityIn, identityName } from './caller-evidence.js';
import { isCredential, isHeldSecret } from './credentials.js';
import { haveOneStandIn, isNothing, writesOf } from './written-values.js';
import { identityWrites } from './identity-writes.js';
import { alwaysThrows, givenBack, promiseChain, type FollowUp } from './promise-chains.js';
import { lookupChecks } from './lookup-checks.js';
import { requestChain } from '../http/request-chain.js';
import {
  common,
  commonOf,
  hasArrived,
  insteadOfRequest,
  isMemberTrue,
  isNull,
  isParamMember,
  isOfContext,
  isRewritten,
  isTrue,
  isVoid,
  isWhole,
  takesCallback,
  union,
  readsInside,
  settingOf,
  type CallerChecks,
  type Setting,
} from './check-parts.js';
import { comparedByCall, heldInList, paramChecks, verifiedBy } from './compared-values.js';
import { handedValues } from './handed-values.js';
import { heldAgainstSecret } from './sent-parts.js';
import { isConstant, isHeldText, isOfCaller, isSent } from './whose-value.js';
import { signatureChecks } from './signature-checks.js';
import {
  elementTaken,
  failsUnverified,
  hasUnlike,
  isKeptUnlike,
  isOfList,
  isThereUnlike,
  isTrueUnlike,
  leavesOut,
  listBehind,
  orNothing,
  tellsByResult,
  unlikeOf,
} from './unlike.js';
import type { Arrival, CheckFact, Unlike } from '../../vocabulary/facts.js';

const MAX_DEPTH = 10;
/** Values followed in one function. Far more than any guard read so far needs. */
const MOST_STEPS = 2_000;
const MAX_CALLS = 60;

/** `fn`: the function whose ways are followed; its own parameters stay open. */
export function callerChecks(file: FileAnalysis, fn: FunctionNode): CallerChecks {
  const all: CheckFact[] = [];
  const positions = new Map<string, number>();
  const bound = new Map<Variable, { readonly true?: readonly number[]; readonly false?: readonly number[] }>();
  /** Names whose writes are being looked at. */
  const open = new Set<string>();
  let calls = 0;
  const signatures = signatureChecks(file, fn);
  const notes = new Map<Node, readonly number[]>();

  const add = (check: CheckFact): readonly number[] => {
    const key = JSON.stringify(check);
    const known = positions.get(key);
    if (known !== undefined) return [known];
    if (check.kind === 'call' && (calls += 1) > MAX_CALLS) return [];
    positions.set(key, all.length);
    return [all.push(check) - 1];
  };

  /**
   * What the server keeps of the caller is there, or is asked; null where it is none. What the function wrote there
   * itself proves no more than what it wrote.
   */
  const kept = (node: Node, at: Node, depth: number, setting?: Setting): readonly number[] | null => {
    const kind = identityIn(file, node);
    const chain = requestChain(file, node) ?? [];
    const context = isOfContext(file, node) ? chain[0] : undefined;
    if (kind === null)
      return context === undefined || isSent(file, node) ? null : add({ kind: 'context', of: context });
    const name = identityName(chain);
    const writes =
      name === null ? [] : identityWrites(file, fn, name).filter((value) => value === null || !isNothing(value));
    if (name === null || writes.length === 0)
      return add(
        at === node
          ? {
              kind,
              at: at.range,
              ...(kind === 'identity' && context && { context }),
              ...(kind === 'identity' && name !== null && { of: name }),
            }
          : { kind: 'role', at: at.range, ...(setting && { setting }), ...(name !== null && { of: name }) },
      );
    if (open.has(name)) return [];
    open.add(name);
    const proved = commonOf(writes.map((value) => (value === null ? [] : truth(value, depth + 1))));
    open.delete(name);
    return proved;
  };

  /** What a value is asked to be: true, or only something else than this. */
  let unlike: Unlike | undefined;
  const asking = <T>(mode: Unlike | undefined, ask: () => T): T => {
    const outer = unlike;
    unlike = mode;
    const answer = ask();
    unlike = outer;
    return answer;
  };
  /** Whatever is asked of what it is part of, a condition is asked to be true. */
  const isMet = (node: Node, depth: number): readonly number[] => asking(undefined, () => truth(node, depth));
  const isUnmet = (node: Node, depth: number): readonly number[] => asking(undefined, () => falsity(node, depth));
  const isLeftOut = (node: Node): boolean => leavesOut(node, unlike);

  const lookups = lookupChecks(file, fn, add);

  let steps = 0;
  /** Values of values branch without end in some code; what is not followed to its end proves nothing. */
  const isSpent = (): boolean => (steps += 1) > MOST_STEPS;

  const truth = (node: Node, depth: number): readonly number[] => {
    if (depth > MAX_DEPTH || isSpent()) return [];
    const plain = bare(node);
    // What a method is called on, or a member read of, was there.
    const asked = plain.type === 'CallExpression' ? bare(plain.callee) : plain;
    const parts = asked.type === 'MemberExpression' && unlike === undefined ? lookups.present(asked.object) : [];
    const there = isThereUnlike(unlike) ? [...lookups.present(plain), ...parts] : [];
    return union(there, meaning(node, depth));
  };

  const meaning = (node: Node, depth: number): readonly number[] => {
    const whole = bare(node);
    const awaited = whole.type === 'AwaitExpression';
    const plain = awaited ? bare(whole.argument) : whole;
    const known = kept(plain, plain, depth);
    if (known) return isKeptUnlike(unlike) ? known : [];
    if (asksSession(file, plain) === 'signed-in')
      return isTrueUnlike(unlike) ? add({ kind: 'identity', at: plain.range }) : [];
    switch (plain.type) {
      case 'UnaryExpression':
        return plain.operator === '!' && isTrueUnlike(unlike) ? isUnmet(plain.argument, depth + 1) : [];
      case 'LogicalExpression': {
        // What is not true may be handed on as it is.
        if (plain.operator === '&&' && unlike !== undefined) return [];
        const [left, right] = [
          asking(plain.operator === '??' ? orNothing(unlike) : unlike, () => truth(plain.left, depth + 1)),
          truth(plain.right, depth + 1),
        ];
        return plain.operator === '&&' ? union(left, right) : isLeftOut(plain.right) ? left : common(left, right);
      }
      case 'ConditionalExpression': {
        const sides = [
          ...(isLeftOut(plain.consequent)
            ? []
            : [union(isMet(plain.test, depth + 1), truth(plain.consequent, depth + 1))]),
          ...(isLeftOut(plain.alternate)
            ? []
            : [union(isUnmet(plain.test, depth + 1), truth(plain.alternate, depth + 1))]),
        ];
        return commonOf(sides);
      }
      case 'BinaryExpression':
        return isTrueUnlike(unlike) ? asking(undefined, () => comparison(plain, 'true', depth)) : [];
      case 'AssignmentExpression':
        return truth(plain.right, depth + 1);
      case 'Identifier':
        return ofVariable(plain, depth);
      case 'MemberExpression':
        return ofMember(plain.object, [memberName(plain) ?? '*'], depth + 1);
      case 'CallExpression':
        return ofCall(plain, awaited, depth);
      default:
        return [];
    }
  };

  const falsity = (node: Node, depth: number): readonly number[] => {
    if (depth > MAX_DEPTH || isSpent()) return [];
    const plain = bare(node);
    if (asksSession(file, plain) === 'stranger') return add({ kind: 'identity', at: plain.range });
    switch (plain.type) {
      case 'UnaryExpression':
        return plain.operator === '!' ? truth(plain.argument, depth + 1) : [];
      case 'LogicalExpression': {
        const [left, right] = [falsity(plain.left, depth + 1), falsity(plain.right, depth + 1)];
        return plain.operator === '||' ? union(left, right) : common(left, right);
      }
      case 'BinaryExpression':
        return comparison(plain, 'false', depth);
      case 'Identifier': {
        const variable = file.variableOf(plain);
        const meaning = variable && bound.get(variable)?.false;
        if (meaning) return meaning;
        const [write, ...others] = writesOf(file, plain);
        if (!write || others.length > 0 || !variable) return [];
        const binding = bindingOf(variable);
        const [name, ...deeper] = binding.kind === 'value' ? binding.path : [];
        if (name !== undefined) return deeper.length === 0 ? withMember(write, { name, is: 'falsy' }, depth + 1) : [];
        return isWhole(variable) ? falsity(write, depth + 1) : [];
      }
      case 'MemberExpression': {
        const name = memberName(plain);
        return name === null ? [] : withMember(plain.object, { name, is: 'falsy' }, depth + 1);
      }
      case 'AwaitExpression': {
        const inner = bare(plain.argument);
        return inner.type === 'CallExpression' ? ofCallIn(inner, 'falsy', true, depth) : [];
      }
      case 'CallExpression':
        return ofCallIn(plain, 'falsy', false, depth);
      default:
        return [];
    }
  };

  /** A call of the project's own came back with something true or false, or with a member that is. */
  const ofCallIn = (
    node: TSESTree.CallExpression,
    when: 'truthy' | 'falsy',
    awaited: boolean,
    depth: number,
  ): readonly number[] =>
    file.libraryCall(node) || (awaited && promiseChain(file, node)) ? [] : add(callCheck(node, when, awaited, depth));

  const ofVariable = (node: TSESTree.Identifier, depth: number): readonly number[] => {
    const variable = file.variableOf(node);
    if (!variable) return [];
    const meaning = bound.get(variable);
    if (meaning) return unlike === undefined ? (meaning.true ?? []) : [];
    const binding = bindingOf(variable);
    if (binding.kind === 'param') return binding.fn === fn && !isRewritten(variable) ? ofParam(binding, []) : [];
    if (binding.kind !== 'value') return [];
    const writes = writesOf(file, node).filter((write) => !isLeftOut(write));
    return commonOf(
      writes.map((write) =>
        binding.path.length > 0 && write === binding.init
          ? ofMember(write, binding.path, depth + 1)
          : (notes.get(write) ?? truth(write, depth + 1)),
      ),
    );
  };

  const ofParam = (param: Extract<Binding, { kind: 'param' }>, inner: readonly string[]): readonly number[] =>
    paramChecks(fn, param, inner, unlike).flatMap(add);

  /** Something inside a value is true, so the value is there. */
  const ofMember = (object: Node, path: readonly string[], depth: number): readonly number[] => {
    if (depth > MAX_DEPTH || isSpent()) return [];
    const whole = bare(object);
    const plain = whole.type === 'AwaitExpression' ? bare(whole.argument) : whole;
    if (unlike !== undefined) {
      if (!hasUnlike(unlike, path)) return [];
      const told =
        unlike === 'nullish' && path.length === 1 ? withMember(object, { name: path[0]!, is: 'there' }, depth + 1) : [];
      return union(
        told,
        asking(undefined, () => ofMember(object, path, depth + 1)).filter(
          (check) => !isMemberTrue(all[check]) && (plain.type === 'MemberExpression' || !isParamMember(all[check])),
        ),
      );
    }
    const isElement = path.some(isOfList);
    const [member] = path;
    const { token } = (plain.type === 'CallExpression' && file.libraryCall(plain)?.call) || {};
    if (token?.validMember !== undefined)
      return member !== undefined &&
        [token.validMember].flat().includes(member) &&
        !hasSentKey(plain as TSESTree.CallExpression)
        ? verified(plain)
        : [];
    if (plain.type === 'CallExpression') {
      const list = listBehind(file, plain, path);
      if (list) return ofMember(list.of, list.path, depth + 1);
      return [
        ...lookups.found(plain, { through: isElement ? 'element' : 'value', awaited: plain !== whole, path }),
        ...(path.length === 1 ? withMember(object, { name: path[0]!, is: 'truthy' }, depth + 1) : []),
        ...truth(object, depth + 1).filter(
          (check) => all[check]?.kind !== 'found' && (!isElement || all[check]?.kind !== 'call'),
        ),
      ];
    }
    if (plain.type === 'MemberExpression')
      return ofMember(plain.object, [memberName(plain) ?? '*', ...path], depth + 1);
    if (plain.type !== 'Identifier') return [];
    const variable = file.variableOf(plain);
    const binding = variable && bindingOf(variable);
    if (
      binding?.kind === 'param' &&
      binding.fn === fn &&
      !isElement &&
      !bound.has(variable!) &&
      !isRewritten(variable!)
    )
      return ofParam(binding, path);
    if (!variable || binding?.kind !== 'value' || bound.has(variable))
      return isElement ? [] : ofVariable(plain, depth + 1);
    const writes = writesOf(file, plain).filter((write) => !isNothing(write));
    return commonOf(
      writes.map((write) => ofMember(write, write === binding.init ? [...binding.path, ...path] : path, depth + 1)),
    );
  };

  type Member = NonNullable<Extract<CheckFact, { kind: 'call' }>['member']>;
  /** A function gave back an object with this member, or without. */
  const withMember = (object: Node, member: Member, depth: number): readonly number[] => {
    if (depth > MAX_DEPTH || isSpent()) return [];
    const whole = bare(object);
    const plain = whole.type === 'AwaitExpression' ? bare(whole.argument) : whole;
    const { holdsCaller, async } = (plain.type === 'CallExpression' && file.libraryCall(plain)?.call) || {};
    // `{ error }`, of what says so where it knows nobody.
    if (typeof holdsCaller === 'object' && holdsCaller.unless === member.name)
      return member.is === 'falsy' && (plain !== whole || async !== 'promise')
        ? add({ kind: 'identity', at: plain.range })
        : [];
    if (plain.type === 'CallExpression')
      return file.libraryCall(plain)
        ? []
        : asking(undefined, () => add({ ...callCheck(plain, 'completed', plain !== whole, depth), member }));
    const [write, ...others] = plain.type === 'Identifier' ? writesOf(file, plain) : [];
    const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
    return write && others.length === 0 && variable && isWhole(variable) ? withMember(write, member, depth + 1) : [];
  };

  const ofCall = (node: TSESTree.CallExpression, awaited: Arrival, depth: number): readonly number[] => {
    const callee = bare(node.callee);
    const [first] = node.arguments;
    // What is no answer of yes or no may be anything but this.
    const yes = (checks: () => readonly number[]): readonly number[] =>
      isTrueUnlike(unlike) ? asking(undefined, checks) : [];
    if (callee.type === 'Identifier' && callee.name === 'Boolean' && first && !file.variableOf(callee))
      return yes(() => truth(first, depth + 1));
    const chained = awaited ? ofChain(node, depth) : null;
    if (chained) return chained;
    const library = file.libraryCall(node)?.call;
    const arrives = awaited || library?.async !== 'promise';
    if (library?.identifies === 'result' && arrives && !isVoid(file, node))
      return unlike === undefined || unlike === 'null' || unlike === 'nullish'
        ? add({ kind: 'identity', at: node.range })
        : [];
    if (library?.compares && !isTrueUnlike(unlike)) return [];
    if (library?.compares && (awaited || library.async === undefined))
      return comparedByCall(file, fn, node, library.async === undefined ? signatures : null).flatMap(add);
    if (library?.token?.does === 'verify' && library.token.validMember === undefined) {
      if (unlike !== undefined && !(tellsByResult(library) && unlike === 'false') && !failsUnverified(library))
        return [];
      return arrives && !takesCallback(file, node) && !hasSentKey(node) && isOfCaller(file, node) ? verified(node) : [];
    }
    if (callee.type === 'MemberExpression' && first) {
      const name = memberName(callee) ?? '';
      if (/^(?:includes|has|some|every)$/.test(name)) {
        const role = kept(first, node, depth) ?? kept(callee.object, node, depth);
        if (role) return yes(() => role);
        if (isCredential(file, first) && isHeldSecret(file, callee.object) && !isHeldText(file, callee.object))
          return yes(() => add({ kind: 'compared', at: node.range }));
        const held = /^(?:includes|has)$/.test(name) ? heldInList(file, fn, node, callee.object, first) : null;
        if (held) return [...yes(() => add(held)), ...(library ? [] : add(callCheck(node, 'truthy', awaited, depth)))];
      }
      const signed = signatures.method(node);
      if (signed) return yes(() => add(signed));
      // One element at least for which the callback says so.
      const each = /^(?:some|find|findLast)$/.test(name) ? bare(first) : null;
      const said = isFunction(each) ? returnedExpressions(each).filter((value) => !isNothing(value)) : [];
      const isTold = name === 'some' ? isTrueUnlike(unlike) : unlike !== 'null' && isThereUnlike(unlike);
      if (said.length > 0)
        return isTold
          ? asking(undefined, () =>
              union(commonOf(said.map((value) => truth(value, depth + 1))), ofMember(callee.object, ['0'], depth + 1)),
            )
          : [];
    }
    const method = callee.type === 'MemberExpression' ? kept(callee.object, node, depth) : null;
    if (method) return yes(() => method);
    const taken = elementTaken(file, node);
    if (taken) return ofMember(taken, ['0'], depth + 1);
    const record = lookups.found(node, { through: 'value', awaited, ...(unlike && { unlike }) });
    return library ? record : [...add(callCheck(node, 'truthy', awaited, depth)), ...record];
  };

  /** What is certain when a promise that is followed up has arrived with something true. */
  const ofChain = (node: TSESTree.CallExpression, depth: number): readonly number[] | null => {
    const chain = promiseChain(file, node);
    if (!chain || depth > MAX_DEPTH || isSpent()) return null;
    const { of, then, failed } = chain;
    const arrived = then ? union(done(of, depth + 1), told(then, of, depth + 1)) : ofCall(of, true, depth + 1);
    return failed ? commonOf([arrived, ...given(failed, depth + 1)]) : arrived;
  };

  /** What is certain when the function a promise is handed to gives back something true. */
  const told = ({ fn: follows }: FollowUp, of: TSESTree.CallExpression, depth: number): readonly number[] => {
    const [first] = follows?.params ?? [];
    const variable = first?.type === 'Identifier' ? file.variableOf(first) : null;
    if (variable && !bound.has(variable))
      bound.set(variable, { true: asking(undefined, () => ofCall(of, true, depth + 1)) });
    return follows ? commonOf(given({ fn: follows }, depth + 1)) : [];
  };

  /** What each thing that is given back says when it is true; nothing is said of what cannot be. */
  const given = ({ fn: follows }: FollowUp, depth: number): readonly (readonly number[])[] => {
    if (!follows) return [[]];
    return givenBack(follows)
      .filter((value) => !isLeftOut(value))
      .map((value) => truth(value, depth + 1));
  };

  /** What is certain once a promise has arrived, with whatever. */
  const done = (node: TSESTree.CallExpression, depth: number): readonly number[] => {
    const chain = depth > MAX_DEPTH ? null : promiseChain(file, node);
    if (!chain) return doneCall(node, true);
    const { of, failed } = chain;
    return !failed || (failed.fn && alwaysThrows(failed.fn)) ? done(of, depth + 1) : [];
  };

  const doneCall = (node: TSESTree.CallExpression, awaited: boolean): readonly number[] => {
    const library = file.libraryCall(node)?.call;
    if (library?.token?.does === 'verify') {
      return failsUnverified(library) &&
        !takesCallback(file, node) &&
        !hasSentKey(node) &&
        isOfCaller(file, node) &&
        (awaited || library.async !== 'promise')
        ? verified(node)
        : [];
    }
    return library ? [] : add(callCheck(node, 'completed', awaited, 0));
  };

  const handed = handedValues(file, fn, signatures);

  const callCheck = (
    node: TSESTree.CallExpression | TSESTree.NewExpression,
    when: 'completed' | 'truthy' | 'falsy',
    awaited: Arrival,
    depth: number,
  ): Extract<CheckFact, { kind: 'call' }> => {
    const given = node.arguments.flatMap((argument, index): [number, readonly number[]][] => {
      const plain = bare(argument);
      if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression') return [];
      const checks = isMet(plain, depth + 1).filter((check) => all[check]?.kind !== 'param');
      return checks.length > 0 ? [[index, checks]] : [];
    });
    const { credentials, sent, sought, values } = handed(node);
    return {
      kind: 'call',
      at: node.range,
      when,
      ...(when === 'truthy' && unlike && { unlike }),
      awaited,
      ...(given.length > 0 && { given: Object.fromEntries(given) }),
      ...(credentials.length > 0 && { credentials }),
      ...(sent.length > 0 && { sent }),
      ...(Object.keys(sought).length > 0 && { sought }),
      ...(values && { with: values }),
    };
  };

  const comparison = (node: TSESTree.BinaryExpression, outcome: 'true' | 'false', depth: number): readonly number[] => {
    const { left, right } = node;
    const text = file.text.slice(...right.range);
    // `rows.length > 0`, `found.length < 1`
    if (/^(?:> 0|>= 1)$/.test(`${node.operator} ${text}`)) return outcome === 'true' ? truth(left, depth + 1) : [];
    if (/^(?:< 1|<= 0)$/.test(`${node.operator} ${text}`)) return outcome === 'false' ? truth(left, depth + 1) : [];
    if (!/^[!=]==?$/.test(node.operator)) return [];
    const isEqual = (node.operator === '===' || node.operator === '==') === (outcome === 'true');
    const whole = signatures.ordered(node);
    if (whole) return isEqual ? add(whole) : [];
    for (const [asked, value] of [
      [left, right],
      [right, left],
    ] as const) {
      // Who is not signed in has no member of it at all, and that is not null.
      if (/^[!=]==$/.test(node.operator) && isNull(value) && identityIn(file, asked) && !isOfContext(file, asked))
        return [];
      const other = unlikeOf(node.operator, asked, value);
      if (other !== null) return isEqual ? falsity(asked, depth + 1) : asking(other, () => truth(asked, depth + 1));
      if (isTrue(value)) return isEqual ? truth(asked, depth + 1) : falsity(asked, depth + 1);
    }
    if (!isEqual || haveOneStandIn(file, left, right)) return [];
    const typed = bare(left);
    if (typed.type === 'UnaryExpression' && typed.operator === 'typeof' && text !== "'undefined'")
      return lookups.present(typed.argument);
    const signed = signatures.compared(node, [left, right], 'equal');
    if (signed) return add(signed);
    for (const [asked, value] of [
      [left, right],
      [right, left],
    ] as const) {
      if (isCredential(file, asked) && isHeldSecret(file, value)) return add({ kind: 'compared', at: node.range });
      if (identityIn(file, asked) === null) continue;
      // Two things that are both missing are equal: one of them must be there.
      const setting = settingOf(file, fn, value);
      if ((!setting && isConstant(file, value)) || readsInside(file, asked, 0)) return kept(asked, node, depth) ?? [];
      if (setting) return kept(asked, node, depth, setting) ?? [];
    }
    const param = heldAgainstSecret(file, fn, [left, right]);
    if (param) return add({ kind: 'compared', at: node.range, ...param });
    // What equals something that is there is there itself, and so is what it is read from.
    for (const [asked, value] of [
      [left, right],
      [right, left],
    ] as const)
      if (isConstant(file, value) && !isConstant(file, asked))
        return file.valueOf(value).constant ? truth(asked, depth + 1) : [];
    return [];
  };

  const verified = (node: Node): readonly number[] => add(verifiedBy(file, fn, node, signatures));
  const hasSentKey = (node: TSESTree.CallExpression | TSESTree.NewExpression): boolean => signatures.hasSentKey(node);

  return {
    all,
    whenTrue: (node) => truth(node, 0),
    whenFalse: (node) => falsity(node, 0),
    whenDone(node, awaited) {
      if (node.type === 'NewExpression') return [];
      return awaited && promiseChain(file, node) ? done(node, 0) : doneCall(node, awaited);
    },
    whenArrivedTrue: (node) => ofCall(node, 'by-caller', 0),
    whenToldTrue: (node) => ofCall(node, true, 0),
    whenTold: (node, kind) => (kind === 'verified' ? verified(node) : add({ kind, at: node.range })),
    whenRead(object) {
      return hasArrived(file, object) ? truth(object, 0).filter((check) => all[check]?.kind === 'found') : [];
    },
    whenHanded(node, arg) {
      const first = node.type === 'CallExpression' && arg > 0 ? node.arguments[0] : undefined;
      const request = first && insteadOfRequest(file, first);
      return add({ kind: 'handed', at: node.range, arg, ...(request && { request }) });
    },
    noted: (value, certain) => void (isTrue(value) && notes.set(value, certain)),
    bind: (variable, meaning) => bound.set(variable, meaning),
  };
}
