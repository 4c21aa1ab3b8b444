import { describe, expect, it } from 'vitest';
import {
  isPasswordName,
  isPlainIdKeyName,
  isSecretColumn,
  isSecretName,
  maskGrade,
  variableName,
} from '../../src/words/secret-names.js';

/** Name, then what each policy says of it: the rule, the mask, the schema. */
const NAMES: readonly (readonly [name: string, rule: boolean, mask: ReturnType<typeof maskGrade>, column: boolean])[] =
  [
    // passwords, in every spelling
    ['password', true, 'sure', true],
    ['PASSWORD', true, 'sure', true],
    ['dbPassword', true, 'sure', true],
    ['DB_PASSWORD', true, 'sure', true],
    ['db-password', true, 'sure', true],
    ['dbpassword', true, 'sure', true],
    ['passWord', true, 'sure', true],
    ['pass_phrase', true, 'sure', true],
    ['passwd', true, 'sure', true],
    ['pwd', true, 'sure', true],
    ['userPwd', true, 'sure', true],
    ['passphrase', true, 'sure', true],
    ['passcode', true, 'sure', true],
    ['password2', true, 'sure', true],
    ['passwords', true, 'sure', true],
    // secrets and credentials
    ['secret', true, 'sure', true],
    ['jwtSecret', true, 'sure', true],
    ['jwtsecret', true, 'sure', true],
    ['SECRET_PROD', true, 'sure', true],
    ['clientSecret', true, 'sure', true],
    ['secretValue', true, 'sure', true],
    ['credentials', true, 'sure', true],
    ['mfaSecret', true, 'sure', true],
    // keys
    ['apiKey', true, 'sure', true],
    ['APIKey', true, 'sure', true],
    ['apikey', true, 'sure', true],
    ['api_keys', true, 'sure', true],
    ['x-api-key', true, 'sure', true],
    ['sessionKey', true, 'sure', true],
    ['sessionkey', false, 'sure', true],
    ['privateKey', true, 'sure', true],
    ['encryptionKey', true, 'sure', true],
    ['secretAccessKey', true, 'sure', true],
    // tokens
    ['accessToken', true, 'sure', true],
    ['refresh_token', true, 'sure', true],
    ['botToken', true, 'sure', true],
    ['token', false, 'likely', true],
    ['resetToken', false, 'likely', true],
    ['csrfToken', false, 'likely', true],
    ['authtokens', false, 'sure', true],
    // words that mean other things too
    ['pass', false, 'sure', true],
    ['pin', false, 'sure', true],
    ['otp', false, 'sure', true],
    ['salt', false, 'sure', true],
    ['pepper', false, 'sure', true],
    ['cvv', false, 'sure', true],
    ['recoveryCodes', false, 'sure', true],
    ['seedPhrase', false, 'sure', true],
    ['authorization', false, 'likely', false],
    ['mfa', false, 'likely', true],
    ['signature', false, 'likely', false],
    ['key', false, 'possible', false],
    ['stripeKey', false, 'possible', false],
    ['passwordHash', false, 'possible', true],
    ['password_hash', false, 'possible', true],
    ['hash', false, null, true],
    // pieces and copies
    ['keyParts', false, 'possible', false],
    ['secretA', false, 'sure', false],
    ['testPassword', false, 'sure', true],
    ['passwordConfirm', false, null, false],
    ['confirmPassword', false, 'sure', true],
    // the last noun decides
    ['PASSWORD_RESET_SUBJECT', false, null, false],
    ['PASSWORD_MIN_LENGTH', false, null, false],
    ['passwordField', false, null, false],
    ['passwordChangedAt', false, null, false],
    ['tokenQuery', false, null, false],
    ['tokenUrl', false, null, false],
    ['tokenCount', false, null, false],
    ['tokenExpiresAt', false, null, false],
    ['TOKEN_HEADER', false, null, false],
    ['secretName', false, null, false],
    ['apiKeyHeader', false, null, false],
    ['apiKeyId', false, null, false],
    ['saltRounds', false, null, false],
    ['pinCount', false, null, false],
    ['nextPageToken', false, 'likely', true],
    // made to be known, or no secret at all
    ['publicKey', false, null, false],
    ['publishableKey', false, null, false],
    ['primaryKey', false, null, false],
    ['foreignKey', false, null, false],
    ['cacheKey', false, null, false],
    ['translationKey', false, null, false],
    ['secretary', false, null, false],
    ['compass', false, null, false],
    ['bypass', false, null, false],
    ['passive', false, null, false],
    ['keyboard', false, null, false],
    ['monkey', false, null, false],
    ['author', false, null, false],
    ['spinner', false, null, false],
    ['statusCode', false, null, false],
    ['errorCode', false, null, false],
    ['username', false, null, false],
    ['email', false, null, false],
  ];

describe('one list of secret names, read with three policies', () => {
  it.each(NAMES)('%s: rule %s, mask %s, column %s', (name, rule, mask, column) => {
    expect({ rule: isSecretName(name), mask: maskGrade(name), column: isSecretColumn(name) }).toEqual({
      rule,
      mask,
      column,
    });
  });

  it('the mask hides whatever the rule reports, and the schema keeps back what the rule knows', () => {
    for (const [name] of NAMES) {
      if (!isSecretName(name)) continue;
      expect(maskGrade(name), name).toBe('sure');
      expect(isSecretColumn(name), name).toBe(true);
    }
  });
});

describe('isPasswordName', () => {
  it.each(['password', 'userPassword', 'dbpassword', 'pass_word', 'pwd'])('%s is', (name) =>
    expect(isPasswordName(name)).toBe(true),
  );
  it.each(['passwords', 'jwtsecret', 'pass', 'passwordHash', 'confirmPassword', 'bypass'])('%s is not', (name) =>
    expect(isPasswordName(name)).toBe(false),
  );
});

it('knows vendors whose keys are plain UUIDs, and the variable of a name', () => {
  expect(['herokuApiKey', 'herokuAppId', 'publicSnykToken'].map(isPlainIdKeyName)).toEqual([true, false, false]);
  expect(['dbPassword', 'API_KEY', ''].map(variableName)).toEqual(['DB_PASSWORD', 'API_KEY', 'SECRET']);
});
