import { routeHandlers, type Node, type RouteHandler } from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { excerpt } from '../evidence.js';
import { passwordInAddress } from './password-in-address.js';
import { stateChange } from './state-changes.js';

export default defineRule({
  id: 'no-state-change-on-get',
  meta: {
    severity: 'high',
    cwe: [650, 352],
    owasp: ['A01:2025', 'A01:2021'],
    api: ['API5:2023'],
    docs: {
      description: 'Reports handlers of GET that change stored data, or take a password out of the address',
      impact:
        'A picture tag, a preview of a chat program or a crawler deletes or changes data with the rights of ' +
        'whoever is logged in.',
      fix:
        'Answer POST, PUT, PATCH or DELETE instead, which other sites cannot trigger with a link and nobody ' +
        'fetches ahead.',
      refactoring: 'Let GET handlers call functions that only read, and give writes routes and functions of their own.',
    },
    messages: {
      get:
        '`{{call}}` changes data when {{route}} is asked for: links, previews and other sites can do that. ' +
        'Answer {{method}} instead.',
      password:
        'A password stands in the address of {{route}} (`{{read}}`): it is kept in logs, in histories of browsers and ' +
        'by whatever is in between. Take it from the body of a POST.',
    },
    schema: [],
    gate: /\.(?:get|head)\(|\bGet\b|\bHead\b|Query\(|method:/,
  },
  *problems(file) {
    const reported = new Set<Node>();
    for (const handler of routeHandlers(file)) {
      if (handler.method !== 'GET' && handler.method !== 'HEAD' && handler.method !== 'QUERY') continue;
      const password = handler.method === 'QUERY' ? null : passwordInAddress(file, handler.fn);
      if (password && !reported.has(password)) {
        reported.add(password);
        const data = { read: excerpt(file.text, password.range), route: routeName(handler) };
        yield { at: password.range, messageId: 'password', data };
      }
      const change = stateChange(file, handler);
      if (!change || reported.has(change)) continue;
      reported.add(change);
      const callee = change.type === 'CallExpression' ? change.callee : change;
      const call = excerpt(file.text, callee.range);
      yield {
        at: change.range,
        messageId: 'get',
        data: { call, route: routeName(handler), method: methodFor(handler, call) },
      };
    }
  },
});

function routeName({ method, path }: RouteHandler): string {
  if (method === 'QUERY') return 'a GraphQL query';
  return path ? `\`${method} ${path}\`` : `this ${method} route`;
}

function methodFor({ method }: RouteHandler, call: string): string {
  if (method === 'QUERY') return 'a mutation';
  return /delete|remove|destroy/i.test(call) ? 'DELETE' : 'POST or PATCH';
}
