import { expect, it } from 'vitest';
import { shellTaint as taint } from './shell-taint.js';

const Q = 'req.query.q';

it.each([
  // What comes later does not count.
  [`let p = 'ls'; exec(p); p = ${Q};`, 'safe'],
  [`let p; p = 'ls'; exec(p); p = ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p); p &&= ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p); p ||= ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p); p ??= ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p); p += ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p); ({ q: p } = req.query);`, 'safe'],
  [`let p = 'ls'; exec(p); [p] = [${Q}];`, 'safe'],
  [`let p = 'ls'; exec(p); for (p of req.body.list) log(p);`, 'safe'],
  [`var p = 'ls'; exec(p); var p = ${Q};`, 'safe'],
  [`let p = 'ls'; exec(p, (p = ${Q}));`, 'safe'],
  [`let p = 'ls'; const done = exec(p) && (p = ${Q});`, 'safe'],
  // What comes earlier does, and says what it is.
  [`let p = 'ls'; p = ${Q}; exec(p);`, 'tainted'],
  [`let p = 'ls'; p &&= ${Q}; exec(p);`, 'tainted'],
  [`let p = ${Q}; p ||= 'ls'; exec(p);`, 'tainted'],
  [`let p = 'ls'; p += ${Q}; exec(p);`, 'tainted'],
  [`let p = 'ls'; ({ q: p } = req.query); exec(p);`, 'tainted'],
  [`let p = 'ls'; for (p of req.body.list) exec(p);`, 'tainted'],
  [`let p = 'ls'; for (p in { ls: ${Q} }) exec(p);`, 'safe'],
  [`var p = 'ls'; var p = ${Q}; exec(p);`, 'tainted'],
  [`let p = 'ls'; if ((p = ${Q})) exec(p);`, 'tainted'],
  [`let p = 1; p -= ${Q}; exec(p);`, 'safe'],
  // A constant written in between hides it, where it is surely written.
  [`let p = ${Q}; p = 'ls'; exec(p);`, 'safe'],
  [`let p = ${Q}; ({ p } = { p: 'ls' }); exec(p);`, 'safe'],
  [`let p = ${Q}; if ((p = 'ls')) exec(p);`, 'safe'],
  [`let p = ${Q}; const kept = (p = 'ls'); exec(p);`, 'safe'],
  [`let p = ${Q}; { p = 'ls'; } exec(p);`, 'safe'],
  [`let p = ${Q}; try { go(); } finally { p = 'ls'; } exec(p);`, 'safe'],
  [`let p = ${Q}; go() && (p = 'ls'); exec(p);`, 'tainted'],
  [`let p = ${Q}; if (req.a) p = 'ls'; exec(p);`, 'tainted'],
  [`let p = ${Q}; if (req.a) p = 'ls'; else exec(p);`, 'tainted'],
  [`let p = ${Q}; try { p = go() ? 'ls' : 'cat'; } catch {} exec(p);`, 'tainted'],
  [`let p = ${Q}; try { go(); p = 'ls'; } catch { exec(p); }`, 'tainted'],
  [`let p = ${Q}; try { go(); p = 'ls'; } finally { exec(p); }`, 'tainted'],
  [`let p = ${Q}; for (const x of list) p = 'ls'; exec(p);`, 'tainted'],
  [`let p = ${Q}; for (const x of list) { p = 'ls'; exec(p); }`, 'safe'],
  [`let p = ${Q}; for (let i = 0; i < 2; p = 'ls') { exec(p); }`, 'tainted'],
  [`let p = ${Q}; for (p = 'ls'; go(); ) exec(p);`, 'safe'],
  [`let p = ${Q}; while ((p = 'ls')) exec(p);`, 'safe'],
  [`let p = ${Q}; do { p = 'ls'; if (go()) continue; } while (go()); exec(p);`, 'tainted'],
  [`let p = ${Q}; out: { if (go()) break out; p = 'ls'; } exec(p);`, 'tainted'],
  [`let p = ${Q}; go?.(p = 'ls'); exec(p);`, 'tainted'],
  [`let p = ${Q}; p ??= 'ls'; exec(p);`, 'tainted'],
  // Branches join; ways that do not lead here do not count.
  [`let p = 'ls'; if (go()) p = ${Q}; exec(p);`, 'tainted'],
  [`let p = 'ls'; if (go()) { p = ${Q}; } else { exec(p); }`, 'safe'],
  [`let p = 'ls'; go() ? (p = ${Q}) : exec(p);`, 'safe'],
  [`let p = 'ls'; if (go()) { p = ${Q}; return; } exec(p);`, 'safe'],
  [`let p = 'ls'; if (go()) { p = ${Q}; throw new Error(p); } exec(p);`, 'safe'],
  [`let p = 'ls'; try { if (go()) { p = ${Q}; throw new Error(p); } } catch {} exec(p);`, 'tainted'],
  [`let p = 'ls'; try { if (go()) { p = ${Q}; return; } } finally { exec(p); }`, 'tainted'],
  [`let p = 'ls'; while (go()) { if (go()) { p = ${Q}; if (go()) break; return; } } exec(p);`, 'tainted'],
  [`let p = 'ls'; try { go(p = ${Q}); } catch { exec(p); }`, 'tainted'],
  [`let p = 'ls'; switch (go()) { case 1: p = ${Q}; break; default: exec(p); }`, 'safe'],
  [`let p = 'ls'; switch (go()) { case 1: p = ${Q}; default: exec(p); }`, 'tainted'],
  [`let p = 'ls'; switch (go()) { case 1: p = ${Q}; case 2: break; default: exec(p); }`, 'safe'],
  [`let p = ${Q}; switch (go()) { case 1: p = 'ls'; default: exec(p); }`, 'tainted'],
  [`let p = ${Q}; switch (go()) { case 1: p = 'ls'; exec(p); }`, 'safe'],
  // In a loop a later write is there in the next round, unless each round has its own.
  [`let p = 'ls'; for (const x of list) { exec(p); p = ${Q}; }`, 'tainted'],
  [`let p = 'ls'; while (go()) { exec(p); p = ${Q}; }`, 'tainted'],
  [`let p = 'ls'; do { exec(p); p = ${Q}; } while (go());`, 'tainted'],
  [`for (let p = 'ls'; go(); p = ${Q}) exec(p);`, 'tainted'],
  [`for (const x of list) { let p = 'ls'; exec(p); p = ${Q}; }`, 'safe'],
  [`for (let p of ['ls']) { exec(p); p = ${Q}; }`, 'safe'],
  [`for (const x of list) { var p; exec(p); p = ${Q}; }`, 'tainted'],
  [`let p = 'ls'; for (const x of list) { p = 'cat'; exec(p); p = ${Q}; }`, 'safe'],
  [`let p = 'ls'; for (const x of list) { exec(p); p = ${Q}; return; }`, 'safe'],
  [`let p = 'ls'; for (const x of list) { if (go()) { p = ${Q}; continue; } exec(p); }`, 'tainted'],
  [`let p = 'ls'; for (const x of exec(p)) { p = ${Q}; }`, 'safe'],
  [`let p = 'ls'; for (const x of list) { exec(p); } p = ${Q};`, 'safe'],
  // What runs later, or was made before, may see every write.
  [`let p = 'ls'; const go = () => exec(p); p = ${Q}; go();`, 'tainted'],
  [`let p = 'ls'; setImmediate(() => exec(p)); p = ${Q};`, 'tainted'],
  [`let p = 'ls'; run(); p = ${Q}; run(); function run() { exec(p); }`, 'tainted'],
  [`let p = 'ls'; set(); exec(p); function set() { p = ${Q}; }`, 'tainted'],
  [`let p = 'ls'; const set = () => { p = ${Q}; }; p = 'cat'; set(); exec(p);`, 'tainted'],
  [`let p = 'ls'; list.forEach((x) => { exec(p); p = ${Q}; });`, 'tainted'],
  [`let p = 'ls'; class A { run = exec(p); } p = ${Q}; new A();`, 'tainted'],
  [`let p = 'ls'; exec(p); list.forEach((x) => { p = ${Q}; });`, 'safe'],
  [`let p = ${Q}; p = 'ls'; list.forEach((x) => exec(p));`, 'safe'],
  [`let p = ${Q}; p = 'ls'; function run() { exec(p); } run();`, 'safe'],
  [`let p = ${Q}; run(); p = 'ls'; function run() { exec(p); } run();`, 'tainted'],
  [`let p = 'ls'; const run = () => exec(p); run(); p = ${Q};`, 'safe'],
  [`let p = 'ls'; const run = () => exec(p); run(); p = ${Q}; later(run);`, 'tainted'],
  [`let p = 'ls'; const run = async () => { await go(); exec(p); }; run(); p = ${Q};`, 'tainted'],
  [`let p = 'ls'; await go().then(() => exec(p)); p = ${Q};`, 'safe'],
  [`let p = 'ls'; go().then(() => exec(p)); p = ${Q};`, 'tainted'],
  [`let p = 'ls'; const o = { get run() { return exec(p); } }; o.run; p = ${Q};`, 'safe'],
  [`let p = ${Q}; list.forEach((x) => { p = 'ls'; exec(p); });`, 'safe'],
])('%s is %s', (body, expected) => {
  expect(taint(body)).toBe(expected);
});

it('keeps what one call left behind for the next', () => {
  expect(taint(`exec(p); p = ${Q};`, "let p = 'ls';")).toBe('tainted');
  expect(taint(`p = 'ls'; exec(p); p = ${Q};`, 'let p;')).toBe('safe');
});

it('hands on what an exported name will be', () => {
  expect(taint('exec(p); ', "let p = 'ls'; export { p }; p = process.argv[2];")).toBe('tainted');
});

it.each([
  [`const o = { x: 'ls' }; exec(o.x); o.x = ${Q};`, 'safe'],
  [`const o = {}; o.x = 'ls'; exec(o.x); o.x = ${Q};`, 'safe'],
  [`const o = {}; o.x = ${Q}; o.x = 'ls'; exec(o.x);`, 'safe'],
  [`const o = { x: ${Q} }; o.x = 'ls'; exec(o.x);`, 'safe'],
  [`const o = { x: ${Q} }; o['x'] = 'ls'; exec(\`\${o.x}\`);`, 'safe'],
  [`const o = { x: ${Q} }; if (go()) o.x = 'ls'; exec(o.x);`, 'tainted'],
  [`const o = { x: ${Q} }; o.y = 'ls'; exec(o.x);`, 'tainted'],
  [`const o = { x: 'ls' }; o.x ||= ${Q}; exec(o.x);`, 'tainted'],
  [`const o = { x: ${Q} }; o.x ||= 'ls'; exec(o.x);`, 'tainted'],
  [`const o = { x: 'ls' }; for (const y of list) { exec(o.x); o.x = ${Q}; }`, 'tainted'],
  [`for (const y of list) { const o = { x: 'ls' }; exec(o.x); o.x = ${Q}; }`, 'safe'],
  [`const o = { x: 'ls' }; const kept = o; o.x = ${Q}; exec(kept.x);`, 'tainted'],
  [`const o = { x: 'ls' }; const all = [o]; o.x = ${Q}; exec(all[0].x);`, 'tainted'],
  [`const o = { x: 'ls' }; const all = []; all.push(o); o.x = ${Q}; exec(all[0].x);`, 'tainted'],
  [
    `const o = { x: 'ls' }; later(o); o.x = ${Q}; async function later(given) { await go(); exec(given.x); }`,
    'tainted',
  ],
  [`const o = { x: 'ls' }; const run = () => exec(o.x); o.x = ${Q}; run();`, 'tainted'],
  [`let o = {}; o.x = ${Q}; o = { x: 'ls' }; exec(o.x);`, 'safe'],
  [`let o = {}; o.x = ${Q}; o = { ...o }; exec(o.x);`, 'tainted'],
  [`const list = ['ls']; exec(list.join(' ')); list.push(${Q});`, 'safe'],
  [`const list = ['ls']; exec(list[0]); list.unshift(${Q});`, 'safe'],
  [`const list = ['ls']; list.push(${Q}); exec(list.join(' '));`, 'tainted'],
  [`const list = ['ls']; for (const x of list) { exec(x); list.push(${Q}); }`, 'tainted'],
  [`const o = { x: 'ls' }; exec(o.x); Object.assign(o, req.query);`, 'safe'],
  [`const o = { x: 'ls' }; Object.assign(o, req.query); exec(o.y);`, 'tainted'],
  [`const o = { x: 'ls' }; await exec(o.x); list.forEach((x) => { o.x = ${Q}; });`, 'safe'],
  [`const o = { x: 'ls' }; const set = () => { o.x = ${Q}; }; o.x = 'cat'; set(); exec(o.x);`, 'tainted'],
])('%s is %s', (body, expected) => {
  expect(taint(body)).toBe(expected);
});

it('looks no further than a place of the way when a text grows in many steps', () => {
  const steps = Array.from({ length: 30 }, (_, index) => `if (req.query.f${index}) p = p + ' -x${index}';`).join(' ');
  expect(taint(`let p = 'ls'; ${steps} p = p + ${Q}; exec(p);`)).toBe('tainted');
  expect(taint(`let p = 'ls'; ${steps} exec(p); p = ${Q};`)).toBe('safe');
});
