import { expect, it } from 'vitest';
import { isFoundByName } from '../../src/words/convention-names.js';

it.each(['default', 'handler', 'GET', 'up', 'down', 'getServerSideProps', 'generateMetadata', 'onRequest', 'main'])(
  'something looks for %s',
  (name) => expect(isFoundByName(name)).toBe(true),
);

it.each(['generateCode', 'getUser', 'handlerOf', 'once', 'upload', 'runJob', 'loadUser', 'Get'])(
  'nothing looks for %s',
  (name) => expect(isFoundByName(name)).toBe(false),
);
