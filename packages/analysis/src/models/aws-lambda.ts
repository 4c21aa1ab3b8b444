import { defineModel, type SourceModel } from '../vocabulary/library-model.js';

const TEXTS: SourceModel['shapes'] = ['obj', 'null'];
const MEMBER: SourceModel['shapes'] = ['str', 'null'];

/** What a gateway, a balancer or the address of a function hands to its handler: a request, put apart. */
export const awsLambda = defineModel({
  library: 'aws-lambda',
  modules: ['aws-lambda'],
  family: 'other',
  exports: {
    ...Object.fromEntries(
      ['APIGatewayProxyEvent', 'APIGatewayEvent', 'APIGatewayProxyEventV2', 'ALBEvent', 'LambdaFunctionURLEvent'].map(
        (name) => [name, { type: 'HttpEvent' }],
      ),
    ),
    ...Object.fromEntries(
      ['APIGatewayProxyHandler', 'APIGatewayProxyHandlerV2', 'ALBHandler', 'LambdaFunctionURLHandler'].map((name) => [
        name,
        { type: 'HttpHandler' },
      ]),
    ),
  },
  types: {
    HttpHandler: { params: ['HttpEvent'] },
    HttpEvent: {
      members: {
        body: { source: { kind: 'body', shapes: MEMBER } },
        pathParameters: { source: { kind: 'param', shapes: TEXTS, memberShapes: MEMBER } },
        queryStringParameters: { source: { kind: 'query', shapes: TEXTS, memberShapes: MEMBER } },
        multiValueQueryStringParameters: { source: { kind: 'query', shapes: TEXTS, memberShapes: ['arr', 'null'] } },
        rawQueryString: { source: { kind: 'query', shapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: MEMBER } },
        multiValueHeaders: { source: { kind: 'header', shapes: TEXTS, memberShapes: ['arr', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['arr', 'null'] } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        rawPath: { source: { kind: 'url', shapes: ['str'] } },
      },
    },
  },
  entryPoints: [{ file: '', exports: ['handler'], params: ['HttpEvent'], named: ['event', 'evt'] }],
});
