import {
  bare,
  cookiesSet,
  dependsOnEnvironment,
  type CookieSet,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import { attributeEdits, type Attribute } from './attribute-edits.js';
import { loginCookie } from './login-cookie.js';
import { isOwnersDecision } from './owner-decided.js';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';

export default defineRule({
  id: 'no-insecure-cookie',
  meta: {
    severity: 'high',
    cwe: [1004, 614, 1275],
    owasp: ['A02:2025', 'A05:2021'],
    api: ['API8:2023'],
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Reports cookies that open an account and can be read by scripts, or are sent over plain HTTP',
      impact:
        'One script that gets into a page, or one request over plain HTTP, ' +
        'is enough to take over the account of a visitor.',
      fix: 'Set `httpOnly`, `secure` and `sameSite` on every cookie that holds a session or a token.',
      refactoring: 'Keep the options of login cookies in one constant, and set these cookies in one place.',
    },
    messages: {
      readable: 'The cookie `{{name}}` opens an account, and every script of the page can read it. Set {{set}}.',
      cleartext: 'The cookie `{{name}}` opens an account and is also sent over plain HTTP. Set {{set}}.',
      refused: 'Browsers refuse `{{name}}`: a cookie for other sites must be `secure`. Set {{set}}.',
      protect: 'Set {{set}}.',
    },
    schema: [],
    exempt: NOT_SERVING,
    gate: /cookie|session['"]/i,
  },
  *problems(file) {
    for (const cookie of cookiesSet(file)) {
      const weak = (['httpOnly', 'secure'] as const).filter(
        (attribute) => cookie[attribute].is === 'off' && !(attribute === 'secure' && isOwnersDecision(file, cookie)),
      );
      if (weak.length === 0) continue;
      const name = loginCookie(file, cookie);
      if (name !== null && !dependsOnEnvironment(file, cookie.call.node)) yield problemOf(file, cookie, weak, name);
    }
  },
});

function problemOf(file: FileAnalysis, cookie: CookieSet, weak: readonly Attribute[], name: string): Problem {
  const isReadable = weak.includes('httpOnly');
  const data = { name, set: weak.map((attribute) => `\`${attribute}\``).join(' and ') };
  return {
    at: placeOf(cookie, weak).range,
    messageId: isReadable ? 'readable' : cookie.crossSite ? 'refused' : 'cleartext',
    data,
    ...(isReadable ? {} : { severity: 'medium' }),
    ...repair(file, cookie, weak, data.set),
  };
}

/** Where it is written, else the name of the cookie, else what is called. */
function placeOf({ call, name, text, ...cookie }: CookieSet, weak: readonly Attribute[]): Node {
  const written = weak.map((attribute) => cookie[attribute].at).find((at) => at !== undefined);
  if (written) return written;
  if (text) return text;
  if (name !== null && typeof name !== 'string') return name;
  return call.node.type === 'TaggedTemplateExpression' ? call.node.tag : call.node.callee;
}

/**
 * `httpOnly` that was left out of options that stand here is added by itself. A suggestion where somebody wrote
 * `false`, where there are no options yet, and for `secure`: who is served over plain HTTP, or behind a proxy that is
 * not trusted, cannot log in with it.
 */
function repair(
  file: FileAnalysis,
  cookie: CookieSet,
  weak: readonly Attribute[],
  set: string,
): Pick<Problem, 'fix' | 'suggestions'> {
  const edits = cookie.elsewhere ? null : attributeEdits(file, cookie, weak);
  if (!edits) return {};
  const isLeftOut = weak.every((attribute) => !cookie[attribute].at);
  if (isLeftOut && !weak.includes('secure') && cookie.options && isInCall(cookie)) return { fix: edits };
  return { suggestions: [{ messageId: 'protect', data: { set }, edits }] };
}

/** Options under a name may serve other cookies as well. */
function isInCall({ call, options }: CookieSet): boolean {
  return (
    call.node.type !== 'TaggedTemplateExpression' && call.node.arguments.some((argument) => bare(argument) === options)
  );
}
