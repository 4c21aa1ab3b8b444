const ADMINISTRATOR = new RegExp(
  String.raw`^(?:is|isa|isan|is_a|is_an|has)?_?(?:super|site|org|global|server)?_?(?:admin|administrator|` +
    String.raw`superuser)(?:s|istrator|orup|_or_up|orabove|only|rights|role|user|access)?$|^is_?root$`,
  'i',
);
const ROLE = /^(?:super|site|org|global|server)?[-_ ]?(?:admin|administrator|superuser)$/i;
const HOLDS_ROLE = /(?:role|type|kind|level|group|permission)s?$/i;

/** A member that says whether somebody is an administrator: `user.isAdmin`, `Role.ADMIN`. */
export function isAdministratorWord(word: string): boolean {
  return ADMINISTRATOR.test(word);
}

/** A role by its text: `'super-admin'`. */
export function isAdministratorRole(text: string): boolean {
  return ROLE.test(text);
}

/** A variable or member that holds the role of somebody: `userType`. */
export function holdsRole(name: string): boolean {
  return HOLDS_ROLE.test(name);
}
