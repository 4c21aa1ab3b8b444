// For maintainers: what linking understands of a project. node scripts/inspect-project.mjs FOLDER
// [routes|unresolved|tables|all]
import { resolve } from 'node:path';
import { dependencyVersions } from '../packages/cli/dist/files/dependency-versions.js';
import { listFiles } from '../packages/cli/dist/files/list-files.js';
import { extract } from '../packages/cli/dist/extract/extract.js';
import { linkProject } from '../packages/cli/dist/project/link-project.js';

const [, , folder = '.', what = 'summary'] = process.argv;
const root = resolve(folder);
const files = await listFiles({ root, of: 'work-tree', ignore: [] });
const started = performance.now();
const settings = { versions: dependencyVersions(root, files.packages) };
const read = await extract({ root, files: files.sources, settings, rules: 'none', cache: 'skip' });
const extracted = performance.now();
const project = linkProject({
  root,
  files: read.flatMap((file) => (file.kind === 'read' ? [file.facts] : [])),
  schemas: files.schemas,
  settings,
});
const linked = performance.now();

const source = [...project.functions.values()].filter((fn) => project.files.get(fn.file)?.role === 'source');
const calls = source.flatMap((fn) => fn.calls).filter((call) => !call.indirect);
// Calls that may run a function of the project: by a name of this file or another, of `this`, of a parameter that is
// called.
const own = calls.filter(
  ({ fact: { callee } }) =>
    callee.kind === 'function' ||
    callee.kind === 'class' ||
    callee.kind === 'member' ||
    (callee.kind === 'param' && callee.path.length === 0) ||
    (callee.kind === 'import' && /^[.@~#]/.test(callee.specifier)),
);
const known = own.filter((call) => call.targets.length > 0 || call.symbol !== undefined || call.resolved);
const percent = own.length === 0 ? 100 : Math.round((1000 * known.length) / own.length) / 10;
const guarded = project.routes.filter((route) => route.chain.some((link) => link.duties.includes('authentication')));
const print = (line) => process.stdout.write(`${line}\n`);

print(
  `${folder}: ${read.length} files (${read.filter((file) => file.kind === 'unread').length} unread), ` +
    `${source.length} functions, ${project.modules.length} module edges`,
);
print(
  `  read ${Math.round(extracted - started)} ms, link ${Math.round(linked - extracted)} ms, facts ` +
    `${Math.round(JSON.stringify(read).length / 1024)} KB`,
);
print(
  `  routes ${project.routes.length} (${project.routes.filter((route) => route.complete).length} complete, ` +
    `${guarded.length} with authentication, ${project.routes.filter((route) => route.handler).length} with ` +
    `handler), tables ${project.tables.length}`,
);
print(
  `  calls ${calls.length}, of the project ${own.length}, known ${percent} %, queries ` +
    `${source.reduce((sum, fn) => sum + fn.queries.length, 0)}, transactions ` +
    `${project.transactions.length}`,
);

if (what === 'routes' || what === 'all') {
  for (const route of project.routes) {
    const chain = route.chain
      .map((link) => `${link.name}${link.duties.length > 0 ? `[${link.duties.join(',')}:${link.evidence}]` : ''}`)
      .join(' > ');
    print(
      `${route.complete ? ' ' : '?'} ${route.method.padEnd(6)} ${route.path}  ${chain}${chain ? ' > ' : ''}` +
        `${route.handlerName}  (${route.file}:${route.at[0]})` +
        `${route.declaredPublic ? ` public:${route.declaredPublic}` : ''}`,
    );
  }
}
if (what === 'unresolved' || what === 'all') {
  const counts = new Map();
  for (const call of own) {
    if (call.targets.length > 0 || call.symbol !== undefined || call.resolved) continue;
    const key = `${call.file} ${JSON.stringify(call.fact.callee)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 60)) print(`${count} ${key}`);
}
if (what === 'tables' || what === 'all')
  for (const table of project.tables)
    print(
      `${table.name} (${table.source}) ${table.columns.map((column) => column.name).join(', ')} | ` +
        `${table.relations.map((relation) => `${relation.name}->${relation.to}`).join(', ')} | ` +
        `${JSON.stringify(table.indexes)}`,
    );
