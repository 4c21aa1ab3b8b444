import type { SourceKind } from '../vocabulary/concepts.js';

/** Plain words for where untrusted input enters. */
export function sourceWords(kind: SourceKind): string {
  switch (kind) {
    case 'body':
      return 'the request body enters here';
    case 'query':
      return 'the query string enters here';
    case 'param':
      return 'a route parameter enters here';
    case 'header':
      return 'a request header enters here';
    case 'cookie':
      return 'a cookie enters here';
    case 'url':
      return 'the request URL enters here';
    case 'file-upload':
      return 'an uploaded file enters here';
    case 'form':
      return 'form data enters here';
    case 'graphql-argument':
      return 'a GraphQL argument enters here';
    case 'rpc-input':
      return 'the input of a remote call enters here';
    case 'message':
      return 'a message enters here';
    case 'answer':
      return 'the answer of a host the client chose enters here';
    case 'argv':
      return 'a command-line argument enters here';
  }
}
