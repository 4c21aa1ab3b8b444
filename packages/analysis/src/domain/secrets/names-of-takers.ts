import type { ModelRegistry } from '../../symbols/model-registry.js';

/** How what takes secrets or passwords is written, as the models have it. */
export interface TakerNames {
  /** Of their exports and members; `default` is not among them: that is written as anybody likes. */
  readonly names: ReadonlySet<string>;
  readonly libraries: ReadonlySet<string>;
  /** Some of them are called under any name at all. */
  readonly anyName: boolean;
}

export function namesOfSecretTakers({ faces }: ModelRegistry): TakerNames {
  const found = [faces.of('sink:secret'), faces.of('sink:password-hash')];
  return {
    names: new Set(found.flatMap(({ names }) => [...names.keys()]).filter((name) => name !== 'default')),
    libraries: new Set(found.flatMap(({ libraries }) => [...libraries])),
    anyName: found.some(({ anywhere }) => anywhere.size > 0),
  };
}
