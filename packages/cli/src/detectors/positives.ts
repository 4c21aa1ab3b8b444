/** What the project does well and should keep: only with evidence, and only when it is a habit. */
import { isChange, type QueryFact } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import type { Positive } from '../report/types.js';
import { facesClients, holdsData, layersOf } from './module-layers.js';
import { type Access, accessOf, isStateChanging } from './route-guards.js';
import { isGuard } from '../project/route-privilege.js';
import { runsInTransaction } from '../project/transaction-context.js';
import { writeEvents } from '../project/write-events.js';

/** A habit: at least this share, of at least this many. */
const SHARE = 0.7;
const FEWEST = 3;

/** Positive patterns, each with its count. */
export function positives(project: Project, policy: Policy = {}): readonly Positive[] {
  const found = [
    boundParameters(project),
    guardedRoutes(project, policy),
    atomicWrites(project),
    validatedRoutes(project),
    centralConfig(project),
    layeredAccess(project, policy),
    boundedLists(project),
  ];
  return found.filter((positive) => positive !== null);
}

/** Queries that take values, by whether they bind them. */
function boundParameters(project: Project): Positive | null {
  const withValues = sourceQueries(project).filter(
    ({ query }) => query.binding === 'parameters' || query.binding === 'concatenation',
  );
  const bound = withValues.filter(({ query }) => query.binding === 'parameters').length;
  return of(
    'bound-parameters',
    bound,
    withValues.length,
    (share) => `${share} queries with values bind them as parameters; keep`,
  );
}

/** Of all state-changing routes those that are proved to check who calls. What the others are is said with them. */
function guardedRoutes(project: Project, policy: Policy): Positive | null {
  const access = project.routes
    .filter((route) => isStateChanging(route) && project.files.get(route.file)?.role === 'source')
    .map((route) => accessOf(route, policy));
  const count = (wanted: Access): number => access.filter((one) => one === wanted).length;
  const [guarded, open, strangers, unclear] = [count('guarded'), count('open'), count('public'), count('unclear')];
  // What nobody needs an account for is no exception to the habit; what is not known may be one.
  if (guarded < FEWEST || guarded / (guarded + open + unclear) < SHARE) return null;
  const others = [
    ...(open > 0 ? [`${open} ${open === 1 ? 'does' : 'do'} not`] : []),
    ...(unclear > 0 ? [`of ${unclear} it is not known`] : []),
    ...(strangers > 0 ? [`${strangers} ${strangers === 1 ? 'is' : 'are'} public by declaration or by name`] : []),
  ];
  return {
    id: 'guarded-routes',
    count: guarded,
    of: access.length,
    message:
      `${guarded} of ${access.length} state-changing routes check who calls` +
      `${others.length > 0 ? ` (${others.join(', ')})` : ''}; keep`,
  };
}

/** Functions that write several tables, by whether they do so in a transaction. */
function atomicWrites(project: Project): Positive | null {
  let inside = 0;
  let outside = 0;
  for (const fn of project.functions.values()) {
    if (!fn.fact || project.files.get(fn.file)?.role !== 'source') continue;
    const writes = fn.queries.filter((query) => isChange(query) && query.entity !== undefined);
    const isAtomic =
      writes.some((query) => query.transaction === 'inside') ||
      (writes.length > 0 && runsInTransaction(fn.id, project));
    if (isAtomic && new Set(writes.map((query) => query.entity)).size > 1) inside += 1;
    else if (!isAtomic && new Set(writeEvents(fn, project).flatMap((event) => [...event.entities])).size > 1)
      outside += 1;
  }
  return of(
    'transactions',
    inside,
    inside + outside,
    (share) => `${share} functions that write several tables do so in a transaction; keep`,
  );
}

function validatedRoutes(project: Project): Positive | null {
  const routes = project.routes.filter(isStateChanging);
  const validated = routes.filter((route) => {
    const handler = route.handler === null ? undefined : project.functions.get(route.handler);
    return (
      route.chain.some((link) => !isGuard(link) && link.evidence !== 'unknown' && link.duties.includes('validation')) ||
      handler?.behaviour?.validatesInput
    );
  });
  return of(
    'validated-routes',
    validated.length,
    routes.length,
    (share) => `${share} state-changing routes check their input against a schema; keep`,
  );
}

/** Environment variables read in one place: the share of reads in files whose business is configuration. */
function centralConfig(project: Project): Positive | null {
  const reads = [...project.files.values()]
    .filter((facts) => facts.role === 'source')
    .flatMap((facts) => facts.env.map(() => facts.file));
  const central = reads.filter((file) => /(?:^|[/.\-_])(?:config\w*|env\w*|settings?)(?:[/.\-_]|$)/i.test(file)).length;
  return of(
    'central-config',
    central,
    reads.length,
    (share) => `${share} reads of environment variables stand in configuration modules; keep`,
  );
}

function layeredAccess(project: Project, policy: Policy): Positive | null {
  const layers = layersOf(project, policy);
  const entries = [...layers].filter(([, layer]) => facesClients(layer)).map(([file]) => file);
  const direct = new Set(
    project.modules
      .filter((edge) => !edge.typeOnly && holdsData(layers.get(edge.to) ?? { name: '', rank: 0 }))
      .map((edge) => edge.from),
  );
  const hasInner = [...layers.values()].some((layer) => !facesClients(layer));
  return hasInner
    ? of(
        'layers',
        entries.filter((file) => !direct.has(file)).length,
        entries.length,
        (share) => `${share} route and controller modules leave data access to the layers below; keep`,
      )
    : null;
}

function boundedLists(project: Project): Positive | null {
  const lists = sourceQueries(project).filter(
    ({ query }) => query.operation === 'read' && query.many && query.bounded !== 'unknown',
  );
  return of(
    'bounded-lists',
    lists.filter(({ query }) => query.bounded === 'yes').length,
    lists.length,
    (share) => `${share} list queries have a limit; keep`,
  );
}

function sourceQueries(project: Project): readonly { readonly file: string; readonly query: QueryFact }[] {
  return [...project.functions.values()]
    .filter((fn) => project.files.get(fn.file)?.role === 'source')
    .flatMap((fn) => fn.queries.map((query) => ({ file: fn.file, query })));
}

function of(id: string, count: number, total: number, message: (share: string) => string): Positive | null {
  return total >= FEWEST && count / total >= SHARE
    ? { id, count, of: total, message: message(`${count} of ${total}`) }
    : null;
}
