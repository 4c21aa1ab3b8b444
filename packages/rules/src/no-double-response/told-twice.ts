import {
  bare,
  givenCallbacks,
  isFunction,
  outer,
  runsInBrowser,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { branchOf, follows, statementOf } from './open-branch.js';

type Call = TSESTree.CallExpression;

/** An outcome that is told, and told again because the function was not left. */
export interface ToldTwice {
  readonly kind: 'promise' | 'callback';
  readonly first: Call;
  readonly second: Call;
  /** The statement that the first is. */
  readonly statement: TSESTree.ExpressionStatement;
}

/**
 * `if (error) reject(error); resolve(parse(text));` in a promise that is made by hand, and `if (error) done(error);
 * done(null, value);` in a function with a callback. A promise that is settled again, with nothing done for it, is no
 * more than untidy.
 */
export function toldTwice(file: FileAnalysis): ToldTwice[] {
  if (runsInBrowser(file)) return [];
  return [...outcomesOfPromises(file), ...outcomesOfCallbacks(file)].flatMap(({ kind, told }): ToldTwice[] => {
    for (const first of told) {
      const statement = statementOf(first);
      const branch = statement && branchOf(statement);
      if (!statement || !branch || (kind === 'callback' && !tellsWhatWasAsked(file, first, branch))) continue;
      const second = told.find((call) => {
        const other = statementOf(call);
        return (
          other !== null &&
          follows(other, branch) &&
          !mayLeave(file, branch, other) &&
          (kind === 'promise' ? worksOn(file, branch, call) : tellsNoFailure(call))
        );
      });
      if (second) return [{ kind, first, second, statement }];
    }
    return [];
  });
}

interface Outcome {
  readonly kind: ToldTwice['kind'];
  readonly told: readonly Call[];
}

/** Calls of the two parameters of `new Promise((resolve, reject) => ...)`. */
function outcomesOfPromises(file: FileAnalysis): Outcome[] {
  return file.nodes('NewExpression').flatMap((made): Outcome[] => {
    const [executor] = made.arguments;
    const fn = executor && bare(executor);
    if (
      made.callee.type !== 'Identifier' ||
      made.callee.name !== 'Promise' ||
      file.variableOf(made.callee) !== null ||
      !fn ||
      !isFunction(fn)
    )
      return [];
    return [{ kind: 'promise', told: fn.params.slice(0, 2).flatMap((param) => callsOf(file, param)) }];
  });
}

/** Calls of a parameter of the function they stand in. */
function outcomesOfCallbacks(file: FileAnalysis): Outcome[] {
  const found = file
    .nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression')
    .filter((fn) => !isExecutor(file, fn))
    .flatMap((fn) => fn.params.map((param) => ({ fn, told: callsOf(file, param) })))
    .filter(({ told }) => told.length > 1);
  if (found.length === 0) return [];
  // What gives a connection back is the matter of another rule.
  const lending = new Set<Node>(file.callsThatLend().flatMap((call) => givenCallbacks(file, call).map(({ fn }) => fn)));
  return found.filter(({ fn }) => !lending.has(fn)).map(({ told }): Outcome => ({ kind: 'callback', told }));
}

function isExecutor(file: FileAnalysis, fn: FunctionNode): boolean {
  const made = outer(fn).parent;
  return (
    made?.type === 'NewExpression' &&
    made.callee.type === 'Identifier' &&
    made.callee.name === 'Promise' &&
    file.variableOf(made.callee) === null
  );
}

function callsOf(file: FileAnalysis, param: Node): Call[] {
  const variable = param.type === 'Identifier' ? file.variableOf(param) : null;
  // Set anew, it may be a function that looks after itself: `done = once(done)`.
  if (!variable || variable.references.some((reference) => reference.isWrite())) return [];
  return variable.references.flatMap(({ identifier }) => {
    const { parent } = identifier as Node;
    return parent?.type === 'CallExpression' && parent.callee === identifier && !parent.optional ? [parent] : [];
  });
}

/** `if (error) done(error)`: the failure that was asked for is what is told. */
function tellsWhatWasAsked(file: FileAnalysis, call: Call, { test }: TSESTree.IfStatement): boolean {
  const [told] = call.arguments;
  const [failure, asked] = [told && bare(told), bare(test)];
  return (
    call.arguments.length === 1 &&
    failure?.type === 'Identifier' &&
    asked.type === 'Identifier' &&
    file.variableOf(failure) !== null &&
    file.variableOf(failure) === file.variableOf(asked)
  );
}

/** `done()`, `done(null, value)`. */
function tellsNoFailure({ arguments: [failure] }: Call): boolean {
  const plain = failure && bare(failure);
  return (
    plain === undefined ||
    (plain.type === 'Literal' && plain.value === null && plain.raw === 'null') ||
    (plain.type === 'Identifier' && plain.name === 'undefined')
  );
}

function statementsBetween(branch: Node, statement: Node): readonly Node[] {
  const list = branch.parent?.type === 'BlockStatement' ? branch.parent.body : [];
  return list.slice(list.indexOf(branch as TSESTree.Statement) + 1, list.indexOf(statement as TSESTree.Statement));
}

/** Something in between returns or throws, on some way, or ends the process. */
function mayLeave(file: FileAnalysis, branch: TSESTree.IfStatement, statement: Node): boolean {
  const between = statementsBetween(branch, statement);
  return (
    [...file.nodes('ReturnStatement', 'ThrowStatement'), ...file.callsWith('endsProcess').map(({ node }) => node)].some(
      (node) => between.some((one) => isWithin(node, one)),
    ) || between.some(({ type }) => type === 'BreakStatement' || type === 'ContinueStatement')
  );
}

/** Something is called, or read out of a value that may be missing, before the promise is settled again. */
function worksOn(file: FileAnalysis, branch: TSESTree.IfStatement, second: Call): boolean {
  const statement = statementOf(second);
  const after = [...(statement ? statementsBetween(branch, statement) : []), ...second.arguments];
  return file
    .nodes('CallExpression', 'NewExpression', 'MemberExpression', 'AwaitExpression')
    .some((node) => after.some((one) => isWithin(node, one)));
}

function isWithin({ range }: Node, around: Node): boolean {
  return around.range[0] <= range[0] && range[1] <= around.range[1];
}
