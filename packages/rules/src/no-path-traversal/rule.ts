import { reachesOnlySiblings } from './only-siblings.js';
import { bare, type FileAnalysis, type Node, type Sink, type Value } from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { fixedEnding, leavesNothingToReach } from './fixed-ending.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { askedOf, calleeText, evidence, handedIn, severityOf, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-path-traversal',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [22, 73],
    owasp: ['A01:2025', 'A01:2021'],
    api: ['API8:2023'],
    docs: {
      description: 'Reports request input in file paths that may leave their folder',
      impact: 'A client that sends `../../.env` reads, overwrites or deletes files outside the intended folder.',
      fix:
        'Take `path.basename` of the name, or resolve the path and refuse it unless it still begins with ' +
        'the folder and a separator.',
      refactoring: 'Store files under names the server makes and keep the name the client gave in the database.',
    },
    messages: {
      path:
        '{{source}} becomes part of a path given to `{{call}}`, so `..` leads out of its folder. ' +
        'Use `path.basename`, or resolve it and compare with the folder.',
      sibling:
        '{{source}} becomes part of a path given to `{{call}}`, ' +
        'and the test before asks only how it begins: ' +
        'a folder beside it whose name begins the same (`uploads-old`) passes too. ' +
        'Compare with the folder and a separator behind it.',
      archive:
        '`{{call}}` writes every entry of the archive where its name says, also outside the folder. ' +
        'Use a library that refuses such names, and leave its protection on.',
      unseen: 'Can request input reach {{receiver}}, where it {{what}}?',
      whole:
        '{{source}} is the path given to `{{call}}`. Look the file up by an id, ' +
        'or resolve the path and compare it with an allowed folder.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['file-path', 'archive-names'],
    gate: new RegExp(
      'file|path|read|write|stat|unlink|rm|mkdir|open|access|copy|rename|stream|exists|dir|download|send|link|append|' +
        'extract|unpack|compress|zip|render|image',
      'i',
    ),
  },
  *problems(file) {
    const reported = new Set<number>();
    const found = file.sinks('file-path').flatMap((sink): Found[] => {
      const value = file.valueFor(sink.node, 'file-path');
      // Whoever starts a program may name its files.
      if (
        file.judge(value, 'file-path') !== 'tainted' ||
        value.source === 'argv' ||
        // The thing itself may stand in the place of its path.
        (sink.model.onlyTexts && !isText(file, sink.node, value)) ||
        reported.has(sink.node.range[0]) ||
        leavesNothingToReach(fixedEnding(file, sink.node))
      )
        return [];
      reported.add(sink.node.range[0]);
      return [{ sink, value }];
    });
    for (const { node, call } of file.hazards('archive-names'))
      yield { at: node.range, messageId: 'archive', data: { call: calleeText(file, call.node) }, severity: 'medium' };
    for (const sink of file.sinks('file-path'))
      yield* askedOf(file, sink, file.valueFor(sink.node, 'file-path'), 'is used as a path');
    for (const { sink, value } of found) {
      // Whether the file is there is asked before it is read: the reading is what is said.
      if (sink.model.onlyLooks && found.some((other) => !other.sink.model.onlyLooks && isSameInput(other.value, value)))
        continue;
      yield {
        at: sink.node.range,
        messageId: reachesOnlySiblings(file, sink.node) ? 'sibling' : value.steps.length <= 1 ? 'whole' : 'path',
        data: { source: sourceSubject(value), call: calleeText(file, sink.call.node) },
        ...handedIn(value),
        steps: evidence(value, sink.node.range, 'is used as a path'),
        severity: sink.model.onlyLooks ? 'low' : reachesOnlySiblings(file, sink.node) ? 'medium' : severityOf(value),
        ...valueCause(file, sink.node),
      };
    }
  },
});

interface Found {
  readonly sink: Sink;
  readonly value: Value;
}

/** Read from the request at the same place. */
function isSameInput({ steps: [a] }: Value, { steps: [b] }: Value): boolean {
  return a !== undefined && b !== undefined && a.at[0] === b.at[0] && a.at[1] === b.at[1];
}

/** Not a thing of the request as a whole, which may be bytes. */
function isText(file: FileAnalysis, node: Node, { shapes }: Value): boolean {
  return shapes.includes('str') && !file.symbolOf(bare(node))?.member.source?.shapes.includes('obj');
}
