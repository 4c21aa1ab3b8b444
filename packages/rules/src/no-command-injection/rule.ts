import {
  listsBehind,
  textOf,
  type Elements,
  type FileAnalysis,
  type Node,
  type Sink,
  type Value,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { askedOf, calleeText, evidence, handedIn, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-command-injection',
  meta: {
    severity: 'critical',
    weight: 'sender',
    cwe: [78, 88],
    owasp: ['A05:2025', 'A03:2021'],
    api: ['API8:2023'],
    docs: {
      description: 'Reports request input in shell commands and as options of programs',
      impact: 'Whoever sends the request runs programs on the server with the rights of this process.',
      fix:
        'Start the program without a shell, give its arguments as a list, ' +
        'and put `--` before values that come from outside.',
      refactoring: 'Put the program behind one function that takes checked values and builds the argument list itself.',
    },
    messages: {
      shell:
        '{{source}} becomes part of the shell command of `{{call}}`. ' +
        'Start the program without a shell and pass arguments as a list.',
      program: '{{source}} chooses what `{{call}}` runs. Look the command up in a list of allowed ones.',
      unseen: 'Can request input reach {{receiver}}, where it {{what}}?',
      option:
        '{{source}} is an argument of the program that `{{call}}` starts; ' +
        "a value that begins with `-` is read as an option. Put `'--'` before it.",
    },
    schema: [],
    speaksOf: ['shell-command', 'process-argument'],
    gate: /exec|spawn|fork|shell|\$`|command|child_process/,
  },
  *problems(file) {
    for (const sink of file.sinks('shell-command')) {
      const value = file.valueFor(sink.node, 'shell-command');
      yield* askedOf(file, sink, value, 'becomes part of a shell command');
      // Whoever types the arguments of this process has a shell already.
      if (file.judge(value, 'shell-command') !== 'tainted' || value.source === 'argv') continue;
      yield {
        ...found(file, sink, sink.node, value),
        messageId: value.parts?.some((part) => 'text' in part) ? 'shell' : 'program',
        ...handedIn(value),
      };
    }
    const scripts = new Set<Node>(file.sinks('shell-command').map(({ node }) => node));
    for (const sink of file.sinks('process-argument')) {
      const argument = openArgument(file, sink);
      if (argument && !scripts.has(argument.node))
        yield {
          ...found(file, sink, argument.node, argument.value),
          messageId: 'option',
          severity: 'medium',
          ...handedIn(argument.value),
        };
    }
  },
});

interface OpenArgument {
  readonly node: Node;
  readonly value: Value;
}

/**
 * The first argument that may begin with a dash and has no `--` before it, or the list when all of it comes from
 * outside.
 */
function openArgument(file: FileAnalysis, sink: Sink): OpenArgument | null {
  const lists = listsBehind(file, sink.node, sink.call.node);
  if (lists.length === 0) return openList(file, sink.node, sink.node);
  return lists.map((list) => openElement(file, list)).find((open) => open !== null) ?? null;
}

function openElement(file: FileAnalysis, list: Elements): OpenArgument | null {
  for (const element of list) {
    if (!element) continue;
    if (textOf(element) === '--') return null;
    const open = element.type === 'SpreadElement' ? openList(file, element.argument, element) : openText(file, element);
    if (open) return open;
  }
  return null;
}

function openText(file: FileAnalysis, node: Node): OpenArgument | null {
  const value = file.valueFor(node, 'process-argument');
  const first = value.parts?.[0];
  const beginsFixed = first !== undefined && 'text' in first && first.text !== '';
  return !beginsFixed && isOpen(file, value) ? { node, value } : null;
}

/** A list is read as arguments; an object in its place would be options. */
function openList(file: FileAnalysis, list: Node, node: Node): OpenArgument | null {
  const value = file.valueFor(list, 'process-argument');
  return value.shapes.includes('arr') && isOpen(file, value) ? { node, value } : null;
}

function isOpen(file: FileAnalysis, value: Value): boolean {
  return file.judge(value, 'process-argument') === 'tainted' && value.source !== 'argv';
}

function found(
  file: FileAnalysis,
  sink: Sink,
  node: Node,
  value: Value,
): Pick<Problem, 'at' | 'data' | 'steps' | 'cause'> {
  return {
    at: node.range,
    data: { source: sourceSubject(value), call: calleeText(file, sink.call.node) },
    steps: evidence(value, node.range, 'is given to the program that is started'),
    ...valueCause(file, node),
  };
}
