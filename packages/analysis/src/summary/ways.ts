import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../vocabulary/analysis.js';
import type { Range } from '../vocabulary/concepts.js';
import { bindingOf } from '../symbols/binding.js';
import { evaluatedChildren } from '../syntax/evaluated-children.js';
import { isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { callerChecks } from '../domain/access/caller-checks.js';
import { isNothing } from '../domain/access/written-values.js';
import { givesCredential } from '../domain/access/sent-parts.js';
import { madeUpBy } from '../domain/access/identity-writes.js';
import { givenBack } from '../domain/access/value-origins.js';
import { functionBehind, isOnlyHandedOn } from '../domain/calls/callbacks-by-name.js';
import { continuationOf } from '../domain/calls/continuation.js';
import { isCount, isMutating, outlives } from '../domain/calls/lasting-changes.js';
import { requestChain } from '../domain/http/request-chain.js';
import { falsyEnd, givenBackAs, isGivenBackOrKept, isWritten } from './returned-answers.js';
import { membersOf, resultOf } from './way-members.js';
import { caseCondition, requestCondition } from './request-condition.js';
import { responsesOf, type ResponseUse } from '../domain/http/responses.js';
import type { ConditionFact, WayFact, WaysFact } from '../vocabulary/facts.js';
import { commonTo, joined, START, withChecks, withCondition, type Path, type Paths } from './way-paths.js';

/** The ways of every function that hands requests on, or on whose ways something about the caller is certain. */
export function waysOf(file: FileAnalysis): WaysFact[] {
  const responses = new Map<Node, ResponseUse>(responsesOf(file).map((use) => [use.node, use]));
  return file.nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').flatMap((fn) => {
    if (!fn.body) return [];
    const found = followed(file, fn, responses);
    const isTelling =
      found.before.length > 0 ||
      found.changes !== undefined ||
      found.gives !== undefined ||
      found.givesCredential === true ||
      found.madeUp !== undefined ||
      (found.ways.length > 0 && found.ways.every((way) => way.answers)) ||
      found.ways.some((way) => way.to !== 'end' || way.checks.length > 0 || (way.value === 'truthy' && way.when));
    return isTelling ? [found] : [];
  });
}

const opposite = (condition: ConditionFact | null): ConditionFact | null =>
  condition && { ...condition, holds: !condition.holds };

/** Where `return` leads: out of the function itself, or only out of a callback in it. */
type Frame = 'own' | 'callback';

function followed(file: FileAnalysis, fn: FunctionNode, responses: ReadonlyMap<Node, ResponseUse>): WaysFact {
  const checks = callerChecks(file, fn);
  const ways: WayFact[] = [];
  const before = new Map<number, ReadonlySet<number>>();
  const changes = new Map<number, ReadonlySet<number>>();
  const goesOn = continuationOf(file, fn);
  const resolvers = new Set<Variable>();
  const breaks: Paths[][] = [];
  let refuses = false;
  /** It may turn a request away by a failure, which others may handle as they like. */
  let fails = false;
  let caught = 0;

  const way = (
    at: Node,
    paths: Paths,
    rest: Pick<WayFact, 'to' | 'value' | 'falsy' | 'made' | 'of' | 'members' | 'result' | 'handing' | 'answers'>,
    more: readonly number[] = [],
  ): void => {
    for (const path of joined(withChecks(paths, more)))
      ways.push({
        at: at.range,
        ...rest,
        checks: [...path.checks].sort((a, b) => a - b),
        ...(path.when.length > 0 && { when: path.when }),
        ...(path.answered && { answered: path.answered }),
      });
  };

  const exec = (node: Node, paths: Paths, frame: Frame): Paths => {
    if (paths.length === 0) return [];
    switch (node.type) {
      case 'BlockStatement':
        return node.body.reduce<Paths>((current, statement) => exec(statement, current, frame), paths);
      case 'ExpressionStatement':
        return evaluate(node.expression, paths);
      case 'VariableDeclaration':
        return node.declarations.reduce<Paths>(
          (current, { init }) => (init ? evaluate(init, current) : current),
          paths,
        );
      case 'IfStatement': {
        const { yes, no } = split(node.test, paths);
        return joined(exec(node.consequent, yes, frame), node.alternate ? exec(node.alternate, no, frame) : no);
      }
      case 'ReturnStatement':
        leave(node.argument, node, paths, frame);
        return [];
      case 'ThrowStatement':
        evaluate(node.argument, paths);
        refuses = true;
        fails ||= caught === 0;
        return [];
      case 'TryStatement': {
        caught += node.handler ? 1 : 0;
        const done = exec(node.block, paths, frame);
        caught -= node.handler ? 1 : 0;
        // Anything in the block may have failed: nothing of it is certain.
        const failed = node.handler ? exec(node.handler.body, paths, frame) : [];
        if (!node.finalizer) return joined(done, failed);
        if (!node.handler) exec(node.finalizer, paths, frame);
        return exec(node.finalizer, joined(done, failed), frame);
      }
      case 'SwitchStatement':
        return switched(node, paths, frame);
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement': {
        const init = node.type === 'ForStatement' ? node.init : null;
        const entered = !init
          ? paths
          : init.type === 'VariableDeclaration'
            ? exec(init, paths, frame)
            : evaluate(init, paths);
        const tested = node.test ? evaluate(node.test, entered) : entered;
        breaks.push([]);
        exec(
          node.body,
          node.type === 'DoWhileStatement' || !node.test ? entered : split(node.test, entered).yes,
          frame,
        );
        breaks.pop();
        return tested;
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const entered = evaluate(node.right, paths);
        breaks.push([]);
        exec(node.body, entered, frame);
        breaks.pop();
        return entered;
      }
      case 'BreakStatement':
        breaks.at(-1)?.push(paths);
        return [];
      case 'ContinueStatement':
        return [];
      case 'LabeledStatement':
        return joined(exec(node.body, paths, frame), paths);
      case 'FunctionDeclaration':
        // It may be called from anywhere in the function.
        if (goesOn.isIn(node) && !isOnlyHandedOn(file, node, fn)) callback(node, START);
        return paths;
      default:
        return paths;
    }
  };

  const switched = (node: TSESTree.SwitchStatement, paths: Paths, frame: Frame): Paths => {
    const entered = evaluate(node.discriminant, paths);
    const conditions = node.cases.map((branch) =>
      branch.test ? caseCondition(file, node.discriminant, branch.test) : null,
    );
    const otherwise = conditions.reduce<Paths>(
      (current, condition) => withCondition(current, opposite(condition)),
      entered,
    );
    const out: Paths[] = [];
    breaks.push(out);
    let falling: Paths = [];
    for (const [index, branch] of node.cases.entries()) {
      const start = branch.test ? withCondition(entered, conditions[index] ?? null) : otherwise;
      falling = branch.consequent.reduce<Paths>(
        (current, statement) => exec(statement, current, frame),
        joined(falling, start),
      );
    }
    breaks.pop();
    return joined(falling, ...out, ...(node.cases.some((branch) => !branch.test) ? [] : [otherwise]));
  };

  /** `return`, or the body of an arrow function. */
  const leave = (argument: Node | null, at: Node, paths: Paths, frame: Frame): void => {
    if (!argument) {
      if (frame === 'own') way(at, paths, { to: 'end', value: 'falsy', falsy: 'undefined' });
      return;
    }
    const plain = bare(argument);
    if (plain.type === 'ConditionalExpression') {
      const { yes, no } = split(plain.test, paths);
      leave(plain.consequent, at, yes, frame);
      leave(plain.alternate, at, no, frame);
      return;
    }
    if (plain.type === 'NewExpression' && frame === 'own' && settles(plain, paths)) return;
    const given = givenBackAs(file, argument);
    const known = given.open ? paths : evaluate(argument, paths, true);
    if (given.on) way(at, known, { to: 'on' });
    if (!given.open && frame === 'own')
      way(at, known, {
        to: 'end',
        value: 'truthy',
        ...(!given.on && { answers: true as const }),
        ...(isWritten(plain) && { made: true as const }),
      });
    if (!given.open) return;
    const inner = plain.type === 'AwaitExpression' ? bare(plain.argument) : plain;
    const { yes, no } =
      inner.type === 'CallExpression'
        ? callOutcome(inner, argument, evaluate(inner, paths, true))
        : split(argument, paths);
    if (frame === 'callback') return;
    const members = plain.type === 'ObjectExpression' ? membersOf(file, plain, checks.whenTrue) : null;
    const result = resultOf(file, inner);
    if (yes.length > 0)
      way(at, yes, {
        to: 'end',
        value: 'truthy',
        ...(result && { result }),
        ...(members && { members }),
        ...(isWritten(plain) && { made: true as const }),
      });
    if (no.length > 0) way(at, no, { ...falsyEnd(argument), ...(result && { result }) });
  };

  /** What a returned call gives is what its caller gets, once it has arrived. */
  const callOutcome = (call: TSESTree.CallExpression, whole: Node, paths: Paths): Outcome => {
    const isOn = goesOn.is(call.callee);
    if (isOn) return { yes: [], no: paths };
    const condition = requestCondition(file, call);
    return {
      yes: withCondition(withChecks(paths, [...checks.whenTrue(whole), ...checks.whenArrivedTrue(call)]), condition),
      no: withCondition(withChecks(paths, checks.whenFalse(whole)), opposite(condition)),
    };
  };

  /** `new Promise((resolve, reject) => ...)`: comes back where `resolve` is called. */
  const settles = (node: TSESTree.NewExpression, paths: Paths): boolean => {
    const [executor] = node.arguments;
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'Promise' || !executor || !isFunction(executor))
      return false;
    const [resolve] = executor.params;
    const variable = resolve?.type === 'Identifier' ? file.variableOf(resolve) : null;
    if (!variable) return false;
    resolvers.add(variable);
    callback(executor, paths);
    return true;
  };

  interface Outcome {
    readonly yes: Paths;
    readonly no: Paths;
  }

  /** The paths on which a condition is true, and those on which it is false. */
  const split = (node: Node, paths: Paths): Outcome => {
    const plain = bare(node);
    if (plain.type === 'UnaryExpression' && plain.operator === '!') {
      const { yes, no } = split(plain.argument, paths);
      return { yes: no, no: yes };
    }
    if (plain.type === 'LogicalExpression' && plain.operator !== '??') {
      const left = split(plain.left, paths);
      const right = split(plain.right, plain.operator === '&&' ? left.yes : left.no);
      return plain.operator === '&&'
        ? { yes: right.yes, no: joined(left.no, right.no) }
        : { yes: joined(left.yes, right.yes), no: right.no };
    }
    if (isNothing(plain)) return { yes: [], no: paths };
    if (isWritten(plain)) return { yes: evaluate(plain, paths), no: [] };
    const done = evaluate(plain, paths);
    const condition = requestCondition(file, plain);
    return {
      yes: withCondition(withChecks(done, checks.whenTrue(plain)), condition),
      no: withCondition(withChecks(done, checks.whenFalse(plain)), opposite(condition)),
    };
  };

  /** The paths after an expression was evaluated. Only what is certainly evaluated counts. */
  const evaluate = (node: Node, paths: Paths, awaited = false): Paths => {
    if (paths.length === 0) return [];
    switch (node.type) {
      case 'Identifier':
      case 'Literal':
      case 'ThisExpression':
      case 'TemplateElement':
        return paths;
      case 'MemberExpression':
        return readMember(node, paths);
      case 'AwaitExpression':
        return evaluate(node.argument, paths, true);
      case 'LogicalExpression': {
        if (node.operator === '??')
          return joined(evaluate(node.left, paths), evaluate(node.right, evaluate(node.left, paths)));
        const { yes, no } = split(node.left, paths);
        return node.operator === '&&'
          ? joined(evaluate(node.right, yes, awaited), no)
          : joined(yes, evaluate(node.right, no, awaited));
      }
      case 'ConditionalExpression': {
        const { yes, no } = split(node.test, paths);
        return joined(evaluate(node.consequent, yes, awaited), evaluate(node.alternate, no, awaited));
      }
      case 'ArrayExpression':
        // What is waited for together runs side by side: none of it comes before another.
        return awaited
          ? withChecks(
              paths,
              node.elements.flatMap((one) => (one ? [...commonTo(evaluate(one, paths, true))] : [])),
            )
          : evaluatedChildren(node).reduce<Paths>((current, child) => evaluate(child, current), paths);
      case 'ChainExpression': {
        const done = evaluate(node.expression, paths, awaited);
        return file.text.slice(...node.range).includes('?.') ? joined(paths, done) : done;
      }
      case 'CallExpression':
      case 'NewExpression':
        return called(node, paths, awaited);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        if (goesOn.isIn(node) && !isOnlyHandedOn(file, node, fn)) callback(node, paths);
        return paths;
      case 'ClassExpression':
        return paths;
      case 'AssignmentExpression': {
        const done = evaluate(node.right, evaluate(node.left, paths), awaited);
        // To count is no change anybody minds.
        if (!isCount(node)) changed(node.left, done);
        noteCaller(node, done);
        checks.noted(node.right, [...commonTo(done)]);
        return answeredBy(node, done);
      }
      case 'UnaryExpression':
        if (node.operator === 'delete') changed(node.argument, paths);
        return evaluate(node.argument, paths);
      default:
        return evaluatedChildren(node).reduce<Paths>(
          (current, child) => evaluate(child, current, isTransparent(node) && awaited),
          paths,
        );
    }
  };

  /** What a member is read of is there, or that fails. */
  const readMember = (node: TSESTree.MemberExpression, start: Paths): Paths => {
    const object = evaluate(node.object, start);
    const paths = node.computed ? evaluate(node.property, object) : object;
    return node.optional ? paths : withChecks(paths, checks.whenRead(node.object));
  };

  const calledOn = (node: TSESTree.CallExpression | TSESTree.NewExpression, paths: Paths): Paths => {
    const callee = bare(node.callee);
    return callee.type === 'MemberExpression' && !callee.optional
      ? withChecks(paths, checks.whenRead(callee.object))
      : paths;
  };

  /** Somebody is taken for the caller before anything is known of him. */
  const madeUp = new Map<number, { readonly of: string; readonly at: Range }>();
  const noteCaller = (node: Node, paths: Paths): void => {
    const isChecked = [...commonTo(paths)].some((check) => !/^(?:present|param)$/.test(checks.all[check]?.kind ?? ''));
    for (const of of isChecked ? [] : madeUpBy(file, node)) madeUp.set(node.range[0], { of, at: node.range });
  };

  /** A write, or a call that writes. */
  const changed = (target: Node, paths: Paths): void => {
    if (!outlives(file, fn, target)) return;
    const certain = commonTo(paths);
    const known = changes.get(target.range[0]);
    changes.set(target.range[0], known ? new Set([...known].filter((check) => certain.has(check))) : certain);
  };

  const called = (node: TSESTree.CallExpression | TSESTree.NewExpression, start: Paths, awaited: boolean): Paths => {
    const callee = bare(node.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
    const isThen = name === 'then' || name === 'finally';
    const object = callee.type === 'MemberExpression' ? callee.object : null;
    let paths = object
      ? calledOn(node, evaluate(object, start, awaited && isThen && node.arguments.length < 2))
      : callee.type === 'CallExpression'
        ? evaluate(callee, start)
        : start;
    const isAll = name === 'all' && object?.type === 'Identifier' && object.name === 'Promise';
    for (const argument of node.arguments)
      if (!isFunction(bare(argument))) paths = evaluate(argument, paths, isAll && awaited);
    if (object && callee.type === 'MemberExpression' && isMutating(file, callee, node)) changed(callee, paths);
    const known = before.get(node.range[1]);
    const certain = commonTo(paths);
    before.set(node.range[1], known ? new Set([...known].filter((check) => certain.has(check))) : certain);
    const arrived = isThen && object ? withChecks(paths, doneBehind(object)) : paths;
    callbacksOf(node, name, { start, paths, arrived }, object);
    const handed = goesOn.calledBy(node);
    if (handed === 'goes-on') way(node, paths, { to: 'on' });
    if (handed === 'hands-on') way(node, paths, { to: 'on', handing: true });
    if (handed === 'fails') refuses = fails = true;
    if (handed) return paths;
    if (callee.type === 'Identifier' && resolvers.has(file.variableOf(callee)!)) {
      const [first] = node.arguments;
      const { yes, no } = first ? split(first, paths) : { yes: [], no: paths };
      if (yes.length > 0) way(node, yes, { to: 'end', value: 'truthy' });
      if (no.length > 0) way(node, no, falsyEnd(first));
      return paths;
    }
    const given = givenOf(callee) ?? (object && (name === 'call' || name === 'apply') ? givenOf(bare(object)) : null);
    if (given) way(node, paths, { to: 'given', of: given });
    for (const [index, argument] of node.arguments.entries()) {
      const handedOn = givenOf(bare(argument));
      if (handedOn) way(node, paths, { to: 'given', of: handedOn });
      if (!goesOn.is(argument) || hasOwnCallback(callee)) continue;
      // A failure that is handed on is no way to the handler, unless whatever it is handed goes on.
      const isFailure = name === 'catch' || (name === 'then' && index === 1);
      if (goesOn.takesFailures && isFailure) continue;
      const on = { to: 'on', ...(isFailure && { handing: true as const }) } as const;
      if (isThen) way(node, name === 'finally' ? start : arrived, on);
      else way(node, paths, on, checks.whenHanded(node, index));
    }
    noteCaller(node, paths);
    const library = file.libraryCall(node)?.call;
    if (library?.goesOn && !(library.goesOn === 'returned' && isGivenBackOrKept(node))) way(node, paths, { to: 'on' });
    fails ||= caught === 0 && isFallible(node);
    if (library?.throws) {
      refuses = true;
      return [];
    }
    const asserted = library?.asserts === undefined ? undefined : node.arguments[library.asserts];
    return answeredBy(
      node,
      withChecks(paths, [...checks.whenDone(node, awaited), ...(asserted ? checks.whenTrue(asserted) : [])]),
    );
  };

  /** The call may fail on purpose: it asserts or verifies, or is the project's own. */
  const isFallible = (node: TSESTree.CallExpression | TSESTree.NewExpression): boolean => {
    const library = file.libraryCall(node)?.call;
    if (library) return library.throws === true || library.asserts !== undefined || library.token?.does === 'verify';
    let root = bare(node.callee);
    while (root.type === 'MemberExpression') root = bare(root.object);
    if (root.type !== 'Identifier') return root.type === 'ThisExpression';
    const [definition] = file.variableOf(root)?.defs ?? [];
    return (
      definition !== undefined &&
      requestChain(file, root) === null &&
      !(fn.range[0] <= definition.name.range[0] && definition.name.range[1] <= fn.range[1])
    );
  };

  /** What a modelled call made leaves everything to its callback; the continuation it is handed gets failures only. */
  const hasOwnCallback = (callee: Node): boolean =>
    callee.type === 'CallExpression' &&
    typeof file.libraryCall(callee)?.call.identifies === 'object' &&
    callee.arguments.some((argument) => isFunction(bare(argument)));

  /** What is certain once a promise has arrived. */
  const doneBehind = (node: Node): readonly number[] => {
    const plain = bare(node);
    if (plain.type !== 'CallExpression') return [];
    const callee = bare(plain.callee);
    const inner =
      callee.type === 'MemberExpression' && memberName(callee) === 'then' && plain.arguments.length < 2
        ? doneBehind(callee.object)
        : [];
    return [...inner, ...checks.whenDone(plain, true)];
  };

  const callbacksOf = (
    node: TSESTree.CallExpression | TSESTree.NewExpression,
    name: string | null,
    { start, paths, arrived }: { readonly start: Paths; readonly paths: Paths; readonly arrived: Paths },
    object: Node | null,
  ): void => {
    const library = file.libraryCall(node)?.call;
    for (const [index, argument] of node.arguments.entries()) {
      const fnArgument = functionBehind(file, argument);
      if (
        !fnArgument ||
        (!isFunction(bare(argument)) && (!goesOn.isIn(fnArgument) || !isOnlyHandedOn(file, fnArgument, fn)))
      )
        continue;
      const variables = fnArgument.params.map((param) => (param.type === 'Identifier' ? file.variableOf(param) : null));
      if (library?.token?.does === 'verify' && index === node.arguments.length - 1) {
        const verified = checks.whenTold(node, 'verified');
        if (variables[0]) checks.bind(variables[0], { false: verified });
        if (variables[1]) checks.bind(variables[1], { true: verified });
      } else if (typeof library?.identifies === 'object') {
        const caller = variables[library.identifies.callbackParam];
        if (caller) checks.bind(caller, { true: checks.whenTold(node, 'identity') });
      } else if (name === 'then' && index === 0 && object && variables[0] && bare(object).type === 'CallExpression') {
        checks.bind(variables[0], { true: checks.whenToldTrue(bare(object) as TSESTree.CallExpression) });
      }
      callback(fnArgument, name === 'finally' ? start : name === 'then' && index === 0 ? arrived : paths);
    }
  };

  const callback = (inner: FunctionNode, paths: Paths): void => {
    if (!inner.body || paths.length === 0) return;
    if (inner.body.type === 'BlockStatement') exec(inner.body, paths, 'callback');
    else leave(inner.body, inner.body, paths, 'callback');
  };

  const answeredBy = (node: Node, paths: Paths): Paths => {
    const use = responses.get(node);
    if (!use?.ends && !use?.redirects) return paths;
    refuses = true;
    const answered = use.redirects || (use.status !== undefined && use.status >= 400) ? 'refused' : 'answered';
    return paths.map((path): Path => ({ ...path, answered }));
  };

  /** A function made by another runs what that other was given: a parameter of a function around it. */
  const givenOf = (node: Node): WayFact['of'] | null => {
    if (node.type !== 'Identifier') return null;
    const variable = file.variableOf(node);
    const binding = variable && bindingOf(variable);
    if (binding?.kind !== 'param' || binding.path.length > 0) return null;
    return binding.fn !== fn && binding.fn.range[0] <= fn.range[0] && fn.range[1] <= binding.fn.range[1]
      ? { fn: binding.fn.range[0], index: binding.index }
      : null;
  };

  const end =
    fn.body.type === 'BlockStatement' ? exec(fn.body, START, 'own') : (leave(fn.body, fn.body, START, 'own'), []);
  if (end.length > 0) way(fn, end, falsyEnd(undefined));
  const gives = givenBack(file, fn);
  for (const { range } of goesOn.lost) ways.push({ at: range, to: 'on', checks: [] });
  return {
    fn: fn.range[0],
    refuses,
    ...((fails as boolean) && { fails: true as const }),
    checks: checks.all,
    ways,
    ...(gives && { gives }),
    ...(givesCredential(file, fn) && { givesCredential: true as const }),
    before: [...before]
      .flatMap(([call, certain]) => (certain.size > 0 ? [[call, [...certain]] as const] : []))
      .sort((a, b) => a[0] - b[0]),
    ...(madeUp.size > 0 && { madeUp: [...madeUp.values()] }),
    ...(changes.size > 0 && { changes: [...changes].map(([at, certain]) => [at, [...certain]] as const) }),
  };
}

function isTransparent(node: Node): boolean {
  return bare(node) !== node || node.type === 'ArrayExpression';
}
