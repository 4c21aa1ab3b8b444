/** The rules' policy on the one list of secret names, which the mask and the schema read too. */
export { isPasswordName, isPlainIdKeyName, isSecretName, variableName } from '@backend-architect/analysis';
