/** Path -> text of what a rule is made of. Throws when the id is none. */
export function newRule(id: string): Record<string, string>;
