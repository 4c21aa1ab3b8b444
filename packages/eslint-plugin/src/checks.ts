/** The rules as pure functions, for hosts that are not a linter. Needs no ESLint. */
export * from '@backend-architect/rules';
