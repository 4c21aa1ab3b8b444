import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';

const MANAGER = 'export class Backups { list() { return []; } }\nexport class Notes { list() { return []; } }\n';
const CONTROLLER = 'class Controller { all(req, res) { res.json(this.backups.list()); } }\n';
const SERVER = `import { Backups } from './manager.js';
import { Routes } from './routes.js';
export class Server { constructor() { this.backups = new Backups(); this.routes = new Routes(this); } }`;
const routes = (bound: string, fields = 'this.backups = server.backups;'): string => `import express from 'express';
import controller from './controller.js';
export class Routes {
  constructor(server) { ${fields} this.router = express(); this.router.get('/', ${bound}); }
}`;

/** What `Controller.all` runs. */
function runs(files: { readonly controller?: string; readonly routes?: string; readonly other?: string }): string[] {
  const project = projectOf({
    'src/manager.js': MANAGER,
    'src/controller.js': `${files.controller ?? CONTROLLER}export default new Controller();`,
    'src/routes.js': files.routes ?? routes('controller.all.bind(this)'),
    'src/server.js': SERVER,
    ...(files.other && { 'src/other.js': files.other }),
  });
  return [...project.functions.values()]
    .filter(({ fact, file }) => file === 'src/controller.js' && fact?.name?.endsWith('.all'))
    .flatMap(({ calls }) => calls.flatMap(({ targets }) => targets))
    .map((id) => project.functions.get(id)?.fact?.name ?? id);
}

describe('a method that is bound to an object of another class', () => {
  it('runs what that has, also where a caller of its constructor gave it', () => {
    expect(runs({})).toEqual(['Backups.list']);
    expect(
      runs({
        routes: routes('controller.all.bind(this)', 'this.backups = new Backups();').replace(
          'import controller',
          "import { Backups } from './manager.js';\nimport controller",
        ),
      }),
    ).toEqual(['Backups.list']);
  });

  it('runs either, when two objects have it', () => {
    const other = `import express from 'express';
import controller from './controller.js';
import { Notes } from './manager.js';
export class Other { backups = new Notes(); router = express(); init() { this.router.get('/', controller.all.bind(this)); } }`;
    expect(runs({ other }).sort()).toEqual(['Backups.list', 'Notes.list']);
  });

  it('runs what its own class has, where it has it', () => {
    const controller = `import { Notes } from './manager.js';
class Controller { constructor() { this.backups = new Notes(); } all(req, res) { res.json(this.backups.list()); } }\n`;
    expect(runs({ controller })).toEqual(['Notes.list']);
  });

  it.each([
    ['is not bound', 'controller.all'],
    ['is bound to itself', 'controller.all.bind(controller)'],
    ['is bound to something that is not known', 'controller.all.bind(server.other)'],
  ])('runs nothing that is known, when it %s', (_name, bound) => {
    expect(runs({ routes: routes(bound) })).toEqual([]);
  });

  it('runs nothing that is known, when a parent of another package may have it', () => {
    const controller = `import { Base } from 'house-base';\n${CONTROLLER.replace('Controller', 'Controller extends Base')}`;
    expect(runs({ controller })).toEqual([]);
  });
});
