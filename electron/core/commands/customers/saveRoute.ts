import { routeSave } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import { loadUser } from '../../db/repositories/access/users.ts';
import {
  insertRoute,
  loadRoute,
  loadRouteByNo,
  updateRoute,
} from '../../db/repositories/customers/routes.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveRoute = handleCommand(routeSave, async (context, input) => {
  const { tx } = context;
  const known = input.routeId === null ? undefined : await loadRoute(tx, input.routeId);
  if (input.routeId !== null && !known) return context.refuse('not_found', { routeId: input.routeId });
  if (known && known.version !== input.expectedVersion) {
    return context.refuse('stale_version', { version: known.version });
  }
  const namesake = await loadRouteByNo(tx, input.routeNo);
  if (namesake && namesake.route_id !== known?.route_id) {
    return context.refuse('route_no_taken', { routeNo: input.routeNo });
  }
  if (input.readerUserId !== null) {
    const reader = await loadUser(tx, input.readerUserId);
    if (!reader?.roles.includes('reader')) {
      return context.refuse('reader_not_found', { readerUserId: input.readerUserId });
    }
  }
  const facts = {
    route_no: input.routeNo,
    name: input.name,
    cycle_day: input.cycleDay,
    reader_user_id: input.readerUserId,
    version: (known?.version ?? 0) + 1,
  };
  const routeId = known?.route_id ?? context.newId();
  if (known) await updateRoute(tx, routeId, facts);
  else await insertRoute(tx, { route_id: routeId, ...facts });
  context.audit({
    subjectType: 'route',
    subjectId: routeId,
    detail: { before: known ?? null, after: facts },
  });
  context.publish('customers');
  return ok({ routeId, version: facts.version });
});
