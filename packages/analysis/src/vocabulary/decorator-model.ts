import type { GuardDuty } from './concepts.js';
import type { AdmitsModel } from './schemas.js';
import type { SourceModel } from './value-model.js';

/** What a decorator of a library means where it stands. */
export type DecoratorModel =
  /**
   * `@Get('path')` on a method. `linksFrom`: arguments from here on stand before the method. `braces`: parts of the
   * path that are parameters are written `{id}`. `alone`: its class needs no decorator of its own.
   * `behind`: what the library runs before all of them, which is not followed. `described`: the argument is a
   * description of routes, which says their methods and paths. `returned`: a text that the method gives back is sent
   * as it is.
   */
  | {
      readonly is: 'route';
      readonly method: string;
      readonly pathArg: number;
      readonly linksFrom?: number;
      readonly braces?: true;
      readonly alone?: true;
      readonly behind?: string;
      readonly described?: true;
      readonly returned?: 'text';
    }
  /** `@Controller('path')` on a class. */
  | {
      readonly is: 'controller';
      readonly pathArg: number;
      readonly pathProperty?: string;
      readonly linksFrom?: number;
      readonly braces?: true;
    }
  /** `@UseGuards(A, B)`: every argument is a guard class or instance. */
  | { readonly is: 'guards'; readonly duty?: readonly GuardDuty[] }
  /** `@UsePipes(...)`, `@UseInterceptors(...)`. */
  | { readonly is: 'pipes' | 'interceptors' }
  /** `@UseBefore(...)`: every argument is a middleware that runs before. */
  | { readonly is: 'links' }
  /**
   * `@Body()` on a parameter: untrusted unless a pipe says otherwise. `keyed`: with a name argument it is one member.
   */
  | { readonly is: 'parameter'; readonly source?: SourceModel; readonly type?: string; readonly validatingPipes?: true }
  /** `@InjectRepository(User)`, `@Inject(TOKEN)`. */
  | { readonly is: 'injection'; readonly type?: string; readonly entityArg?: number }
  | { readonly is: 'injectable' | 'module' | 'composite' }
  /**
   * `keyArg`: attaches what guards may read under the key in this argument. `sets`: a header of the answer by name and
   * value, or that the browser is sent to the `url` the method gives back.
   */
  /**
   * `admits`: what passes a field it stands at; `same`: what its type says. `checks`: its field is checked by something
   * else. `typeArg`: a function that gives the type of the field.
   */
  | {
      readonly is: 'metadata';
      readonly keyArg?: number;
      readonly sets?: 'header' | 'redirect';
      readonly admits?: AdmitsModel;
      readonly checks?: true;
      readonly typeArg?: number;
    }
  /** `@Entity()`, `@Column()`, `@Prop()`. */
  | { readonly is: 'entity' | 'column' | 'relation'; readonly nameArg?: number }
  /** `@Transactional()`. */
  | { readonly is: 'transactional' }
  /**
   * `@Cron()`, `@OnEvent()`, `@MessagePattern()`, `@Resolver()`, `@Query()`. `runs`: on a class, the method that is
   * run, where none is marked itself. `guarded`: what stands before the routes of the application and of its
   * controllers stands before it too. `input`: what the first parameter of the method is, where nothing marks it.
   */
  | {
      readonly is: 'entry';
      readonly kind:
        | 'schedule' | 'event' | 'message' | 'socket' | 'graphql-query' | 'graphql-mutation' | 'graphql-field'
        | 'graphql-resolver' | 'rpc';
      readonly input?: SourceModel;
      readonly runs?: string;
      readonly guarded?: true;
    };
