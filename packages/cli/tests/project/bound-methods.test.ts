import { describe, expect, it } from 'vitest';
import type { Project } from '../../src/project/types.js';
import { projectOf } from '../project-of.js';

/** `caller -> target` for calls and `caller ~> target` for functions that are handed over. */
function edges(project: Project): string[] {
  return [...project.functions.values()].flatMap(({ fact, file, calls }) =>
    calls.flatMap((call) =>
      call.targets.map(
        (id) => `${fact?.name ?? file} ${call.indirect ? '~>' : '->'} ${project.functions.get(id)?.fact?.name ?? id}`,
      ),
    ),
  );
}

const LISTS = "import { Router } from 'express';\n";
const linked = (body: string, other = ''): string[] =>
  edges(projectOf({ 'src/lists.ts': `${LISTS}${body}`, ...(other && { 'src/other.ts': other }) }));

/** A response is known to be sent. */
const sends = (body: string, other: string): boolean =>
  [...projectOf({ 'src/lists.ts': body, 'src/other.ts': other }).functions.values()].some(({ calls }) =>
    calls.some(({ symbol }) => symbol === 'express#Response.send'),
  );

describe('a bound method', () => {
  it('that is handed over as a handler is a reference to the method and no call of it', () => {
    const bound = linked(
      'export class Lists { router = Router(); constructor() { ' +
        "this.router.get('/', this.list.bind(this)); } list(req, res) { res.json([]); } }",
    );
    expect(bound).toEqual(['Lists.constructor ~> Lists.list']);
    expect(
      linked(
        'export function list(req, res) { res.json([]); } const router = Router(); ' +
          "router.get('/', list.bind(null, 1));",
      ),
    ).toEqual(['src/lists.ts ~> list']);
  });

  it('that is kept is no call until it is called', () => {
    expect(linked('export class Lists { list() {} keep() { this.list = this.list.bind(this); } }')).toEqual([]);
    expect(
      linked('function list() {} export function keep() { const bound = list.bind(null); return bound; }'),
    ).toEqual([]);
    expect(linked('function list() {} export function go() { const bound = list.bind(null); bound(); }')).toEqual([
      'go -> list',
    ]);
    expect(linked('function list() {} export function go() { list.bind(null)(); }')).toEqual(['go -> list']);
  });

  it('of another file is followed alike', () => {
    const other = `export class Service { find() { return 1; } }
export function load() { return 2; }
export const service = new Service();`;
    expect(
      linked(
        "import { service, load } from './other.js'; export function keep(list) { " +
          'list.push(service.find.bind(service)); return load.bind(null); }',
        other,
      ),
    ).toEqual(['keep ~> Service.find']);
    expect(
      linked(
        "import { service, load } from './other.js'; export function go() { service.find.bind(service)(); " +
          'load.bind(null)(); }',
        other,
      ),
    ).toEqual(['go -> Service.find', 'go -> load']);
  });

  it('with arguments of its own is not given those of the library in their place', () => {
    const body = (handler: string): string =>
      `import express from 'express'; import { answer } from './other.js'; const app = express(); ` +
      `app.get('/', ${handler});`;
    const other = 'export function answer(a, b) { b.send(1); }';
    expect(sends(body('answer.bind(null, {})'), other)).toBe(false);
    expect(sends(body('answer.bind(null)'), other)).toBe(true);
  });

  it('keeps its own bind, where a class has one', () => {
    expect(
      linked('class Socket { bind(port) {} } const socket = new Socket(); export function go() { socket.bind(1); }'),
    ).toEqual(['go -> Socket.bind']);
  });
});

describe('call and apply', () => {
  it('run the function', () => {
    expect(linked('function list() {} export function go() { list.call(null, 1); }')).toEqual(['go -> list']);
    expect(linked('function list() {} export function go() { list.apply(null, [1]); }')).toEqual(['go -> list']);
    expect(linked('export class Lists { list() {} go() { this.list.call(this); } }')).toEqual([
      'Lists.go -> Lists.list',
    ]);
  });

  it('of a function of another file run it', () => {
    const other = `export class Service { find() { return 1; } }
export function load() { return 2; }
export const service = new Service();`;
    expect(
      linked(
        "import { service, load } from './other.js'; export function go() { service.find.call(service, 1); " +
          'load.apply(null, [1]); }',
        other,
      ),
    ).toEqual(['go -> Service.find', 'go -> load']);
  });

  it('are members like others, where a class has them', () => {
    expect(
      linked(
        'class Phone { call(number) {} apply() {} } const phone = new Phone(); export function go() { ' +
          'phone.call(1); phone.apply(); }',
      ),
    ).toEqual(['go -> Phone.call', 'go -> Phone.apply']);
  });
});
