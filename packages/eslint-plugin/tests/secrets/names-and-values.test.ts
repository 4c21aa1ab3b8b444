import { describe, expect, it } from 'vitest';
import { addressPassword } from '../../../rules/src/no-hardcoded-secrets/address-password.js';
import { nameTokens } from '../../../analysis/src/words/name-tokens.js';
import { isPasswordName, isSecretName, variableName } from '../../../analysis/src/words/secret-names.js';
import { isSecretValue } from '../../../analysis/src/domain/secrets/value-grammar.js';

describe('nameTokens', () => {
  it.each([
    ['dbPassword', ['db', 'password']],
    ['DB_PASSWORD', ['db', 'password']],
    ['APIKey', ['api', 'key']],
    ['x-api-key', ['x', 'api', 'key']],
    ['password2', ['password']],
    ['oauth2ClientSecret', ['oauth', 'client', 'secret']],
  ])('%s', (name, tokens) => {
    expect(nameTokens(name)).toEqual(tokens);
  });
});

describe('isSecretName', () => {
  it.each([
    'password', 'dbPassword', 'DB_PASSWORD', 'jwtSecret', 'JWT_SECRET', 'apiKey', 'API_KEY', 'privateKey',
    'accessToken', 'botToken', 'clientSecret', 'SECRET_PROD', 'encryptionKey', 'zapApiKey', 'secretValue',
    'smtp_password',
  ])('%s is', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'PASSWORD_RESET_SUBJECT', 'TOKEN_HEADER', 'passwordField', 'secretName', 'apiKeyHeader', 'apiKeyId', 'tokenUrl',
    'passwordHash', 'passwordMinLength', 'key', 'token', 'primaryKey', 'foreignKey', 'translationKey', 'csrfToken',
    'publicKey', 'passwordConfirm', 'confirmPassword', 'secretary', 'compass', 'passive', 'keyboard', 'cacheKey',
    'testPassword', 'invalidToken', 'changePasswordChallenge', 'secretsPath', 'nextPageToken', 'author',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('isPasswordName', () => {
  it.each(['password', 'userPassword', 'passwd', 'pwd', 'newPassword', 'passphrase'])('%s is', (name) =>
    expect(isPasswordName(name)).toBe(true),
  );
  it.each([
    'passwordHash', 'passwordConfirm', 'confirmPassword', 'repeatPassword', 'apiKey', 'token', 'secret',
    'passwordResetToken', 'etag',
  ])('%s is not', (name) => expect(isPasswordName(name)).toBe(false));
});

describe('isSecretValue', () => {
  it.each([
    'v9dn0balpqas1pcc281tn5ood1', 'Xk7#pQ2!vR9z', '8f14e45fceea167a5a36dedd4bea2543',
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYzzzKEY', 'kT4mQz8vLw2NxR7pYb3H',
  ])('%s is', (value) => {
    expect(isSecretValue(value, 'apiKey')).toBe(true);
  });

  it.each([
    'Reset your password', 'Must be 8 chars', 'errors.secret.required', 'auth/password/reset/form', 'x-access-token',
    'password', 'apiKey', 'api_key', 'changeme', 'your-secret-here', 'session_cookie_secret_key_here', '<API_KEY>',
    '${API_KEY}', '{{apiKey}}', '********', 'xxxxxxxxxxxx', 'process.env.API_KEY',
    '3b241101-e2bb-4255-8caf-4136c566a962', '507f1f77bcf86cd799439011',
    'sha512-oLDq3jw7AcLqKWH2AhCpVTZl8mf6X2YReP+Neh0SJUzV/BdZYjth94tG5toiMB1PPrYtxOCfaoUCkvtuH+3AJA==',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'pk_live_51H8kQ2vR9zXk7pQ2vR9z',
    '/etc/ssl/private/key.pem', './config/secret.json', 'https://auth.acme.com/token?x=1a2b3c',
    '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', 'AWSSecretsManager', 'refreshTokenCookieName',
    'BearerTokenStrategy', 'hunter2', '12345678901234', 'user-password-v2',
  ])('%s is not', (value) => {
    expect(isSecretValue(value, 'apiKey')).toBe(false);
  });
});

describe('addressPassword', () => {
  it.each([
    'postgres://app:kT4mQz8vLw@db.acme.io/app', 'mongodb+srv://root:9fX2pQ@cluster0.ab1cd.mongodb.net',
    'redis://:f93kdlw0@10.1.2.3:6379', 'postgres://postgres:postgres@10.211.55.70',
  ])('%s', (text) => {
    expect(addressPassword(text)).not.toBeNull();
  });

  it.each([
    'postgres://postgres:postgres@localhost:5432/test', 'postgres://postgres:postgres@127.0.0.1/x',
    'postgres://postgres:postgres@postgres_db', 'mysql://root:root@db/app', 'postgres://user:password@db.acme.io/app',
    'postgres://user:pass@host:5432/db', 'postgres://app:${PASSWORD}@db.acme.io',
    'postgres://app:<password>@db.acme.io', 'https://user:secret123@example.com', 'https://acme.io/a:b@c',
    'redis://cache.acme.io:6379',
  ])('not %s', (text) => {
    expect(addressPassword(text)).toBeNull();
  });
});

it('names an environment variable', () => {
  expect(['dbPassword', 'apiKey', 'API_KEY', ''].map(variableName)).toEqual([
    'DB_PASSWORD', 'API_KEY', 'API_KEY', 'SECRET',
  ]);
});
