/**
 * What a module gives under a name: a library by the table, a file of the project by its exports and `module.exports`.
 */
import { client, exportIs, knownExport, LIBRARIES } from './clients.mjs';
import { keyName, lookup } from './scopes.mjs';

/** What came from another file says so: that is how its name is bound here. */
const MARKED = new Set(['client', 'instance', 'class']);
export const fromElsewhere = (value) => (MARKED.has(value?.is) ? { ...value, how: 're-export' } : value);

export function createExports(programs, resolve, values) {
  const { valueOf, memberOf, bindingValue, firstOf } = values;
  const exporting = new Set();

  function importOf(from, specifier, name) {
    if (typeof specifier !== 'string') return null;
    if (Object.hasOwn(LIBRARIES, specifier)) return libraryExport(specifier, name);
    const file = resolve(from, specifier);
    if (!file || !programs.has(file)) return null;
    return name === '*' ? { is: 'file', file } : fromElsewhere(exportOf(file, name));
  }

  function libraryExport(library, name) {
    if (name === '*') return { is: 'module', library };
    if (exportIs(library, 'clients', name)) return client(library, 'import');
    return { is: 'export', library, name };
  }

  function exportOf(file, name) {
    const key = `${file}\n${name}`;
    if (exporting.has(key)) return null;
    exporting.add(key);
    const found = findExport(file, name);
    exporting.delete(key);
    return found;
  }

  function findExport(file, name) {
    const program = programs.get(file);
    if (!program) return null;
    const stars = [];
    let isModule = false;
    for (const node of program.body) {
      if (node.type === 'ExportDefaultDeclaration') isModule = true;
      if (node.type === 'ExportDefaultDeclaration' && name === 'default')
        return valueOf(node.declaration) ?? typeNamed(node.declaration);
      if (node.type === 'TSExportAssignment') {
        const value = valueOf(node.expression);
        return name === 'default' ? value : memberOf(value, name);
      }
      if (node.type === 'ExportAllDeclaration') {
        if (!node.exported) stars.push(node.source.value);
        else if (keyName(node.exported) === name) return importOf(file, node.source.value, '*');
      }
      if (node.type !== 'ExportNamedDeclaration') continue;
      isModule = true;
      for (const specifier of node.specifiers) {
        if (keyName(specifier.exported) !== name) continue;
        const local = keyName(specifier.local);
        if (node.source) return importOf(file, node.source.value, local);
        const binding = lookup(program, local);
        return binding ? bindingValue(binding) : null;
      }
      if (node.declaration && declares(node.declaration, name)) {
        const binding = lookup(node, name);
        return binding ? bindingValue(binding) : null;
      }
    }
    const gives = (source) => !Object.hasOwn(LIBRARIES, source) || knownExport(source, name);
    const starred = firstOf(stars.filter(gives), (source) => importOf(file, source, name));
    if (starred) return starred;
    const { whole, named } = program.common;
    const own = firstOf(named.get(name) ?? []);
    if (own) return own;
    if (name === 'default') return firstOf(whole) ?? (isModule || named.size === 0 ? null : { is: 'file', file });
    return firstOf(whole, (node) => memberOf(valueOf(node), name));
  }

  function typeNamed(node) {
    return node.type === 'TSInterfaceDeclaration' ? { is: 'type', node } : null;
  }

  function whole(file) {
    const { common } = programs.get(file);
    const value = firstOf(common.whole);
    return value?.is === 'object' && common.named.size > 0 ? null : value;
  }

  return { importOf, libraryExport, exportOf, whole };
}

function declares(declaration, name) {
  if (declaration.type !== 'VariableDeclaration') return declaration.id?.name === name;
  return declaration.declarations.some(({ id }) => namesIn(id).includes(name));
}

function namesIn(target) {
  if (target.type === 'Identifier') return [target.name];
  if (target.type !== 'ObjectPattern') return [];
  return target.properties.flatMap((property) => (property.type === 'Property' ? namesIn(property.value) : []));
}
