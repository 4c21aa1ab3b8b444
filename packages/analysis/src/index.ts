export * from './vocabulary/concepts.js';
export * from './vocabulary/analysis.js';
export * from './vocabulary/symbol-refs.js';
export * from './vocabulary/project-view.js';
export { settlesAddress } from './guards/foreign-guards.js';
export { constant } from './flow/lattice.js';
export * from './vocabulary/library-model.js';
export { ENTRY_KINDS } from './vocabulary/entry-shapes.js';
export { remembered } from './vocabulary/remembered.js';
export * from './vocabulary/value.js';
export type { Admitted } from './vocabulary/admitted.js';
export { allOf, fieldOf, objectOf, resolved, UNSEEN } from './flow/schemas/admitted.js';
export { PART_NAMES, sourceOfPart } from './flow/schemas/request-parts.js';
export { filledScreens } from './flow/schemas/filled-screens.js';
export type { Given, MadeScreens, Screen } from './vocabulary/screens.js';
export type { ScreenModel } from './vocabulary/schemas.js';
export * from './vocabulary/facts.js';
export {
  bounded,
  isSentKey,
  leavesBodyOut,
  madeFrom,
  madeOf,
  provesSender,
  withArguments,
} from './vocabulary/value-origins.js';
export { extractFacts } from './summary/extract.js';
export { lookupsOf } from './domain/queries/lookups.js';
export { isChange, queryOf } from './domain/queries/queries.js';
export { isOfList } from './domain/access/unlike.js';
export { isKeyIn } from './domain/sql/sql-key.js';
export { isLookupTable } from './domain/queries/lookup-tables.js';
export { callInLoop, type QueryCall, queryCalls } from './summary/query-call.js';
export { registrationsOf } from './domain/http/routes.js';
export { hasOwnClient } from './domain/transactions/own-client.js';
export { transactionOf } from './domain/transactions/transactions.js';
export { builderOf, type LibraryTarget } from './domain/queries/library-target.js';
export { analyse, registryOf } from './analyse.js';
export { isFoundByName } from './words/convention-names.js';
export { demandsRight } from './words/demand-names.js';
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
export { defaultOf, instanceOf, memberOf as memberMeaning, typeRef, weaker } from './symbols/meaning.js';
export type { Meaning } from './vocabulary/project-view.js';
export { isUnder } from './symbols/callback-parameters.js';
export { createRegistry, type ModelRegistry } from './symbols/model-registry.js';
export { type Binding, bindingOf } from './symbols/binding.js';
export { accessPath } from './guards/access-path.js';
export {
  derived,
  flat,
  isOpenFor,
  join,
  joinAll,
  judge,
  madeNames,
  memberValue,
  safe,
  unknown,
  untrustedShapes,
  withStep,
} from './flow/lattice.js';
export { trimValue } from './summary/trim-value.js';
export { OF_INSTANCE } from './summary/texts.js';
export { isSetUpPath } from './words/set-up-paths.js';
export { isTrialPlace } from './words/trial-places.js';
export { namesWholeTable, saysWholeTable } from './words/whole-table.js';
export { type AddressKind, isAddressKind, type Origin, originOf } from './guards/address.js';
export { inPlaceOf, memberAt, resolveReasons } from './flow/substitution.js';
export { isOfClientsChoice, keptEntries, type KeptEntry } from './domain/calls/growing-stores.js';
export { type GivenCallback, givenCallbacks } from './domain/promises/given-callbacks.js';
export { type AsyncCall, asyncCallOf, yieldsPromise } from './domain/promises/async-call.js';
export { listenerEffect, type ListenerEffect } from './domain/promises/listener-effect.js';
export { cannotReject, handlesOwnFailures, openFailures } from './domain/promises/own-failures.js';
export { neverRejects, promiseHandler } from './domain/promises/promise-chain.js';
export { isOnOnePath } from './domain/transactions/one-path.js';
export {
  runsAtOnce,
  runsWithin,
  transactionBodies,
  type TransactionBody,
} from './domain/transactions/transaction-body.js';
export { isIndependentRecord } from './domain/queries/independent-record.js';
export { lazyFate, type LazyFate } from './domain/queries/lazy-query.js';
export { inTransaction, originsOf, receiversOf, wholeChain } from './domain/transactions/transaction-membership.js';
export { builtInModels } from './models/registry.js';
export { type DetailKind, type ErrorDetail, errorDetailsIn } from './domain/failures/error-detail.js';
export { isMeantToBeShown } from './domain/failures/error-guards.js';
export { responseStatus } from './domain/http/response-status.js';
export { isCopiedCode, LICENCE_FILES } from './packages/licence.js';
export { requestHandlerAround } from './domain/http/request-path.js';
export { runsInBrowser } from './syntax/browser-code.js';
export { asksEnvironment, dependsOnEnvironment } from './guards/conditions.js';
export { type Condition, conditionsAt } from './guards/conditions-at.js';
export { type RouteHandler, routeHandlers } from './domain/http/route-handlers.js';
export { type HtmlOutput, htmlOutputs } from './domain/http/html-outputs.js';
export { returnedRedirects } from './domain/http/returned-answers.js';
export { argumentsOf } from './domain/calls/arguments-of.js';
export { isCreation } from './domain/queries/creation.js';
export { type Elements, listsBehind } from './domain/calls/list-elements.js';
export { optionTest } from './domain/calls/option-test.js';
export { isRefused } from './guards/refused-texts.js';
export { settingElsewhere } from './domain/calls/settings-elsewhere.js';
export { objectBehind, sinkModels } from './domain/calls/sinks.js';
export { type Behind, isText, openEndsBehind, type TextBehind, textsBehind } from './domain/calls/texts-behind.js';
export { corsPolicies, type CorsPolicy } from './domain/http/cors-policies.js';
export { cookiesSet } from './domain/http/cookies-set.js';
export type { CookieAttribute, CookieSet } from './domain/http/cookie-settings.js';
export { type HeaderSet, headersSet } from './domain/http/headers-set.js';
export { fileRole } from './packages/file-role.js';
export {
  dependenciesOf,
  isClientProgram,
  isPackageManifest,
  isPublished,
  isServing,
  type Manifest,
  type PackagePlace,
  packageRole,
  packageRoleOf,
} from './packages/package-role.js';
export type { PackageRole } from './vocabulary/concepts.js';
export { settingsNestTooDeeply } from './packages/settings-depth.js';
export { isMemberOf, workspaceGlobs, type WorkspaceTexts } from './packages/workspace-members.js';
export { isMinified } from './syntax/minified.js';
export { codeInFilter } from './flow/filter-code.js';
export { type Catalogs, catalogsIn } from './packages/catalogs.js';
export { declaredDependencies } from './packages/declared-dependencies.js';
export { declaredVersion, UNKNOWN_VERSION } from './packages/declared-version.js';
export { lockedVersionsIn } from './packages/locked-versions.js';
export { nameTokens } from './words/name-tokens.js';
export {
  heldName,
  isPasswordName,
  isPlainIdKeyName,
  isSecretColumn,
  isSecretName,
  maskGrade,
  type MaskGrade,
  variableName,
} from './words/secret-names.js';
export { isHandleName, isRepeatableName } from './words/transaction-names.js';
export { untrustedOrigin } from './domain/addresses/untrusted-origin.js';
export { isCredential } from './domain/access/credentials.js';
export { isLogCall, swallowing, triedBy } from './domain/failures/swallowing.js';
export { FORM_SOURCES } from './domain/http/form-sources.js';
export { isForwarded } from './domain/http/forwarded.js';
export { openFailure } from './domain/http/open-failure.js';
export { type LoggedPart, loggedParts } from './domain/logging/logged-parts.js';
export { isLogger, loggerCalls, ownLoggerEntries } from './domain/logging/logger-call.js';
export { isTested } from './domain/queries/maybe-missing.js';
export { onlyReads } from './summary/only-reads.js';
export { vanishingFilter } from './domain/queries/vanishing-filter.js';
export { boundColumn } from './domain/randomness/bound-column.js';
export { isCredentialKey, isGuessableSecret, isMade } from './domain/randomness/guessable-name.js';
export { isMailedLink } from './domain/randomness/mailed-link.js';
export { isKeyed, keyedDigest } from './domain/secrets/keyed-digest.js';
export { dotted, isDistinct, MASK, masked, textMask, type TextMask } from './domain/secrets/mask.js';
export { namesOfSecretTakers, type TakerNames } from './domain/secrets/names-of-takers.js';
export { type OutsideSecret, outsideSecrets, secretsShownBy } from './domain/secrets/outside-secrets.js';
export { namesBehind, passwordBehind } from './domain/secrets/password-behind.js';
export { isPortedCode } from './domain/secrets/ported-code.js';
export { PREFIXES, secretIn } from './domain/secrets/providers.js';
export { secretRanges } from './domain/secrets/secret-ranges.js';
export { mergedRanges, secretsInText } from './domain/secrets/secrets-in-text.js';
export { isPlaceholder, isSecretValue } from './domain/secrets/value-grammar.js';
export { SQL_GATE } from './domain/sql/grammar.js';
export { holePosition } from './domain/sql/hole-position.js';
export { hasOwnText, isHandedOn, sqlEvidence, type SqlHole, type SqlText, sqlTexts } from './domain/sql/sql-texts.js';
export { swallowedInTransaction } from './summary/swallowed.js';
export { isWithin, nodesWithin } from './syntax/nodes-within.js';
