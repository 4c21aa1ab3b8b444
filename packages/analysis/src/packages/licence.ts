/** Names under which a folder keeps the licence of what lies in it. */
export const LICENCE_FILES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'COPYING'] as const;

/** Licences under which others may copy the code: MIT, ISC, BSD, Apache. */
const PERMISSIVE = new RegExp(
  String.raw`Permission is hereby granted, free of charge|Permission to use, copy, modify|` +
    String.raw`Redistribution and use in source and binary forms|Apache License,?\s+Version 2`,
  'i',
);

/**
 * Is a folder that is no package, and keeps a licence of its own, a copy of what somebody else publishes? Only where
 * the project has a licence to compare: code of the same holder is the project's own, whatever it is licensed as.
 * @param own Text of the licence in the folder.
 * @param ofRoot Text of the project's licence; empty when it has none.
 */
export function isCopiedCode(own: string, ofRoot: string): boolean {
  const [holder, rootHolder] = [holderOf(own), holderOf(ofRoot)];
  return ofRoot.trim() !== '' && PERMISSIVE.test(own) && holder !== null && holder !== rootHolder;
}

/** `Copyright (c) 2011-2014 Ada Lovelace <ada@example.com>`: `ada lovelace`. Null where no line names one. */
function holderOf(licence: string): string | null {
  const line = /^[\s#/*]*Copyright\b(.*)$/im.exec(licence)?.[1];
  const name = line
    ?.replace(/\(c\)|©|\d{4}|[-,–]|<.*|\(.*|all rights reserved|\b(?:by|present)\b/gi, ' ')
    .replace(/[\s.]+/g, ' ')
    .trim()
    .toLowerCase();
  return name ? name : null;
}
