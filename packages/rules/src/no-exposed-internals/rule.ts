import {
  bare,
  dependsOnEnvironment,
  dottedName,
  outer,
  type FileAnalysis,
  type Hazard,
  type Node,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText, excerpt } from '../evidence.js';
import { isBehindGuard, mountPath, openMount } from './open-mount.js';

interface Options {
  readonly documentation?: boolean;
}

/** The folder every server may show, whose name begins with a dot. */
const WELL_KNOWN = '.well-known';

export default defineRule<Options>({
  id: 'no-exposed-internals',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [538, 548, 489, 215],
    owasp: ['A02:2025', 'A05:2021'],
    api: ['API9:2023'],
    docs: {
      description:
        'Reports servers that give out their own code, hidden files, lists of files, ' +
        'their environment or consoles for developers',
      impact:
        'Anyone downloads the source, the `.env` file or the Git history, ' +
        'or runs jobs and queries in a console meant for developers.',
      fix: 'Serve one folder that holds public files only, and mount consoles behind a login or while developing.',
      refactoring:
        'Keep what is public in a folder of its own, and serve consoles from a second application on an internal port.',
    },
    messages: {
      folder:
        '`{{folder}}` is the folder of the program, so its code and settings are served. ' +
        'Serve a folder that holds public files only.',
      hidden: '`{{setting}}` also serves files whose name begins with a dot, such as `.env` and `.git`. Leave it out.',
      listing:
        '`{{call}}` lists every file of the folder to everyone. Link the files that are public, or ask for a login.',
      console: '`{{call}}` is open to everyone. Mount it behind a login, or only while developing.',
      environment:
        'The whole environment, with every secret in it, is sent to the client. Send the values that are public.',
    },
    schema: [
      {
        type: 'object',
        properties: { documentation: { type: 'boolean', description: 'Report open documentation of interfaces too.' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
    strictOptions: [{ documentation: true }],
    exempt: NOT_SERVING,
    speaksOf: ['exposed-files', 'exposed-interface'],
    gate: /static[('"]|dotfiles|serve-?index|swagger|graphiql|playground|bull-board|agend|status-monitor|process\.env\s*[,)}]/i,
  },
  *problems(file, { documentation }): Generator<Problem> {
    for (const hazard of file.hazards('exposed-files'))
      if (!dependsOnEnvironment(file, hazard.call.node)) yield* servedFiles(file, hazard);
    for (const hazard of file.hazards('exposed-interface')) {
      if ((hazard.model.oftenMeant && !documentation) || dependsOnEnvironment(file, hazard.node)) continue;
      const { node } = hazard.call;
      if (isOnItsOwn(node) ? isBehindGuard(file, node) : !openMount(file, node)) continue;
      yield {
        at: hazard.node.range,
        messageId: 'console',
        data: { call: hazard.property ? excerpt(file.text, hazard.property.range) : calleeText(file, node) },
        ...(hazard.model.oftenMeant ? { severity: 'low' } : {}),
      };
    }
    for (const { node } of [...file.sinks('response-body'), ...file.assignedSinks('response-body')]) {
      if (sentWhole(node).some((value) => dottedName(value) === 'process.env') && !dependsOnEnvironment(file, node))
        yield { at: node.range, messageId: 'environment', severity: 'high' };
    }
  },
});

function* servedFiles(file: FileAnalysis, { node, model, call, property }: Hazard): Generator<Problem> {
  const mount = outer(call.node).parent;
  if (model.programFolder)
    yield { at: node.range, messageId: 'folder', data: { folder: excerpt(file.text, node.range) } };
  else if (mountPath(mount).includes(WELL_KNOWN) || file.text.slice(...call.node.range).includes(WELL_KNOWN)) return;
  else if (property)
    yield { at: property.range, messageId: 'hidden', data: { setting: excerpt(file.text, property.range) } };
  else if (openMount(file, call.node))
    yield { at: node.range, messageId: 'listing', data: { call: calleeText(file, call.node) } };
}

/**
 * Mounted by the call itself, or by what it stands in: `setup('docs', app, document)`, `imports: [forRoot({ ... })]`.
 */
function isOnItsOwn(node: Node): boolean {
  const around = outer(node).parent?.type;
  return around === 'ExpressionStatement' || around === 'ArrayExpression';
}

/** The value itself, or what an object around it holds whole: `{ env: process.env }`, `{ ...process.env }`. */
function sentWhole(node: Node): Node[] {
  const plain = bare(node);
  if (plain.type !== 'ObjectExpression') return [plain];
  return plain.properties.map((entry) => bare(entry.type === 'SpreadElement' ? entry.argument : entry.value));
}
