import { bare, conditionsAt, dependsOnEnvironment, type FileAnalysis, type Hazard } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { excerpt } from '../evidence.js';
import { loginWrites } from './login-writes.js';
import { hasServerSessions, isSessionLibrary } from './server-sessions.js';

interface Options {
  readonly defaultStore?: boolean;
}

export default defineRule<Options>({
  id: 'require-secure-session',
  meta: {
    severity: 'high',
    cwe: [384, 613],
    owasp: ['A07:2025', 'A07:2021'],
    api: ['API2:2023'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports logins that keep the session id of before, sessions kept in memory, ' +
        'and protections of a login that are switched off',
      impact: 'Somebody who planted a session id, or a page of another site, acts as the person who logs in.',
      fix:
        'Give the session a new id when somebody logs in, keep sessions in a store, ' +
        'and leave the protections of the login library on.',
      refactoring:
        'Log in and out in one function each: regenerate, write who it is, save; destroy and clear the cookie.',
    },
    messages: {
      fixation:
        'The login is written into `{{session}}` under the id the browser brought along, ' +
        'which somebody may have planted. Call `regenerate` first.',
      uninitialized:
        '`saveUninitialized: true` gives every visitor a session that is kept, ' +
        'with an id that is known before the login. Set it to `false`.',
      memory:
        'Sessions are kept in the memory of this process: lost at each restart, unknown to a second one, ' +
        'and never cleaned up. Use a store.',
      noStore:
        'Without `store`, sessions are kept in the memory of this process: ' +
        'lost at each restart and never cleaned up. Give one.',
      off: '`{{setting}}` switches off a protection of every login. Remove it.',
      save: 'Save sessions that hold something only.',
    },
    schema: [
      {
        type: 'object',
        properties: { defaultStore: { type: 'boolean', description: 'Report sessions without a store too.' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
    strictOptions: [{ defaultStore: true }],
    exempt: ['test', 'generated', 'migration', 'client', 'script'],
    speaksOf: ['session-fixation', 'memory-store', 'unprotected-login'],
    gate: /session|useSecureCookies|disable(?:CSRF|Origin)Check|skipCSRFCheck|trustedOrigins|defaultCookieAttributes/i,
  },
  *problems(file, { defaultStore }) {
    const writes = hasServerSessions(file) ? [...loginWrites(file)] : [];
    for (const { assignment, session } of writes)
      yield { at: assignment.left.range, messageId: 'fixation', data: { session: excerpt(file.text, session.range) } };
    for (const hazard of file.hazards('session-fixation'))
      if (logsIn(file) || writes.length > 0) yield* uninitialized(file, hazard);
    for (const hazard of file.hazards('memory-store')) yield* inMemory(file, hazard, defaultStore === true);
    for (const { node, property } of file.hazards('unprotected-login')) {
      if (!dependsOnEnvironment(file, node))
        yield {
          at: (property ?? node).range,
          messageId: 'off',
          data: { setting: excerpt(file.text, (property ?? node).range) },
        };
    }
  },
});

/** A library that logs in is used beside the one that keeps the sessions. */
function logsIn(file: FileAnalysis): boolean {
  return file.libraries.some((model) => model.family === 'auth' && !isSessionLibrary(model));
}

function* uninitialized(file: FileAnalysis, { node, property }: Hazard): Generator<Problem> {
  if (dependsOnEnvironment(file, node)) return;
  const plain = bare(node);
  yield {
    at: (property ?? node).range,
    messageId: 'uninitialized',
    severity: 'low',
    suggestions:
      plain.type === 'Literal' ? [{ messageId: 'save', edits: [{ range: plain.range, text: 'false' }] }] : [],
  };
}

/** Any condition around it means that somebody can choose another store. */
function* inMemory(file: FileAnalysis, { node, property, model }: Hazard, defaultStore: boolean): Generator<Problem> {
  const isLeftOut = model.missing === true && !property;
  if (
    (isLeftOut && !defaultStore) ||
    dependsOnEnvironment(file, node) ||
    conditionsAt(node).some(({ outside }) => !outside)
  )
    return;
  yield {
    at: (isLeftOut ? calleeOf(node) : (property ?? node)).range,
    messageId: isLeftOut ? 'noStore' : 'memory',
    severity: 'medium',
  };
}

function calleeOf(node: Hazard['node']): Hazard['node'] {
  return node.type === 'CallExpression' ? node.callee : node;
}
