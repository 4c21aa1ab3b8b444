import {
  type FileAnalysis,
  responseStatus,
  returnedRedirects,
  type Sink,
  type SourceKind,
  untrustedOrigin,
  type Value,
} from '@backend-architect/analysis';
import { secretLinks } from './secret-links.js';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-untrusted-redirect-or-link',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [601, 640],
    owasp: ['A01:2025', 'A01:2021'],
    docs: {
      description: 'Reports redirects a link can send anywhere, and secret links whose host comes from a header',
      impact:
        'A link to your site ends on a page of an attacker, ' +
        'or a password reset mail carries its token to a host the attacker named.',
      fix:
        'Redirect to paths the program writes, compare the origin of `new URL(next, BASE)` with your own, ' +
        'and take the host of links from the configuration.',
      refactoring: 'Keep the page to return to in the session, or as a name that is looked up in a list of pages.',
    },
    messages: {
      redirect:
        '{{source}} decides where `{{call}}` sends the browser, ' +
        'so a link to this site can end on any other. Allow paths on this host only: ' +
        'compare `new URL(value, BASE).origin` with your own.',
      link:
        '{{source}} is the host of a link that carries a secret, ' +
        'and whoever asks for the link can write that header. Take the host from the configuration.',
    },
    schema: [],
    speaksOf: ['redirect-target'],
    gate: /redirect|location|:\/\//i,
  },
  *problems(file) {
    const reported = new Set<number>();
    for (const sink of file.sinks('redirect-target')) {
      const value = file.valueFor(sink.node, 'redirect-target', { except: NOT_BY_LINKS });
      const culprit = untrustedOrigin(file, sink.node, value, 'redirect-target');
      if (!culprit || !isWrittenByLink(culprit) || isNoRedirect(file, sink) || reported.has(sink.node.range[0]))
        continue;
      reported.add(sink.node.range[0]);
      yield {
        at: sink.node.range,
        messageId: 'redirect',
        data: { source: sourceSubject(culprit), call: calleeText(file, sink.call.node) },
        ...handedIn(value),
        steps: evidence(value, sink.node.range, 'is where the browser is sent'),
        ...valueCause(file, sink.node),
      };
    }
    for (const { node, method } of returnedRedirects(file)) {
      const value = file.valueFor(node, 'redirect-target', { except: NOT_BY_LINKS });
      const culprit = untrustedOrigin(file, node, value, 'redirect-target');
      if (!culprit || !isWrittenByLink(culprit)) continue;
      yield {
        at: node.range,
        messageId: 'redirect',
        data: { source: sourceSubject(culprit), call: excerpt(file.text, method.key.range) },
        ...handedIn(value),
        steps: evidence(value, node.range, 'is where the browser is sent'),
        ...valueCause(file, node),
      };
    }
    for (const { node, host } of secretLinks(file)) {
      const link: Problem = {
        at: node.range,
        messageId: 'link',
        severity: 'high',
        data: { source: sourceSubject(host) },
        steps: evidence(host, node.range, 'is the host of this link'),
      };
      yield link;
    }
  },
});

/**
 * Headers and cookies are written by the browser of the victim, and the URL of the request itself has led to this
 * handler.
 */
const NOT_BY_LINKS: readonly SourceKind[] = ['header', 'cookie', 'argv', 'message', 'url'];

/** What a link or a form on another site can fill in. */
function isWrittenByLink({ source }: Value): boolean {
  return source === undefined || !NOT_BY_LINKS.includes(source);
}

/** `201 Created` names the new thing in the same header; no browser follows it. */
function isNoRedirect(file: FileAnalysis, sink: Sink): boolean {
  const status = responseStatus(file, sink.call);
  return typeof status === 'number' && (status < 300 || status > 399);
}
