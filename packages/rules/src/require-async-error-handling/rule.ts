import {
  bare,
  type FileAnalysis,
  type FunctionNode,
  givenCallbacks,
  isForwarded,
  type LibraryCall,
  type LibraryModel,
  type Node,
  openFailure,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { PROMISE_TWINS } from '../suppressions/promise-twins.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText, evidence, excerpt } from '../evidence.js';
import { earlyHandlers, isMiscounted } from './error-middleware.js';
import { registeredElsewhere, type Handler } from './registered-elsewhere.js';
import { headOf, passedOn, withParameter } from './pass-on.js';
import { uncaughtParse } from './uncaught-parse.js';
import { thrownApart, type ThrownApart } from './thrown-apart.js';
import { unheardStreams } from './unheard-stream.js';

/** Words of a file that registers handlers or consumers itself; any other is asked only for what others register. */
const REGISTERS = /\.(?:use|all|get|post|put|patch|delete|head|options|consume)\s*\(|\beach(?:Message|Batch)\b/;

/** Failures of handlers and consumers that nobody hears of. */
export default defineRule({
  id: 'require-async-error-handling',
  meta: {
    severity: 'high',
    cwe: [755, 248],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description: 'Reports handlers whose failures reach no error handler, and error handlers that are never called',
      impact:
        'The request is never answered and the client waits; the rejection belongs to nobody, which ends the process.',
      fix: 'Catch in the handler and call `next(error)`, or wrap it in one function that does.',
      refactoring:
        'Register handlers through one wrapper that hands rejections to the error handler, ' +
        'or move to a version of the framework that does so itself.',
    },
    messages: {
      lost:
        'This version of `{{library}}` ignores the promise of an async handler: when `{{failure}}` fails, ' +
        'no error handler is called and the request is never answered. Catch it and call `next(error)`, ' +
        'or wrap the handler.',
      mayBeLost:
        'Some versions of `{{library}}` ignore the promise of an async handler, ' +
        'and which one is installed is not known: when `{{failure}}` fails there, ' +
        'the request is never answered. Catch it and call `next(error)`, or wrap the handler.',
      miscounted:
        'An error handler is told by its {{count}} parameters, and this one has {{found}}: ' +
        'it is called as a plain handler, with the request as `{{first}}`. Write `(err, req, res, next)`.',
      early: 'Errors of the routes after this error handler never reach it (`{{later}}`). Mount it after all routes.',
      consumer:
        'When `{{failure}}` fails, the failure belongs to nobody and the message is neither confirmed nor ' +
        'refused. Catch it, and refuse or set aside the message.',
      poison:
        'A message that `{{failure}}` cannot read comes again for ever and stops all behind it. Catch it, ' +
        'and set the message aside.',
      stream:
        'When the file cannot be opened `{{call}}` says so by an `error` that nobody listens for, which ends the ' +
        'process: a client need only name one that is missing. Hand both streams to `pipeline`, or listen for `error`.',
      apart:
        'It runs when `{{call}}` is over, with no `catch` and no error handler around it: {{what}}, the request is never ' +
        'answered, and the process ends unless something listens for `uncaughtException`. {{fix}}.',
      apartAlone:
        'It runs when `{{call}}` is over, with no `catch` around it: {{what}}, the process ends ' +
        'unless something listens for `uncaughtException`. {{fix}}.',
      passOn: 'Catch what fails, and call `{{next}}(error)`.',
      addParameter: 'Add the missing last parameter.',
    },
    schema: [],
    exempt: NOT_SERVING,
    twins: PROMISE_TWINS,
    gate: /\bexports?\b|\.(?:use|all|get|post|put|patch|delete|head|options|consume|pipe)\s*\(|\beach[MB]\w|\b(?:throw|parse)\b/,
  },
  *problems(file) {
    for (const { node, call } of unheardStreams(file))
      yield {
        at: call.node.range,
        messageId: 'stream',
        data: { call: calleeText(file, call.node) },
        steps: [
          ...evidence(file.valueFor(node, 'file-path'), node.range, 'names the file'),
          { at: call.node.range, what: 'is piped on, and its failure is nobody’s' },
        ],
      };
    for (const thrown of thrownApart(file)) yield apart(file, thrown);
    const seen = new Set<FunctionNode>();
    const registers = REGISTERS.test(file.text);
    for (const call of registers ? [...file.callsWith('route'), ...file.callsWith('mount')] : []) {
      for (const given of givenCallbacks(file, call)) {
        const problem =
          seen.has(given.fn) || !isRouter(call, given.fn)
            ? null
            : handlerProblem(file, {
                ...given,
                model: call.symbol.model,
                by: { at: call.node.range, call: calleeText(file, call.node) },
              });
        seen.add(given.fn);
        if (problem) yield problem;
      }
    }
    for (const given of registeredElsewhere(file, seen)) {
      const problem = handlerProblem(file, given);
      if (problem) yield problem;
    }
    if (!registers) return;
    for (const { fn, later } of earlyHandlers(file))
      yield {
        at: headOf(file, fn),
        messageId: 'early',
        data: { later: excerpt(file.text, later.range) },
        severity: 'medium',
        steps: [
          { at: headOf(file, fn), what: 'handles errors of what stands before' },
          { at: later.range, what: 'stands after it' },
        ],
      };
    for (const call of file.callsWith('consumes')) {
      for (const { fn } of call.symbol.rung <= 3 ? givenCallbacks(file, call) : []) {
        const problem = consumerProblem(file, call, fn);
        if (problem) yield problem;
      }
    }
  },
});

/** A throw that nothing stands around. */
function apart(file: FileAnalysis, { node, parser, call, isRequested }: ThrownApart): Problem {
  const handOn = isRequested
    ? 'Hand the failure on: `next(error)`, `reject(error)`, `callback(error)`'
    : 'Handle the failure there';
  return {
    at: node.range,
    messageId: isRequested ? 'apart' : 'apartAlone',
    data: {
      call: calleeText(file, call.node),
      what: parser ? `when \`${calleeText(file, parser)}\` cannot read what it is given` : 'when it throws',
      fix: parser ? 'Catch what it throws' : handOn,
    },
    ...(!isRequested && { severity: 'medium' as const }),
    steps: [
      { at: call.node.range, what: 'runs the function later, on a stack of its own' },
      { at: node.range, what: parser ? 'throws there on malformed text' : 'throws there' },
    ],
  };
}

/**
 * A router known by its name alone, such as the `app` a function is given, counts when the handler takes what routers
 * give.
 */
function isRouter({ symbol }: LibraryCall, fn: FunctionNode): boolean {
  const names = fn.params.slice(0, 2).map((param) => (param.type === 'Identifier' ? param.name : ''));
  return symbol.rung <= 3 || (symbol.rung === 4 && names.some((name) => /^_?req(?:uest)?$/.test(name)));
}

function handlerProblem(file: FileAnalysis, given: Handler): Problem | null {
  const { fn, callback, model, by } = given;
  const at = headOf(file, fn);
  const [first] = fn.params;
  if (isMiscounted(given)) {
    return {
      at,
      messageId: 'miscounted',
      data: {
        count: String(callback.errorParams?.length),
        found: String(fn.params.length),
        first: first ? file.text.slice(...first.range) : '',
      },
      suggestions: withParameter(file, fn, typeNamed(model, callback.errorParams?.at(-1))),
      ...(by.file !== undefined && { steps: [{ file: by.file, at: by.at, what: 'is where it is registered' }] }),
    };
  }
  const { library } = model;
  const isAssumed = file.isAssumed(model);
  if (callback.promise !== 'ignored' || !fn.async || fn.generator || isForwarded(file, library)) return null;
  const failure = openFailure(file, fn);
  if (!failure) return null;
  const handsErrors = callback.errorParams !== undefined && fn.params.length >= callback.errorParams.length;
  const position = (handsErrors ? callback.errorParams : callback.params).length - 1;
  return {
    at,
    ...(isAssumed ? { messageId: 'mayBeLost', severity: 'medium' as const } : { messageId: 'lost' }),
    data: { library, failure: textOf(file, failure) },
    suggestions: passedOn(
      file,
      fn,
      position,
      typeNamed(model, (handsErrors ? callback.errorParams : callback.params).at(-1)),
    ),
    cause: {
      kind: 'library',
      name: library,
      words: `as \`${library}\` ${isAssumed ? 'may ignore' : 'ignores'} rejections`,
    },
    steps: [
      { at: failure.range, what: 'can fail, and nothing catches it' },
      {
        ...(by.file !== undefined && { file: by.file }),
        at: by.at,
        what: `\`${by.call}\` ignores the promise of the handler`,
      },
    ],
  };
}

/** What the library exports a type of its model as: what stands for the parameter of a callback. */
function typeNamed(model: LibraryModel, type: string | null | undefined): string | null {
  return (
    Object.entries(model.exports).find(([, member]) => typeof type === 'string' && member.type === type)?.[0] ?? null
  );
}

/** Where a failed message comes again, only one that can never be read does harm; elsewhere every failure does. */
function consumerProblem(file: FileAnalysis, call: LibraryCall, fn: FunctionNode): Problem | null {
  const parse = uncaughtParse(file, fn);
  if (call.call.consumes === 'redelivered')
    return (
      parse && {
        at: headOf(file, fn),
        messageId: 'poison',
        data: { failure: textOf(file, parse) },
        steps: [{ at: parse.range, what: 'throws on malformed text' }],
      }
    );
  const failure = parse ?? (fn.async && !fn.generator ? openFailure(file, fn) : null);
  const steps = failure ? [{ at: failure.range, what: 'can fail, and nothing catches it' }] : [];
  return failure && { at: headOf(file, fn), messageId: 'consumer', data: { failure: textOf(file, failure) }, steps };
}

function textOf(file: FileAnalysis, failure: Node): string {
  const shown = failure.type === 'AwaitExpression' ? bare(failure.argument) : failure;
  return shown.type === 'CallExpression' ? `${calleeText(file, shown)}(...)` : excerpt(file.text, shown.range);
}
