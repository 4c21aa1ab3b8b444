import {
  bare,
  dependsOnEnvironment,
  isFunction,
  requestHandlerAround,
  textOf,
  type FileAnalysis,
  type Node,
  listenerEffect,
  type ListenerEffect,
} from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { statementAtEnd } from '../edits/statement-edits.js';
import { textStyleOf } from '../edits/text-style.js';
import { wholeRange } from '../edits/whole-range.js';
import { excerpt } from '../evidence.js';
import { unheardHooks } from './end-hooks.js';

const UNCAUGHT = 'uncaughtException';

interface ProcessListener {
  readonly event: string;
  readonly listener: Node;
  readonly call: Node;
  readonly effect: ListenerEffect;
}

export default defineRule({
  id: 'require-graceful-lifecycle',
  meta: {
    severity: 'medium',
    cwe: [705, 404],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports servers that live on after an uncaught exception, that end in the middle of a request, ' +
        'or that drop what is running when they are told to stop',
      impact:
        'A process in an unknown state keeps answering, or requests, ' +
        'transactions and messages that were under way are cut off.',
      fix:
        'Log and exit after an uncaught exception; answer with an error in a handler; ' +
        'close the server and its clients on a signal, then exit.',
      refactoring:
        'Keep one shutdown function that closes the server, the consumers and the pools in this order, ' +
        'and call it from every signal.',
    },
    messages: {
      livesOn:
        'After an uncaught exception the process goes on in an unknown state, ' +
        'with locks and connections nobody gives back. Log it and exit; the supervisor starts a new process.',
      exitInHandler:
        '`{{call}}` ends the process for everyone while it serves one request. Answer with an error, ' +
        'or pass the error on.',
      abruptExit:
        'On `{{signal}}` the server exits without closing, so requests under way are cut off. ' +
        'Close the server and its clients, then exit.',
      unheard:
        '`{{name}}` gives back what is held, and does not run when a signal ends the process: nothing tells the ' +
        'application. Call `enableShutdownHooks()` where it is created.',
      exit: 'Exit at the end.',
    },
    schema: [],
    exempt: ['test', 'generated', 'migration', 'client', 'script', 'config'],
    gate: /uncaughtException|process\.(?:exit|abort)\b|onModuleDestroy|ApplicationShutdown/,
  },
  *problems(file): Generator<Problem> {
    const listeners = processListeners(file);
    for (const { event, listener, call, effect } of listeners) {
      if (dependsOnEnvironment(file, call)) continue;
      const others = listeners.filter((other) => other.event === event && other.listener !== listener);
      if (event === UNCAUGHT && effect === 'notes' && others.every((other) => other.effect === 'notes')) {
        yield { at: listener.range, messageId: 'livesOn', suggestions: exitAtEnd(file, listener) };
      } else if (
        event !== UNCAUGHT &&
        isAbrupt({ listener, effect }) &&
        others.length === 0 &&
        file.callsWith('listens').length > 0
      ) {
        yield { at: listener.range, messageId: 'abruptExit', data: { signal: event } };
      }
    }
    for (const { node, name, releases } of unheardHooks(file))
      yield {
        at: node.range,
        messageId: 'unheard',
        data: { name },
        steps: [{ at: releases.range, what: 'is what would be given back' }],
        cause: { kind: 'project', words: 'as nothing tells the application that the process ends' },
      };
    for (const call of file.callsNamed('exit', 'abort')) {
      if (
        call.type !== 'CallExpression' ||
        !isOfProcess(file, call.callee) ||
        !requestHandlerAround(file, call) ||
        dependsOnEnvironment(file, call)
      )
        continue;
      yield { at: call.range, messageId: 'exitInHandler', data: { call: excerpt(file.text, call.range) } };
    }
  },
});

/** What listens for uncaught exceptions and for the signals a supervisor stops a process with. */
function processListeners(file: FileAnalysis): ProcessListener[] {
  const found: ProcessListener[] = [];
  for (const call of file.callsNamed('on', 'once', 'addListener', 'prependListener')) {
    if (call.type !== 'CallExpression' || !isOfProcess(file, call.callee)) continue;
    const [name, listener] = call.arguments;
    const event = name ? textOf(name) : null;
    if (!listener || (event !== UNCAUGHT && event !== 'SIGTERM' && event !== 'SIGINT')) continue;
    found.push({ event, listener, call, effect: listenerEffect(file, listener) });
  }
  return found;
}

/** Nothing but notes and the end: `() => process.exit(0)`, `process.exit`. */
function isAbrupt({ listener, effect }: Pick<ProcessListener, 'listener' | 'effect'>): boolean {
  return effect === 'notes-and-ends' || (effect === 'ends' && bare(listener).type === 'MemberExpression');
}

function isOfProcess(file: FileAnalysis, callee: Node): boolean {
  const member = bare(callee);
  return member.type === 'MemberExpression' && file.typeOf(member.object)?.name === 'Process';
}

function exitAtEnd(file: FileAnalysis, listener: Node): readonly Suggestion[] {
  if (!isFunction(listener) || !listener.body) return [];
  const { body } = listener;
  if (body.type === 'BlockStatement')
    return body.body.at(-1)?.type === 'ReturnStatement'
      ? []
      : [{ messageId: 'exit', edits: [statementAtEnd(file, body, 'process.exit(1)')] }];
  const { semicolon } = textStyleOf(file);
  return [
    {
      messageId: 'exit',
      edits: [
        { range: wholeRange(file, body), text: `{ ${file.text.slice(...body.range)}; process.exit(1)${semicolon} }` },
      ],
    },
  ];
}
