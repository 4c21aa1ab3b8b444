/** What a model says of routes, mounts and answers. */
import type { GuardDuty } from './concepts.js';

export interface RouteModel {
  /** HTTP method in upper case, `ALL`, or the argument/property that names it. */
  readonly method: string | { readonly arg: number; readonly property?: string };
  /** Where the argument is a text itself, `property` is not looked for. */
  readonly path: { readonly arg: number; readonly property?: string } | 'from-receiver';
  /** First handler argument; all later function arguments are middleware, the last one is the handler. */
  readonly handlersFrom?: number;
  /** Property of an options object: `{ handler, preHandler, schema }`. */
  readonly handlerProperty?: string;
  readonly guardProperties?: readonly string[];
  /**
   * Settings among the options of the route that are a duty themselves, by their path: `config.rateLimit`. `false`
   * takes it away.
   */
  readonly dutyProperties?: readonly { readonly path: string; readonly duty: GuardDuty }[];
  readonly schemaProperty?: string;
  /** What stands before the handler lets requests on when it is done, not only when it says so. */
  readonly goesOnWhenDone?: true;
}

export interface MountModel {
  readonly pathArg?: number;
  /** Option property that holds the prefix: `{ prefix: '/v1' }`. */
  readonly prefixProperty?: { readonly arg: number; readonly property: string };
  /** Arguments that are routers, plugins or middleware. */
  readonly from: number;
  /**
   * `encapsulated`: what is mounted inside a plugin does not guard its siblings. `ordered`: guards what is registered
   * later.
   */
  readonly scope: 'ordered' | 'encapsulated';
  readonly hook?: string;
  /** What is mounted lets requests on when it is done, not only when it says so. */
  readonly goesOnWhenDone?: true;
  /** The argument that says when a hook runs, and the texts with which it runs before the handler. */
  readonly before?: { readonly arg: number; readonly is: readonly string[] };
}

export interface ResponseModel {
  /** Position of the body, if it sends one. */
  readonly bodyArg?: number;
  readonly statusArg?: number;
  /** Ends the response. */
  readonly ends?: true;
  /** Fixed status. */
  readonly status?: number;
  /** An error given as body goes to the framework's error handler, which decides what is sent. */
  readonly errorsMasked?: true;
}
