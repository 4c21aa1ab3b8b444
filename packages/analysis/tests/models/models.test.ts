import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import type { CallModel, LibraryModel, MemberModel, TypeModel } from '../../src/vocabulary/library-model.js';
import { builtInModels } from '../../src/models/registry.js';

const ROOM = fileURLToPath(new URL('../../src/models/', import.meta.url));
const NO_TYPE = new Set(['this', 'element']);

const typesOf = new Map<string, Set<string>>();
for (const model of builtInModels)
  typesOf.set(model.library, new Set([...(typesOf.get(model.library) ?? []), ...Object.keys(model.types ?? {})]));

function isKnown(name: string, model: LibraryModel): boolean {
  if (NO_TYPE.has(name) || /^(?:source:[a-z-]+|argument:\d+|(?:instance|promisified):\d+)$/.test(name)) return true;
  const [library, type] = name.includes('#') ? name.split('#') : [model.library, name];
  return typesOf.get(library ?? '')?.has(type ?? '') === true;
}

function* callNames(call: CallModel | undefined): Iterable<string | null> {
  if (!call) return;
  if (call.returns) yield call.returns;
  if (call.transaction?.handleType) yield call.transaction.handleType;
  for (const callback of call.callbacks ?? []) yield* [...callback.params, ...(callback.errorParams ?? [])];
}

function* memberNames(member: MemberModel): Iterable<string | null> {
  if (member.type) yield member.type;
  for (const face of [member.call, member.new, member.tag]) yield* callNames(face);
  if (member.decorator && 'type' in member.decorator && member.decorator.type) yield member.decorator.type;
  for (const inner of Object.values(member.members ?? {})) yield* memberNames(inner);
}

function* typeNames(type: TypeModel): Iterable<string | null> {
  if (type.extends) yield type.extends;
  for (const face of [type.call, type.new, type.tag]) yield* callNames(face);
  for (const member of Object.values(type.members ?? {})) yield* memberNames(member);
}

describe('every built-in model', () => {
  it.each(
    builtInModels.map(
      (model) => [`${model.library} ${model.modules.join(' ')} ${model.versions ?? ''}`, model] as const,
    ),
  )('%s is plain data whose names resolve', (_, model) => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    const names = [
      ...Object.values(model.exports).flatMap((member) => [...memberNames(member)]),
      ...Object.values(model.globals ?? {}).flatMap((member) => [...memberNames(member)]),
      ...Object.values(model.types ?? {}).flatMap((type) => [...typeNames(type)]),
      ...(model.entryPoints ?? []).flatMap((entry) => [...entry.params]),
    ];
    expect(names.filter((name) => name !== null && !isKnown(name, model))).toEqual([]);
    if (model.versions !== undefined) expect(semver.validRange(model.versions)).not.toBeNull();
    for (const entry of model.entryPoints ?? []) expect(() => new RegExp(entry.file)).not.toThrow();
  });

  it('owns its modules alone, apart from the other versions of itself', () => {
    const owners = new Map<string, LibraryModel[]>();
    for (const model of builtInModels)
      for (const specifier of model.modules) owners.set(specifier, [...(owners.get(specifier) ?? []), model]);
    const shared = [...owners].filter(
      ([, models]) =>
        models.length > 1 &&
        !models.every((model) => model.versions !== undefined && model.library === models[0]?.library),
    );
    expect(shared.map(([specifier]) => specifier)).toEqual([]);
  });

  it('covers every version when it covers one', () => {
    for (const model of builtInModels.filter((candidate) => candidate.versions !== undefined)) {
      const rivals = builtInModels.filter(
        (other) => other.library === model.library && other.modules.join() === model.modules.join(),
      );
      for (const version of ['0.1.0', '3.21.0', '4.18.2', '5.1.0', '8.5.1', '9.0.2', '40.0.0'])
        expect(rivals.filter((rival) => semver.satisfies(version, rival.versions ?? '*'))).toHaveLength(1);
    }
  });

  it('has a file short enough to read at once, and is in the registry', () => {
    const files = readdirSync(ROOM).filter((name) => name !== 'registry.ts');
    const registry = readFileSync(`${ROOM}registry.ts`, 'utf8');
    const texts = files.map((name) => ({
      name,
      lines: readFileSync(`${ROOM}${name}`, 'utf8').trimEnd().split('\n').length,
    }));
    expect(texts.filter(({ lines }) => lines > 280)).toEqual([]);
    expect(files.filter((name) => !registry.includes(`'./${name.replace(/\.ts$/, '.js')}'`))).toEqual([]);
    expect(new Set(builtInModels).size).toBe(builtInModels.length);
  });
});
