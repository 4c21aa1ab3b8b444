import type { FileAnalysis, Value } from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText, evidence, excerpt } from '../evidence.js';

export default defineRule({
  id: 'no-unsafe-file-upload',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [434, 400],
    owasp: ['A06:2025', 'A04:2021'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports uploads of any size, and uploads that are kept under the name the client gave',
      impact:
        'One client fills the memory or the disk of the server, or replaces the file of another and chooses its type.',
      fix: 'Limit the size of a file where the upload is parsed, and keep files under names the server makes.',
      refactoring: 'Put one configured upload parser into a module of its own and let every route use that one.',
    },
    messages: {
      missing: '`{{call}}` takes files of any size. Set a limit for the size of a file.',
      huge:
        '`{{setting}}` lets `{{call}}` take more than a gigabyte for each file. ' +
        'Set a limit that fits what is uploaded.',
      name:
        'The name the client gave becomes the name of the stored file: uploads replace each other, ' +
        'and the client chooses the type. Make a random name and keep only an extension from a list.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['upload-limit', 'stored-name'],
    gate: /multer|[uU]pload|busboy|formid|Interceptor|diskStorage/i,
  },
  *problems(file) {
    for (const { node, call, property, model } of file.hazards('upload-limit')) {
      const limit = property && { setting: excerpt(file.text, property.range) };
      yield {
        at: (property ? node : call.node).range,
        messageId: limit ? 'huge' : 'missing',
        data: { call: calleeText(file, call.node), ...limit },
        ...(model.forUses && !limit && { severity: 'medium' as const }),
      };
    }
    for (const { node } of file.sinks('stored-name')) {
      const value = file.valueOf(node);
      const holes = (value.parts ?? [{ hole: value }]).flatMap((part) => ('hole' in part ? [part.hole] : []));
      if (!holes.some((hole) => isGivenName(file, hole))) continue;
      const isWhole = (value.parts?.length ?? 1) <= 1;
      if (!isWhole && isFiltered(file)) continue;
      yield {
        at: node.range,
        messageId: 'name',
        steps: evidence(value, node.range, 'is the name of the stored file'),
        ...(!isWhole && { severity: 'medium' as const }),
      };
    }
  },
});

/**
 * Something of this file refuses uploads by what they are called or say they are: only their extension is left to the
 * client.
 */
function isFiltered(file: FileAnalysis): boolean {
  return file
    .callsWith('uploadFilter')
    .some(
      (call) =>
        call.call.uploadFilter &&
        file.optionOf(call, call.call.uploadFilter.arg, call.call.uploadFilter.property) !== null,
    );
}

/** What cannot hold a separator is a name the server made; what stands behind a dot is an extension. */
function isGivenName(file: FileAnalysis, value: Value): boolean {
  return (
    value.source === 'file-upload' &&
    file.judge(value, 'file-path') === 'tainted' &&
    file.judge(value, 'stored-name') === 'tainted'
  );
}
