// Loaded before the command (`node --import`): writes down, one JSON line each, what the process loads, looks at in the
// reviewed folder, starts, and whether it reads the key. WATCH_LOG and WATCH_ROOT say where.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import module from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const { WATCH_LOG: log, WATCH_ROOT: root } = process.env;
const append = fs.appendFileSync.bind(fs);
const note = (entry) => append(log, `${JSON.stringify(entry)}\n`);

for (const [owner, names] of [
  [
    fs,
    [
      'accessSync', 'existsSync', 'lstatSync', 'openSync', 'opendirSync', 'readFileSync', 'readdirSync', 'readlinkSync',
      'realpathSync', 'statSync', 'access', 'exists', 'lstat', 'open', 'opendir', 'readFile', 'readdir', 'realpath',
      'stat', 'createReadStream',
    ],
  ],
  [fs.promises, ['access', 'lstat', 'open', 'opendir', 'readFile', 'readdir', 'realpath', 'stat']],
]) {
  for (const name of names) {
    const original = owner[name];
    owner[name] = Object.assign(function (path, ...rest) {
      const text = path instanceof URL ? fileURLToPath(path) : String(path);
      const absolute = resolve(text);
      if (absolute === root || absolute.startsWith(root + sep))
        note({ kind: 'file', path: absolute.slice(root.length + 1), by: name });
      return original.call(this, path, ...rest);
    }, original);
  }
}

for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
  const original = childProcess[name];
  childProcess[name] = function (program, ...rest) {
    const options = rest.findLast((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) ?? {};
    note({
      kind: 'program',
      program: String(program),
      shell: /^exec(?:Sync)?$/.test(name) || Boolean(options.shell),
      environment: Object.keys(options.env ?? process.env),
    });
    return original.call(this, program, ...rest);
  };
}
module.syncBuiltinESMExports();

const loaded = (url) => note({ kind: 'module', path: url.startsWith('file:') ? fileURLToPath(url) : url });
if (module.registerHooks) module.registerHooks({ load: (url, context, next) => (loaded(url), next(url, context)) });
else {
  // Node 20: modules by `import` in a thread of their own, those by `require` here.
  const hooks = `import { appendFileSync } from 'node:fs'; import { fileURLToPath } from 'node:url';
    export const load = (url, context, next) => { appendFileSync(${JSON.stringify(log)}, JSON.stringify({ kind: \
'module', path: url.startsWith('file:') ? fileURLToPath(url) : url }) + '\\n'); return next(url, context); };`;
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
  const { _load: load, _resolveFilename: resolveFilename } = module;
  module._load = function (request, parent, ...rest) {
    try {
      note({ kind: 'module', path: resolveFilename(request, parent) });
    } catch {
      // Not there: loading it says so.
    }
    return load.call(this, request, parent, ...rest);
  };
}

// Last, so that nothing above counts.
process.env = new Proxy(process.env, {
  get(target, name) {
    if (name === 'ANTHROPIC_API_KEY') note({ kind: 'key' });
    return target[name];
  },
});
