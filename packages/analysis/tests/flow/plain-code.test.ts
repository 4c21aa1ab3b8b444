/** What a program does beside a value, and what does not make that value any different. */
import { describe, expect, it } from 'vitest';
import { shellTaint } from './shell-taint.js';

const Q = 'req.query.q';
const WORDS = "const FIELDS = ['name', 'email'];";

describe('what a promise is rejected with', () => {
  it.each([
    [
      `const p = new Promise((done, fail) => { if (go) fail(${Q}); else done(known()); }); exec('ls ' + (await p));`,
      'unknown',
    ],
    [
      `const find = (x) => new Promise((done, fail) => fail(x) || done(known())); const p = await find(${Q}); exec(\`ls \${p}\`);`,
      'unknown',
    ],
    [
      `const [p] = await Promise.all([new Promise((done, fail) => fail(${Q}) || done(known()))]); exec('ls ' + p);`,
      'unknown',
    ],
    [`const p = await new Promise((done, fail) => fail('no') || done(${Q})); exec('ls ' + p);`, 'tainted'],
    [
      `const p = new Promise((done, fail) => fail(${Q}) || done('ls')); const q = p.catch((e) => e); exec('ls ' + (await q));`,
      'tainted',
    ],
  ])('is no part of what it gives: %s is %s', (body, expected) => {
    expect(shellTaint(body)).toBe(expected);
  });
});

describe('what a function puts into what it is handed', () => {
  const fill = (first: string): string => `function fill(o, x) { ${first} o.p = x; return o; }`;
  const body = `const o = { p: 'ls' }; fill(o, ${Q}); exec(o.p);`;
  it.each([
    ['', 'tainted'],
    ['o = o || {};', 'tainted'],
    ['o ??= {};', 'tainted'],
    ['if (!o) o = {};', 'tainted'],
    ['o = go ? o : {};', 'tainted'],
    ['o = Object.assign(o, { a: 1 });', 'tainted'],
    ['o = { ...o };', 'safe'],
    ['o = Object.assign({}, o);', 'safe'],
    ['o = structuredClone(o);', 'safe'],
  ])('stays in the copy it makes first: %s is %s', (first, expected) => {
    expect(shellTaint(body, fill(first))).toBe(expected);
  });

  it('is in the copy it returns, and in the lists that both have', () => {
    expect(shellTaint(`const o = { p: 'ls' }; exec(fill(o, ${Q}).p);`, fill('o = { ...o };'))).toBe('tainted');
    expect(
      shellTaint(
        `const o = { p: ['ls'] }; fill(o, ${Q}); exec(o.p.join(' '));`,
        'function fill(o, x) { o = { ...o }; o.p.push(x); }',
      ),
    ).toBe('tainted');
  });
});

describe('names of what is put under names that are not constant', () => {
  it.each([
    [`const o = {}; for (const f of FIELDS) o[f] = ${Q}; exec(Object.keys(o).join());`, 'safe'],
    [`const o = {}; FIELDS.forEach((f) => { o[f] = ${Q}; }); for (const k in o) exec(k);`, 'safe'],
    [`const o = Object.fromEntries(FIELDS.map((f) => [f, ${Q}])); exec(Object.keys(o).join());`, 'safe'],
    [`const o = FIELDS.reduce((all, f) => ({ ...all, [f]: ${Q} }), {}); exec(Object.keys(o).join());`, 'safe'],
    [`const m = new Map(); for (const f of FIELDS) m.set(f, ${Q}); exec([...m.keys()].join());`, 'safe'],
    [`const m = new Map([['a', ${Q}]]); for (const [k] of m) exec(k);`, 'safe'],
    [`const list = [${Q}]; for (const i in list) exec(i);`, 'safe'],
    [`const o = {}; for (const f of FIELDS) o[f] = ${Q}; exec(Object.values(o).join());`, 'tainted'],
    [`const o = {}; for (const f of req.body.fields) o[f] = 1; exec(Object.keys(o).join());`, 'tainted'],
    [`const o = { ...req.body }; for (const f of FIELDS) o[f] = 1; exec(Object.keys(o).join());`, 'tainted'],
    [
      `const o = {}; for (const f of FIELDS) o[f] = 1; Object.assign(o, req.body); exec(Object.keys(o).join());`,
      'tainted',
    ],
    [`const o = {}; for (const f of FIELDS) o[f] = 1; exec(Object.keys({ ...o, ...req.body }).join());`, 'tainted'],
    [`const o = {}; for (const f of FIELDS) o[f] = 1; exec(Object.keys({ ...req.body, ...o }).join());`, 'tainted'],
    [
      `const o = {}; for (const f of FIELDS) o[f] = 1; exec(Object.keys(Object.assign({}, req.body, o)).join());`,
      'tainted',
    ],
    [`const o = {}; for (const f of FIELDS) o[f] = 1; exec(Object.keys({ [${Q}]: 1, ...o }).join());`, 'tainted'],
    [
      `const o = {}; for (const f of FIELDS) o[f] = 1; exec(Object.keys(Object.assign({ [${Q}]: 1 }, o)).join());`,
      'tainted',
    ],
    [
      `const o = { [${Q}]: 1 }; const p = {}; for (const f of FIELDS) p[f] = 1; Object.assign(p, o); exec(Object.keys(p).join());`,
      'tainted',
    ],
    [
      `const m = new Map(Object.entries(req.body)); for (const f of FIELDS) m.set(f, 1); exec([...m.keys()].join());`,
      'tainted',
    ],
    [
      `const m = new Map(); for (const f of FIELDS) m.set(f, 1); m.set(${Q}, 1); exec([...m.keys()].join());`,
      'tainted',
    ],
  ])('are what those names can be: %s is %s', (body, expected) => {
    expect(shellTaint(`${WORDS} ${body}`)).toBe(expected);
  });

  it.each([
    [`const o = {}; put(o, FIELDS[0], ${Q}); exec(Object.keys(o).join());`, 'safe'],
    [`const o = {}; put(o, FIELDS[0], ${Q}); exec(o[FIELDS[1]]);`, 'tainted'],
    [`const o = {}; put(o, ${Q}, 1); exec(Object.keys(o).join());`, 'tainted'],
    [`const o = {}; for (const f of FIELDS) o[f] = 1; put(o, ${Q}, 1); exec(Object.keys(o).join());`, 'tainted'],
    [`const box = new Box(); box.put(FIELDS[0], ${Q}); exec(Object.keys(box).join());`, 'safe'],
    [`const box = new Box(); box.put(${Q}, 1); exec(Object.keys(box).join());`, 'tainted'],
    [`const box = new Box().put(${Q}, 1); exec(Object.keys(box).join());`, 'tainted'],
  ])('also where a function puts it there: %s is %s', (body, expected) => {
    const around = 'function put(o, k, x) { o[k] = x; } class Box { put(k, x) { this[k] = x; return this; } }';
    expect(shellTaint(`${WORDS} ${body}`, around)).toBe(expected);
  });
});

describe('what `reduce` has gathered so far', () => {
  it.each([
    ['const n = req.body.list.reduce((sum, x) => sum + x.price * x.many, 0); exec(`ls ${n}`);', 'safe'],
    ["req.body.list.reduce((all, x) => { exec(all); return 'ls'; }, 'df');", 'safe'],
    ["exec(req.body.list.reduce((all, x) => all + x, ''));", 'tainted'],
    ["const text = req.body.list.reduce((all, x) => all + x, ''); req.body.list.forEach(() => exec(text));", 'tainted'],
    ['const n = req.body.list.reduce((sum, x) => sum + x.price, 0); exec(`ls ${n}`);', 'tainted'],
    ['const n = req.body.list.reduce((sum, x) => { sum += x.price; return sum; }, 0); exec(`ls ${n}`);', 'tainted'],
    [
      'const n = req.body.list.reduce((sum, x) => { sum += Number(x.price); return sum; }, 0); exec(`ls ${n}`);',
      'safe',
    ],
    ['const n = req.body.list.reduce((most, x) => Math.max(most, x.price), 0); exec(`ls ${n}`);', 'safe'],
    ["const n = req.body.list.reduce((last, x) => (x.ok ? x.name : last), ''); exec(`ls ${n}`);", 'tainted'],
    ["const o = req.body.list.reduce((all, x) => ({ a: x, b: all.a }), { a: 'ls', b: 'ls' }); exec(o.b);", 'tainted'],
    [
      'const o = req.body.list.reduce((all, x) => { all.a.push(x); return all; }, { a: [] }); exec(o.a.join());',
      'tainted',
    ],
    ['const o = req.body.list.reduce((all, x) => Object.assign(all, x), {}); exec(o.a);', 'tainted'],
    ["req.body.list.reduce((all, x) => { exec(all); return all + x; }, '');", 'tainted'],
    ['req.body.list.reduce((all, x) => { exec(all); return x; });', 'tainted'],
    ['const o = req.body.list.reduce((all, x) => { all.push(x); return all; }, []); exec(o.join());', 'tainted'],
    ['const o = req.body.list.reduce((all, x) => { all[x.id] = x; return all; }, {}); exec(o.a);', 'tainted'],
    ['const o = req.body.list.reduce((all, x) => ({ ...all, p: x }), { n: 0 }); exec(o.p);', 'tainted'],
  ])('is what it began with or what was made of that: %s is %s', (body, expected) => {
    expect(shellTaint(body)).toBe(expected);
  });
});

describe('what an emitter hands its listeners', () => {
  it.each([
    ["const bus = new EventEmitter(); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');", 'safe'],
    [`const bus = new EventEmitter(); bus.on('a', (x) => exec(x)); bus.emit('a', ${Q});`, 'tainted'],
    [`const bus = new EventEmitter(); bus.on('a', (x) => exec(x)); bus.emit('b', ${Q}); bus.emit('a', 'ls');`, 'safe'],
    [
      `const bus = new EventEmitter(); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls'); bus.emit(go, ${Q});`,
      'tainted',
    ],
    ["const bus = new EventEmitter() as Bus; bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');", 'safe'],
    // Who else has it may emit as well.
    [
      `class Bus extends EventEmitter {} const bus = new Bus(); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');`,
      'unknown',
    ],
    ["const bus = new Bus(); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');", 'unknown'],
    [
      "bus.on('a', (x) => exec(x)); bus.emit('a', 'ls'); } ); export const bus = new EventEmitter(); use(() => {",
      'unknown',
    ],
    ["bus.on('a', (x) => exec(x)); bus.emit('a', 'ls'); } ); const bus = new EventEmitter(); use(() => {", 'safe'],
    [
      "const bus = new EventEmitter(); const { emit } = bus; bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');",
      'unknown',
    ],
    ["const bus = new EventEmitter(); share(bus); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');", 'unknown'],
    ["const bus = open(); bus.on('a', (x) => exec(x)); bus.emit('a', 'ls');", 'unknown'],
    [`const bus = open(); bus.on('a', (x) => exec(x)); bus.emit('a', ${Q});`, 'tainted'],
  ])('is all that is seen only where nobody else has it: %s is %s', (body, expected) => {
    expect(shellTaint(body, "import { EventEmitter } from 'node:events';")).toBe(expected);
  });
});

describe('an object of which not everything is seen', () => {
  it.each([
    [`class A extends Made(Object) {} exec(new A().p);`, 'unknown'],
    ['class A { constructor() { this.n = 0; } } exec(new A().p);', 'safe'],
    ['class A { bump() { this.n = 1; return this; } run() { exec(this.bump().p); } } use(A);', 'unknown'],
  ])('has members nobody knows: %s is %s', (body, expected) => {
    expect(shellTaint(body)).toBe(expected);
  });

  it.each([
    ['this.n = 1;', 'p', 'tainted'],
    ['this.n = 1;', 'n', 'safe'],
    ['if (go) this.p = 1;', 'p', 'tainted'],
    ['this.p = 1;', 'p', 'safe'],
  ])('keeps what a fluent method leaves alone: after `%s`, `%s` is %s', (step, name, expected) => {
    const made = 'class A { constructor(p) { this.p = p; }';
    const methods = `bump() { ${step} return this; } text() { return this.bump().${name}; } }`;
    expect(shellTaint(`${made} ${methods} exec(new A(${Q}).text());`)).toBe(expected);
  });
});
