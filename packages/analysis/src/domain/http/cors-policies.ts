import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { CorsModel } from '../../vocabulary/setting-shapes.js';
import { propertyOf } from '../../syntax/keys.js';
import { isFunction } from '../../syntax/functions.js';
import { bare } from '../../syntax/wrappers.js';
import { handedPlugin } from '../calls/handed-plugin.js';
import type { Value } from '../../vocabulary/value.js';
import { settingElsewhere } from '../calls/settings-elsewhere.js';
import { objectBehind } from '../calls/sinks.js';

/** A policy of a library, as it stands in the code. What cannot be seen yields no policy. */
export interface CorsPolicy {
  readonly call: LibraryCall;
  readonly model: CorsModel;
  /** What `origin` is set to; null when it is left to the default. */
  readonly origin: Node | null;
  /** `credentials: true`. */
  readonly credentials: TSESTree.Property | null;
  /** The options are those of another file: what they say of the origin, and whether credentials are sent. */
  readonly elsewhere?: { readonly options: Node; readonly origin: Value | 'missing'; readonly credentials: boolean };
}

/** Policies of cross-origin access the file sets up, in source order. */
export function corsPolicies(file: FileAnalysis): CorsPolicy[] {
  const own = file
    .callsWith('cors')
    .filter(({ call }) => !call.cors?.handed)
    .flatMap((call) => policyOf(file, call, call.call.cors));
  const handed = file.callsWith('mount').flatMap((call) => policyOf(file, call, handedTo(file, call)));
  return [...own, ...handed].sort((a, b) => a.call.node.range[0] - b.call.node.range[0]);
}

function handedTo(file: FileAnalysis, call: LibraryCall): CorsModel | undefined {
  const policy = handedPlugin(file, call)?.cors;
  return policy?.handed ? policy : undefined;
}

function policyOf(file: FileAnalysis, call: LibraryCall, model: CorsModel | undefined): CorsPolicy[] {
  if (!model || call.node.type === 'TaggedTemplateExpression') return [];
  const nothing = { call, model, origin: null, credentials: null };
  let options: Node | undefined = call.node.arguments[model.arg];
  if (options?.type === 'SpreadElement') return [];
  if (model.property !== undefined) {
    const holder = options && objectBehind(file, options);
    const entry = holder ? propertyOf(holder, model.property) : null;
    if (entry === null || entry === 'unknown') return [];
    options = entry.value;
    const { constant } = file.valueOf(options);
    if (constant === true) return [nothing];
  }
  if (!options) return [nothing];
  if (isFunction(bare(options))) return [];
  const object = objectBehind(file, options);
  if (!object) return policyElsewhere(file, nothing, options);
  const origin = propertyOf(object, 'origin');
  const credentials = propertyOf(object, 'credentials');
  if (origin === 'unknown') return [];
  const sent =
    credentials !== null && credentials !== 'unknown' && file.valueOf(credentials.value).constant === true
      ? credentials
      : null;
  return [{ call, model, origin: origin && origin.value, credentials: sent }];
}

function policyElsewhere(file: FileAnalysis, nothing: CorsPolicy, options: Node): CorsPolicy[] {
  const origin = settingElsewhere(file, options, 'origin');
  if (origin === 'unknown') return [];
  const credentials = settingElsewhere(file, options, 'credentials');
  return [
    {
      ...nothing,
      elsewhere: { options, origin, credentials: typeof credentials !== 'string' && credentials.constant === true },
    },
  ];
}
