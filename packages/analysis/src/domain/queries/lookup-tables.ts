/** Lists a project keeps short by itself: kinds, choices and settings, one row per decision somebody made. */
const LOOKUP = new RegExp(
  String.raw`countr|currenc|languag|locale|time_?zone|(?:^|_)roles?$|Roles?$|permission|status|categor|` +
    String.raw`setting|config|(?:^|_)plans?$|feature|flag|(?:^|_)(?:kind|type)s?$|Types?$|(?:^|_)tags?$|unit|` +
    String.raw`region|environment|strateg`,
  'i',
);

/** A table that is a lookup list by its name. */
export function isLookupTable(entity: string): boolean {
  return LOOKUP.test(entity.replace(/(?:Entity|Model|Schema|Table)$/, ''));
}
