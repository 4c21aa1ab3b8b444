import { describe, expect, it } from 'vitest';
import { isHandleName, isRepeatableName } from '../../src/words/transaction-names.js';

describe('names around transactions', () => {
  it.each(['tx', '_tx', 'trx', 'transactionalEntityManager', 'queryRunner', 'session', 'executor'])(
    'know %s for a handle',
    (name) => expect(isHandleName(name)).toBe(true),
  );

  it.each(['translation', 'texts', 'sessionId', 'clients'])('do not take %s for one', (name) =>
    expect(isHandleName(name)).toBe(false),
  );

  it.each(['upsert', 'onConflictDoNothing', 'ensureTag', 'createIfNotExists', 'findOrCreate', 'updateOrCreate'])(
    'say of %s that it may be done twice',
    (name) => expect(isRepeatableName(name)).toBe(true),
  );

  it.each(['create', 'createOrder', 'notifyNames'])('do not say so of %s', (name) =>
    expect(isRepeatableName(name)).toBe(false),
  );
});
