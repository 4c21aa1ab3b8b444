const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/**
 * Names and ranges of a package.json, from its parsed text. Where fields disagree, what is installed for itself comes
 * first.
 */
export function declaredDependencies(manifest: unknown): ReadonlyMap<string, unknown> {
  const declared = new Map<string, unknown>();
  if (!isRecord(manifest)) return declared;
  for (const field of FIELDS) {
    const ranges = manifest[field];
    if (isRecord(ranges))
      for (const [name, range] of Object.entries(ranges)) if (!declared.has(name)) declared.set(name, range);
  }
  return declared;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
