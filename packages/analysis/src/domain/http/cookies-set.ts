import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { CookieModel } from '../../vocabulary/setting-shapes.js';
import { keyOf, memberName, propertyOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { argumentsOf } from '../calls/arguments-of.js';
import { dependsOnEnvironment } from '../../guards/conditions.js';
import { cookieTexts } from './cookie-texts.js';
import { handedPlugin } from '../calls/handed-plugin.js';
import { settingElsewhere } from '../calls/settings-elsewhere.js';
import { objectBehind } from '../calls/sinks.js';
import type { CookieAttribute, CookieSet } from './cookie-settings.js';

/** Cookies the file sets, in source order. Those whose options cannot be seen, and those that delete, are left out. */
export function cookiesSet(file: FileAnalysis): CookieSet[] {
  const own = file
    .callsWith('cookie')
    .filter(({ call }) => !call.cookie?.handed)
    .flatMap((call) => cookieOf(file, call, call.call.cookie));
  const handed = file.callsWith('mount').flatMap((call) => {
    const model = handedPlugin(file, call)?.cookie;
    return model?.handed ? cookieOf(file, call, model) : [];
  });
  return [...own, ...handed, ...cookieTexts(file)].sort((a, b) => a.call.node.range[0] - b.call.node.range[0]);
}

function cookieOf(file: FileAnalysis, call: LibraryCall, model: CookieModel | undefined): CookieSet[] {
  if (
    !model ||
    call.node.type === 'TaggedTemplateExpression' ||
    call.node.arguments.some(({ type }) => type === 'SpreadElement')
  )
    return [];
  const first = model.nameArg === undefined ? undefined : call.node.arguments[model.nameArg];
  if (model.nameArg !== undefined && !first) return [];
  const whole = first ? objectBehind(file, first) : null;
  const options = whole ?? optionsOf(file, call, model);
  if (options === 'unknown') return cookieElsewhere(file, call, model, first ?? null);
  const named = model.nameProperty && options ? found(file, options, model.nameProperty) : null;
  const name = whole ? held(whole, 'name') : named === 'unknown' ? named : (first ?? named?.value ?? null);
  const value = whole
    ? held(whole, 'value')
    : model.valueArg === undefined
      ? null
      : (call.node.arguments[model.valueArg] ?? null);
  if (name === 'unknown' || value === 'unknown' || (whole && !name)) return [];
  if (model.valueArg !== undefined && (!value || isNothing(file, value) || expiresAtOnce(file, options))) return [];
  const httpOnly = attribute(file, options, 'httpOnly', model.defaults?.httpOnly === true);
  const secure = attribute(file, options, 'secure', model.defaults?.secure !== undefined);
  const sameSite = options && found(file, options, 'sameSite');
  const crossSite =
    sameSite !== null &&
    sameSite !== 'unknown' &&
    String(file.valueOf(sameSite.value).constant).toLowerCase() === 'none';
  return [{ call, model, name, value, options, httpOnly, secure, crossSite }];
}

/** Options of another file, as a whole or as the member that is meant. */
function cookieElsewhere(file: FileAnalysis, call: LibraryCall, model: CookieModel, name: Node | null): CookieSet[] {
  const { arg, property } = model.options;
  const [argument] = argumentsOf(call, arg);
  const object = argument ? objectBehind(file, argument) : null;
  const entry = object && property ? found(file, object, property) : null;
  const holder = object ? (entry === 'unknown' ? null : entry?.value) : argument;
  const value =
    model.valueArg === undefined || call.node.type === 'TaggedTemplateExpression'
      ? null
      : (call.node.arguments[model.valueArg] ?? null);
  if (!holder || (model.nameProperty !== undefined && !name) || (value && isNothing(file, value))) return [];
  const said = (key: string): ReturnType<typeof settingElsewhere> =>
    settingElsewhere(file, holder, object || !property ? key : `${property}.${key}`);
  const attributeOf = (key: string, byDefault: boolean): CookieAttribute => {
    const setting = said(key);
    if (setting === 'missing') return { is: byDefault ? 'on' : 'off' };
    if (setting === 'unknown' || setting.constant === undefined) return { is: 'open' };
    return { is: setting.constant === false || setting.constant === null ? 'off' : 'on' };
  };
  const age = said('maxAge');
  if (typeof age !== 'string' && typeof age.constant === 'number' && age.constant <= 0) return [];
  const sameSite = said('sameSite');
  return [
    {
      call,
      model,
      name,
      value,
      options: null,
      elsewhere: true,
      httpOnly: attributeOf('httpOnly', model.defaults?.httpOnly === true),
      secure: attributeOf('secure', model.defaults?.secure !== undefined),
      crossSite: typeof sameSite !== 'string' && String(sameSite.constant).toLowerCase() === 'none',
    },
  ];
}

function optionsOf(
  file: FileAnalysis,
  call: LibraryCall,
  { options: { arg, property } }: CookieModel,
): TSESTree.ObjectExpression | null | 'unknown' {
  const [argument] = argumentsOf(call, arg);
  if (!argument) return null;
  const object = objectBehind(file, argument);
  if (!object) return bare(argument).type === 'Literal' ? null : 'unknown';
  if (!property) return object;
  const entry = found(file, object, property);
  if (entry === 'unknown') return 'unknown';
  if (entry) return objectBehind(file, entry.value) ?? 'unknown';
  return isAssigned(file, property) ? 'unknown' : null;
}

function held(object: TSESTree.ObjectExpression, name: string): Node | null | 'unknown' {
  const entry = propertyOf(object, name);
  return entry === null || entry === 'unknown' ? entry : entry.value;
}

/** The property, also of an object in this file that is spread in. */
function found(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  name: string,
): TSESTree.Property | null | 'unknown' {
  let result: TSESTree.Property | null | 'unknown' = null;
  for (const entry of object.properties) {
    if (entry.type === 'Property') {
      const key = keyOf(entry.key, entry.computed);
      if (key === name) result = entry;
      else if (key === null && result === null) result = 'unknown';
      continue;
    }
    const spread = objectBehind(file, entry.argument);
    const inner = spread ? found(file, spread, name) : 'unknown';
    if (inner !== null) result = inner;
  }
  return result;
}

function attribute(
  file: FileAnalysis,
  options: TSESTree.ObjectExpression | null,
  name: string,
  byDefault: boolean,
): CookieAttribute {
  const at = options && found(file, options, name);
  if (at === 'unknown') return { is: 'open' };
  if (at === null) return { is: byDefault ? 'on' : isAssigned(file, name) ? 'open' : 'off' };
  const { constant } = file.valueOf(at.value);
  if (constant === undefined || dependsOnEnvironment(file, at) || isAssigned(file, name)) return { is: 'open', at };
  return { is: constant === false || constant === null ? 'off' : 'on', at };
}

/** `options.secure = true` anywhere: who sets it later may well mean this one. */
function isAssigned(file: FileAnalysis, name: string): boolean {
  return file.nodes('AssignmentExpression').some(({ left }) => {
    const target = bare(left);
    return target.type === 'MemberExpression' && memberName(target) === name;
  });
}

/** Nothing of anyone: no text, a word that stands in the code, or the options that were meant to follow it. */
function isNothing(file: FileAnalysis, value: Node): boolean {
  const plain = bare(value);
  const object = objectBehind(file, plain);
  if (object && (expiresAtOnce(file, object) || isOnlyOptions(object))) return true;
  return (plain.type === 'Identifier' && plain.name === 'undefined') || file.valueOf(plain).constant !== undefined;
}

/** What a cookie is sent with, and nothing of whoever it is for. */
const OPTIONS = new Set([
  'httpOnly', 'secure', 'sameSite', 'path', 'domain', 'maxAge', 'expires', 'signed', 'priority', 'partitioned',
  'overwrite',
]);

function isOnlyOptions({ properties }: TSESTree.ObjectExpression): boolean {
  return (
    properties.length > 0 &&
    properties.every((entry) => entry.type === 'Property' && OPTIONS.has(keyOf(entry.key, entry.computed) ?? ''))
  );
}

/** A moment that is over when the browser reads it. */
const PAST = /^(?:new Date\((?:[01]|Date\.now\(\)(?:\s*-\s*[\w.*\s]+)?|['"].*1970.*)?\)|['"].*1970.*)$/;

/** `maxAge: 0`, `expires: new Date(0)`: the browser is told to forget it. */
function expiresAtOnce(file: FileAnalysis, options: TSESTree.ObjectExpression | null): boolean {
  const age = options && found(file, options, 'maxAge');
  const { constant } = age !== null && age !== 'unknown' ? file.valueOf(age.value) : { constant: undefined };
  if (typeof constant === 'number' && constant <= 0) return true;
  if (age !== null && age !== 'unknown' && /^-\d/.test(file.text.slice(...bare(age.value).range))) return true;
  const until = options && found(file, options, 'expires');
  return until !== null && until !== 'unknown' && PAST.test(file.text.slice(...bare(until.value).range));
}
