import { bare, memberName, type FileAnalysis } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';
import { untrustedCalls } from './untrusted-calls.js';
import { untrustedWrites } from './untrusted-writes.js';

interface Options {
  readonly singleKey: boolean;
}

export default defineRule<Options>({
  id: 'no-prototype-pollution',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [1321, 470],
    owasp: ['A05:2025', 'A08:2021'],
    docs: {
      description: 'Reports writes and calls under keys from outside that can reach the prototype of all objects',
      impact:
        'A client that sends `__proto__` as a key gives every object of the process a property: ' +
        'checks of roles and options pass that never should.',
      fix: 'Keep such data in a `Map`, refuse the key `__proto__`, or take keys from a list only.',
      refactoring: 'Parse the input with a schema at the edge and write named properties.',
    },
    messages: {
      reached:
        '{{source}} chooses the object that `{{target}}` writes to; ' +
        'with `__proto__` it is the prototype of all objects. Use a `Map`, or refuse that key.',
      path:
        '{{source}} is the path that `{{call}}` writes to: the client chooses the property, ' +
        'also inherited ones. Look it up in a list of allowed paths.',
      merged:
        '{{source}} is merged deeply by `{{call}}`, which in this version follows `__proto__`. ' +
        'Update the library, or parse the input with a schema first.',
      chosen:
        '{{source}} names the property of `{{target}}` that is written, and the client sends its value too: ' +
        'also `__proto__`, and properties it must not set. Take the names from a list, ' +
        'or parse the input with a schema.',
      shared:
        '`{{target}}` belongs to the prototype that other objects share: writing it changes them all. ' +
        'Write the property of the object, or of a class of its own.',
      called:
        '{{source}} names the function that `{{target}}` calls: also `constructor` and all else that objects ' +
        'inherit, and any other name ends in an error. Look it up in a `Map`, or ask `Object.hasOwn` first.',
      direct:
        '{{source}} is the key that `{{target}}` writes to: the client chooses the property. Use a `Map`, ' +
        'or take the key from a list.',
    },
    schema: [{ type: 'object', properties: { singleKey: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ singleKey: false }],
    strictOptions: [{ singleKey: true }],
    speaksOf: ['object-path', 'merged-object'],
    gate: /__proto__|[\w$)\]]\s*(?:\?\.)?\[|\bset(?:With|Property)?\b|unset|merge|defaultsDeep|\bextend\b/i,
  },
  *problems(file, { singleKey }) {
    yield* writtenByLibraries(file, singleKey);
    yield* writtenToPrototypes(file);
    for (const { node, member, value } of untrustedCalls(file)) {
      yield {
        at: member.range,
        messageId: 'called',
        data: { source: sourceSubject(value), target: calleeText(file, node) },
        ...handedIn(value),
        steps: evidence(value, member.range, 'names the function that is called'),
        severity: 'medium',
      };
    }
    for (const { node, value, depth } of untrustedWrites(file)) {
      if (depth === 'direct' && !singleKey) continue;
      yield {
        at: node.range,
        messageId: depth,
        data: { source: sourceSubject(value), target: excerpt(file.text, node.range) },
        ...handedIn(value),
        steps: evidence(
          value,
          node.range,
          depth === 'reached' ? 'chooses the object that is written' : 'is the key that is written',
        ),
        ...(depth !== 'reached' && { severity: depth === 'chosen' ? ('medium' as const) : ('low' as const) }),
      };
    }
  },
});

/** `value.__proto__.name = …` in plain sight. A class that fills its own prototype knows who shares it. */
function* writtenToPrototypes(file: FileAnalysis): Generator<Problem> {
  for (const { left } of file.nodes('AssignmentExpression')) {
    const target = bare(left);
    if (target.type !== 'MemberExpression') continue;
    const prototype = bare(target.object);
    if (prototype.type !== 'MemberExpression' || memberName(prototype) !== '__proto__') continue;
    const owner = bare(prototype.object);
    if (owner.type === 'ThisExpression' || (owner.type === 'MemberExpression' && memberName(owner) === 'prototype'))
      continue;
    yield {
      at: target.range,
      messageId: 'shared',
      data: { target: excerpt(file.text, target.range) },
      severity: 'medium',
    };
  }
}

function* writtenByLibraries(file: FileAnalysis, singleKey: boolean): Generator<Problem> {
  for (const { kind, node, call, model } of [...file.sinks('object-path'), ...file.sinks('merged-object')]) {
    const value = file.valueFor(node, kind);
    if (file.judge(value, kind) !== 'tainted' || value.source === 'argv') continue;
    const single = model.singleKey === true;
    if (single && !singleKey) continue;
    const merges = kind === 'merged-object';
    if (merges && !value.shapes.includes('obj')) continue;
    const text = calleeText(file, call.node);
    yield {
      at: node.range,
      messageId: merges ? 'merged' : single ? 'direct' : 'path',
      data: { source: sourceSubject(value), call: text, target: text },
      ...handedIn(value),
      steps: evidence(value, node.range, merges ? 'is merged' : 'is the path that is written'),
      ...(single && { severity: 'low' as const }),
    };
  }
}
