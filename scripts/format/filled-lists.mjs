import ts from 'typescript';

/** Lists and unions shorter than this stay as they are: one value a line reads as well. */
const FEW = 3;

/** The text with lists and unions of plain values laid out like text, as many a line as fit. */
export function filledLists(path, text, width) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const edits = [];
  const visit = (node) => {
    const list = listIn(node, file);
    if (list && isBroken(text.slice(list.from, list.to))) edits.push({ ...list, code: filled(list, text, width) });
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.reduceRight((code, { from, to, code: row }) => code.slice(0, from) + row + code.slice(to), text);
}

/** Items of a list of plain values, with the range they stand in and what parts them. */
function listIn(node, file) {
  const text = (one) => one.getText(file);
  if (ts.isArrayLiteralExpression(node) && node.elements.length >= FEW && node.elements.every(isPlain)) {
    return {
      from: node.getStart(file),
      to: node.end,
      items: node.elements.map((one) => `${text(one)},`),
      ends: ['[', ']'],
    };
  }
  if (ts.isUnionTypeNode(node) && node.types.length >= FEW && node.types.every(ts.isLiteralTypeNode)) {
    return { from: node.getStart(file), to: node.end, items: node.types.map((one) => `| ${text(one)}`), ends: null };
  }
  return null;
}

function isPlain(node) {
  if (ts.isSpreadElement(node)) return ts.isIdentifier(node.expression);
  return ts.isStringLiteral(node) || ts.isIdentifier(node) || ts.isNumericLiteral(node);
}

/** Over several lines, and nobody has written a comment between them. */
function isBroken(text) {
  return text.includes('\n') && !/^\s*(?:\/\/|\/\*)|,\s*\/[/*]|' \/[/*]/m.test(text);
}

function filled({ from, items, ends }, text, width) {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const own = /^ */.exec(text.slice(lineStart))[0];
  // A union stands below its name already; the items of a list stand one step to the right of it.
  const indent = ends ? `${own}  ` : own;
  const lines = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + 1 + item.length <= width)
      lines[lines.length - 1] += ` ${item}`;
    else lines.push(item);
  }
  if (!ends) return lines.join(`\n${indent}`);
  return `${ends[0]}\n${lines.map((line) => indent + line).join('\n')}\n${own}${ends[1]}`;
}
