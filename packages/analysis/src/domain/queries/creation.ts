import type { QueryFact } from '../../vocabulary/facts.js';

/** It puts rows in: by the name of its method, or as a statement of its own that changes none which are there. */
export function isCreation({ operation, symbol }: Pick<QueryFact, 'operation' | 'symbol'>): boolean {
  if (operation !== 'write') return false;
  return (
    /\.(?:\w*create|\w*insert|save|add)\w*$/i.test(symbol) ||
    (!/\.\w*(?:update|restore|increment|decrement)\w*$/i.test(symbol) && /#\w+\.(?:query|execute|run)$/.test(symbol))
  );
}
