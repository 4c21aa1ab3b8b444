import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCsv } from './csv.mjs';
import { ROOT } from './review.mjs';

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const built = (path) => import(pathToFileURL(join(ROOT, path)).href);
/** Roles of files that run on a server. */
const SERVER = new Set(['source', 'script', 'config']);
const EXTENSIONS = '{js,jsx,cjs,mjs,ts,tsx,cts,mts}';

/** What ESLint reports with a preset on one repository, and the lines of its server files. */
export async function lintWith(preset, folder) {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: plugin } = await built('packages/eslint-plugin/dist/index.js');
  const { fileRole } = await built('packages/analysis/dist/index.js');
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    allowInlineConfig: false,
    errorOnUnmatchedPattern: false,
    overrideConfig: [
      {
        ignores: [
          '**/dist/**', '**/build/**', '**/vendor/**', '**/public/**', '**/assets/**', '**/*.min.js', '**/*.d.ts',
        ],
      },
      { files: [`**/*.${EXTENSIONS}`], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },
      plugin.configs[preset],
    ].flat(),
  });
  const messages = [];
  let lines = 0;
  for (const { filePath, messages: found } of await eslint.lintFiles([`**/*.${EXTENSIONS}`])) {
    const text = readFileSync(filePath, 'utf8');
    const file = relative(folder, filePath);
    if (SERVER.has(fileRole(file, text))) lines += text.split('\n').length;
    for (const { ruleId, severity, line } of found)
      if (ruleId)
        messages.push({
          rule: ruleId.replace('backend-architect/', ''),
          level: severity === 2 ? 'error' : 'warning',
          place: `${file}:${line}`,
        });
  }
  return { messages, lines };
}

/**
 * Table of the production repositories: how much `recommended` says per 1,000 server lines. The repositories together
 * must keep the promise.
 */
export async function recommendedTable(folder, limits = { errors: 0.5, total: 1, precision: 0.9 }) {
  const rows = [];
  const missing = [];
  const readings = readCsv(readFileSync(join(ROOT, 'docs/quality/read.csv'), 'utf8'));
  const sum = { errors: 0, total: 0, lines: 0, read: 0, right: 0 };
  for (const { name } of json('docs/quality/repositories.json').filter(({ production }) => production)) {
    const { messages, lines } = await lintWith('recommended', join(folder, name));
    const errors = messages.filter(({ level }) => level === 'error').length;
    const verdicts = messages
      .map(
        ({ rule, place }) =>
          readings.find((reading) => reading.repository === name && reading.rule === rule && reading.place === place)
            ?.verdict,
      )
      .filter(Boolean);
    const counts = {
      errors,
      total: messages.length,
      lines,
      read: verdicts.length,
      right: verdicts.filter((word) => word === 'true').length,
    };
    rows.push(row(name, counts));
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    console.log(`${name}: recommended reports ${errors} errors, ${messages.length} in all, in ${lines} server lines`);
  }
  rows.push(row('**together**', sum));
  if ((1000 * sum.errors) / sum.lines > limits.errors || (1000 * sum.total) / sum.lines > limits.total)
    missing.push(
      `recommended reports more than ${limits.errors} errors or ${limits.total} findings per 1,000 server lines`,
    );
  if (sum.right < limits.precision * sum.read)
    missing.push(`fewer than ${limits.precision * 100} % of the findings of recommended are true`);
  return {
    table: [
      '| Repository | Server lines | Errors | Findings | Errors per 1,000 | Findings per 1,000 | Read | True |',
      '| --- | --: | --: | --: | --: | --: | --: | --: |', ...rows,
    ].join('\n'),
    missing,
  };
}

function row(name, { errors, total, lines, read, right }) {
  return (
    `| ${name} | ${lines.toLocaleString('en')} | ${errors} | ${total} | ` +
    `${((1000 * errors) / lines).toFixed(2)} | ${((1000 * total) / lines).toFixed(2)} | ${read} | ` +
    `${right} |`
  );
}
