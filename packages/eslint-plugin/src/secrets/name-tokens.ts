/** The words of a name live with the list of names. */
export { nameTokens } from '@backend-architect/analysis';
