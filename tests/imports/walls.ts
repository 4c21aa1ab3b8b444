import { circlesIn, importsOf, type Import, type Sources } from './import-graph.js';
import { RULE_ROOM, ROOMS, type Room } from './rooms.js';

const INDEX = 'packages/rules/src/rule-index.ts';

/** What is wrong with the imports of these sources, one sentence each. */
export function breaksIn(sources: Sources): string[] {
  const imports = importsOf(sources);
  const unlisted = [...new Set([...sources.keys()].map(roomOf))].filter((room) => lawOf(room, sources) === null);
  return [
    ...unlisted.sort().map((room) => `${room} is no room: say in tests/imports/rooms.ts what it may import, and why`),
    ...imports.filter((one) => !isAllowed(one, sources)).map((one) => said(one, sources)),
    ...circlesIn(imports).map((circle) => `a circle: ${circle.join(' -> ')}`),
  ];
}

/** `packages/analysis/src/domain/sql/grammar.ts`: `analysis/domain/sql`. */
function roomOf(file: string): string {
  return file.replace(/^packages\/([^/]+)\/src\/(?:(.+)\/)?[^/]+$/, (_, name: string, folder?: string) => {
    return folder ? `${name}/${folder}` : name;
  });
}

function isRuleRoom(room: string, sources: Sources): boolean {
  return /^rules\/[^/]+$/.test(room) && sources.has(`packages/${room.replace('rules/', 'rules/src/')}/rule.ts`);
}

function lawOf(room: string, sources: Sources): Room | null {
  return ROOMS[room] ?? (isRuleRoom(room, sources) ? RULE_ROOM : null);
}

function isAllowed({ from, to, isOurs }: Import, sources: Sources): boolean {
  const [room, target] = [roomOf(from), isOurs ? roomOf(to) : to];
  if (isOurs && !sources.has(to)) return false;
  if (room === target) return true;
  // Another package is reached through its door.
  if (isOurs && packageOf(room) !== packageOf(target) && !isDoor(to)) return false;
  // The index names every rule; nothing else does.
  if (isRuleRoom(target, sources) && from !== INDEX) return false;
  const may = lawOf(room, sources)?.may ?? [];
  return may.some((name) => (name.endsWith('/*') ? target.startsWith(name.slice(0, -1)) : name === target));
}

const packageOf = (room: string): string => room.split('/')[0]!;
const isDoor = (file: string): boolean => /^packages\/[^/]+\/src\/(?:index|checks)\.ts$/.test(file);

function said({ from, to }: Import, sources: Sources): string {
  const because = lawOf(roomOf(from), sources)?.because;
  return `${from} imports ${to}${because ? `, behind a wall: ${because}` : ''}`;
}
