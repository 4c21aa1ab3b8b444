import { bare } from '../../syntax/wrappers.js';
import { memberName } from '../../syntax/keys.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';
import { nameTokens } from '../../words/name-tokens.js';

const BUSTS_CACHE = /[?&](?:r|t|ts|v|_|cb|rnd|rand|random|time|nocache|cachebuster)=$/i;

/**
 * A text that is an address with a part of its own, handed to a call that sends mail or messages: whoever knows it can
 * follow it.
 */
export function isMailedLink(
  file: FileAnalysis,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  argument: Node,
): boolean {
  const callee = bare(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (name === null || !sendsMail(name)) return false;
  const { parts = [] } = file.valueOf(argument);
  const [first] = parts;
  const hole = parts.findLastIndex((part) => 'hole' in part);
  const before = parts[hole - 1];
  return (
    first !== undefined &&
    'text' in first &&
    /^https?:\/\//i.test(first.text) &&
    before !== undefined &&
    'text' in before &&
    !BUSTS_CACHE.test(before.text)
  );
}

function sendsMail(name: string): boolean {
  const tokens = nameTokens(name);
  return (
    /^(?:send|deliver|notify|mail|email)$/.test(tokens[0] ?? '') &&
    tokens.some((token) => /^(?:e?mail|mails|sms|message)$/.test(token))
  );
}
