// Prints findings and questions of `review` on a folder in the shape of ESLint's JSON. node
// scripts/quality/review-for-bench.mjs FOLDER
import { resolve } from 'node:path';
import { review } from './review.mjs';

const folder = resolve(process.argv[2]);
const report = review(folder);
const byFile = new Map();
for (const { ruleId, location, state } of [...report.findings, ...report.questions]) {
  if (state === 'cleared') continue; // a question that was proved harmless
  const messages = byFile.get(location.file) ?? [];
  byFile.set(location.file, messages);
  messages.push({ ruleId, line: location.startLine, endLine: location.endLine ?? location.startLine });
}
console.log(JSON.stringify([...byFile].map(([filePath, messages]) => ({ filePath, messages }))));
