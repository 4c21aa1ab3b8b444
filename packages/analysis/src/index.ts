export * from './concepts.js';
export * from './analysis.js';
export * from './project-view.js';
export { settlesAddress } from './flow/foreign-guards.js';
export { constant } from './flow/lattice.js';
export * from './models/define.js';
export * from './flow/value.js';
export * from './facts/types.js';
export { MAX_LIST } from './facts/args.js';
export { extractFacts } from './facts/extract.js';
export { queryOf } from './facts/queries.js';
export { isKeyIn } from './facts/sql-key.js';
export { isLookupTable } from './facts/lookup-tables.js';
export { callAt, queryCalls, type QueryCall } from './facts/query-call.js';
export { registrationsOf } from './facts/routes.js';
export { transactionOf } from './facts/transactions.js';
export type { LibraryTarget } from './facts/library-target.js';
export { analyse, registryOf } from './analyse.js';
export { bare, outer, unwrap } from './syntax/wrappers.js';
export { keyOf, memberName, propertyOf, textOf } from './syntax/keys.js';
export {
  dottedName,
  eachStatement,
  enclosingClass,
  enclosingFunction,
  isClass,
  isFunction,
  nameOf,
  returnedExpressions,
} from './syntax/functions.js';
export { lineTable, type LineTable, type Position } from './syntax/line-table.js';
export { defaultOf, instanceOf, memberOf as memberMeaning, typeRef, weaker, type Meaning } from './symbols/meaning.js';
export { createRegistry, type ModelRegistry } from './symbols/model-registry.js';
export { bindingOf, type Binding } from './symbols/binding.js';
export { accessPath } from './flow/access-path.js';
export {
  untrustedShapes,
  derived,
  flat,
  join,
  joinAll,
  judge,
  memberValue,
  safe,
  sanitized,
  unknown,
  withStep,
} from './flow/lattice.js';
export { trimValue } from './facts/trim-value.js';
export { OF_INSTANCE } from './facts/texts.js';
export { isTrialPlace } from './words/trial-places.js';
export { isAddressKind, originOf, type AddressKind, type Origin } from './flow/address.js';
export { memberAt, resolveReasons, substitute } from './flow/substitution.js';
export { givenCallbacks, type GivenCallback } from './calls/given-callbacks.js';
export { asyncCallOf, yieldsPromise, type AsyncCall } from './calls/async-call.js';
export { listenerEffect, type ListenerEffect } from './calls/listener-effect.js';
export { cannotReject, handlesOwnFailures, openFailures } from './calls/own-failures.js';
export { neverRejects, promiseHandler } from './calls/promise-chain.js';
export { runsWithin, transactionBodies, type TransactionBody } from './calls/transaction-body.js';
export { isIndependentRecord } from './calls/independent-record.js';
export { lazyFate, type LazyFate } from './calls/lazy-query.js';
export { inTransaction, originsOf, receiversOf, wholeChain } from './calls/transaction-membership.js';
export { builtInModels } from './models/registry.js';
export { errorDetailsIn, type DetailKind, type ErrorDetail } from './errors/error-detail.js';
export { isMeantToBeShown } from './errors/error-guards.js';
export { responseStatus } from './calls/response-status.js';
export { isCopiedCode, LICENCE_FILES } from './licence.js';
export { requestHandlerAround } from './calls/request-path.js';
export { runsInBrowser } from './syntax/browser-code.js';
export { asksEnvironment, conditionsAt, dependsOnEnvironment, type Condition } from './calls/conditions.js';
export { routeHandlers, type RouteHandler } from './calls/route-handlers.js';
export { htmlOutputs, type HtmlOutput } from './calls/html-outputs.js';
export { argumentsOf } from './calls/arguments-of.js';
export { listsBehind, type Elements } from './calls/list-elements.js';
export { optionTest } from './calls/option-test.js';
export { isRefused } from './calls/refused-texts.js';
export { settingElsewhere } from './calls/settings-elsewhere.js';
export { objectBehind, sinkModels } from './calls/sinks.js';
export { isText, openEndsBehind, textsBehind, type Behind, type TextBehind } from './calls/texts-behind.js';
export { corsPolicies, type CorsPolicy } from './calls/cors-policies.js';
export { cookiesSet, type CookieAttribute, type CookieSet } from './calls/cookies-set.js';
export { headersSet, type HeaderSet } from './calls/headers-set.js';
export { fileRole } from './file-role.js';
export {
  isPackageManifest,
  packageRole,
  packageRoleOf,
  type Manifest,
  type PackagePlace,
  type PackageRole,
} from './package-role.js';
export { settingsNestTooDeeply } from './settings-depth.js';
export { isMemberOf, workspaceGlobs, type WorkspaceTexts } from './workspace-members.js';
export { isMinified } from './minified.js';
export { codeInFilter } from './flow/filter-code.js';
export { catalogsIn, type Catalogs } from './versions/catalogs.js';
export { declaredDependencies } from './versions/declared-dependencies.js';
export { declaredVersion, UNKNOWN_VERSION } from './versions/declared-version.js';
export { lockedVersionsIn } from './versions/locked-versions.js';
export { nameTokens } from './words/name-tokens.js';
export {
  heldName,
  isPasswordName,
  isPlainIdKeyName,
  isSecretColumn,
  isSecretName,
  maskGrade,
  variableName,
  type MaskGrade,
} from './words/secret-names.js';
