import { describe, expect, it } from 'vitest';
import { dotted, masked, textMask } from '../../../analysis/src/domain/secrets/mask.js';
import { isRandomText, isWordy, randomIn } from '../../../analysis/src/domain/secrets/random-text.js';
import { secretsInText } from '../../../analysis/src/domain/secrets/secrets-in-text.js';

describe('textMask', () => {
  const mask = textMask(['orange77', 'admin', 'correct horse battery', 'user-service', 'k4mQ']);

  it.each([
    ["`connect('orange77')` is called", "`connect('••••••••')` is called"],
    ['POST /hooks/orange77', 'POST /hooks/••••••••'],
    ["login('admin')", "login('••••••••')"],
    ['login(\\"admin\\")', 'login(\\"••••••••\\")'],
    ["use('correct\n   horse battery')", "use('••••••••')"],
    ["use('ora...", "use('••••••••..."],
    ["use('admin', 'or…", "use('••••••••', '••••••••…"],
    ['password=letmein and more', 'password=•••••••• and more'],
    ['postgres://me:apfelmus@db/shop', 'postgres://me:••••••••@db/shop'],
  ])('%s', (text, expected) => expect(mask(text)).toBe(expected));

  it.each([
    'the admin route `admin` of src/user-service.ts', 'the orange and 77', "open('file...", 'Bind the value...',
    'password: required',
  ])('keeps %s', (text) => expect(mask(text)).toBe(text));

  it('tells nothing of the length', () => {
    expect(textMask()('password=a1b2c')).toBe(textMask()('password=a1b2c3d4e5f6a7b8c9d0'));
  });

  it('gives back what it has masked as it is', () => {
    for (const text of ["`connect('orange77')`", 'password=letmein', 'Bearer 9f8a7b6c5d4e3f2a'])
      expect(mask(mask(text))).toBe(mask(text));
  });
});

it('dots keep length and lines, the mask does not', () => {
  expect(dotted("a('xy\r\nz')", [[3, 8]])).toBe("a('••\r\n•')");
  expect(masked("a('xyz')", [[3, 6]])).toBe("a('••••••••')");
});

describe('secretsInText', () => {
  const found = (text: string): readonly string[] => secretsInText(text).map((range) => text.slice(...range));

  it.each([
    ['redis://:orange77@cache', ['orange77']],
    ['smtp://me%40acme.io:or%40nge@mail', ['or%40nge']],
    ['Authorization: Basic YWRtaW46aHVudGVyMg==', ['YWRtaW46aHVudGVyMg==']],
    ['--password=orange77 --user=me', ['orange77']],
    ['?access_token=9f8a7b&x=1', ['9f8a7b']],
    ['{"client_secret": "apfelmus"}', ['apfelmus']],
    ['Pwd=orange77;Server=x', ['orange77']],
    ['pin: 4711', ['4711']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    'Basic authentication', 'Bearer token', 'Bearer realm="shop"', 'WHERE token = t.token AND pin=$1',
    'password=${password}', 'SET password = :password', 'token: string', 'secret: process.env.SECRET',
    'https://acme.io/a:b@c', 'postgres://user:password@host/db', 'npm_config_user_agent', 'sk-loading-spinner-large',
  ])('none in %s', (text) => expect(found(text)).toEqual([]));

  it('is quick on long texts', () => {
    const long = [
      'a'.repeat(200_000),
      'ab1_'.repeat(50_000),
      'password='.repeat(20_000),
      `${'x'.repeat(50)}://`.repeat(4_000),
      'eyJ'.repeat(60_000),
      '"\''.repeat(100_000),
    ];
    const start = performance.now();
    for (const text of long) {
      secretsInText(text);
      randomIn(text);
      textMask(['orange77'])(text);
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('what chance writes', () => {
  it.each([
    '9f8a7b6c5d4e3f2a', 'kT4mQz8vLw2NxR7pYb3H', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ', 'v9dn0balpqas1pcc281tn5ood1',
  ])('%s is random', (text) => expect(isRandomText(text)).toBe(true));
  it.each([
    '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'getUserById2FromCache', '1234567890123456', 'application-v2-production',
    'ERR_AUTH_0012_INVALID_TOKEN', 'utf8mb4_0900_ai_ci', 'abcdefghijklmnopqrstuvwxyz0123456789',
    '2024-01-31T12:00:00.000Z', 'k3x9',
  ])('%s is not', (text) => expect(isRandomText(text)).toBe(false));
  it('words are words', () => expect(['order-service-v2', 'kT4mQz8v'].map(isWordy)).toEqual([true, false]));
});
