import {
  isSentKey,
  leavesBodyOut,
  type CallModel,
  type CheckFact,
  type GuardDuty,
  type ValueOrigin,
} from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { optionSaid } from '../option-said.js';

/**
 * What a call of a library proves whose client another file makes: a token or signature was verified, or the caller was
 * asked for. `values`: what its arguments are made of, as far as that may tell; of nothing that was sent it proves
 * nothing.
 */
export function linkedProves(
  { token, identifies, duty, dutyUnless, result, async }: CallModel,
  call: LinkedCall,
  { when, unlike, awaited, member }: Extract<CheckFact, { kind: 'call' }>,
  values: readonly ValueOrigin[],
): GuardDuty | null {
  if (!awaited && async === 'promise') return null;
  // Who is not signed in is `null`, or nothing at all.
  if (identifies === 'result' && dutyUnless?.some((test) => optionSaid(call.fact.args, test) !== 'no')) return null;
  if (identifies === 'result')
    return when === 'truthy' && (unlike === undefined || unlike === 'null' || unlike === 'nullish')
      ? 'authentication'
      : null;
  if (token?.does !== 'verify' || token.validMember !== undefined || member || call.given.length > 0) return null;
  const key = token.keyArg === undefined ? undefined : values[token.keyArg];
  const over = token.payloadArg === undefined ? undefined : values[token.payloadArg];
  if (values.length === 0 || (key && isSentKey(key)) || (over && leavesBodyOut([over]))) return null;
  // What tells by its result says nothing by coming back.
  const tells = result?.is === 'safe' && result.shapes.includes('bool');
  if (tells ? when !== 'truthy' || (unlike !== undefined && unlike !== 'false') : when === 'falsy') return null;
  return duty?.includes('signature') ? 'signature' : 'authentication';
}
