import { customerSave } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import {
  customerHasBills,
  insertCustomer,
  listServicePoints,
  loadCustomer,
  loadCustomerByAccountNo,
  updateCustomer,
} from '../../db/repositories/customers/customers.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveCustomer = handleCommand(customerSave, async (context, input) => {
  const { tx } = context;
  const known = input.customerId === null ? undefined : await loadCustomer(tx, input.customerId);
  if (input.customerId !== null && !known)
    return context.refuse('not_found', { customerId: input.customerId });
  if (known && known.version !== input.expectedVersion) {
    return context.refuse('stale_version', { version: known.version });
  }
  const namesake = await loadCustomerByAccountNo(tx, input.accountNo);
  if (namesake && namesake.customer_id !== known?.customer_id) {
    return context.refuse('account_no_taken', { accountNo: input.accountNo });
  }
  if (known && known.account_no !== input.accountNo && (await customerHasBills(tx, known.customer_id))) {
    return context.refuse('account_no_fixed', { accountNo: known.account_no });
  }
  if (known && input.state === 'closed') {
    const active = (await listServicePoints(tx, known.customer_id)).find((point) => point.state === 'active');
    if (active) return context.refuse('service_point_active', { servicePointNo: active.service_point_no });
  }
  const facts = {
    account_no: input.accountNo,
    name: input.name,
    address: input.address,
    phone: input.phone,
    customer_class: input.customerClass,
    household_size: input.householdSize,
    state: input.state,
    version: (known?.version ?? 0) + 1,
  };
  const customerId = known?.customer_id ?? context.newId();
  if (known) await updateCustomer(tx, customerId, facts);
  else await insertCustomer(tx, { customer_id: customerId, ...facts, created_at: context.now });
  context.audit({
    subjectType: 'customer',
    subjectId: customerId,
    detail: { before: known ?? null, after: facts },
  });
  context.publish('customers');
  return ok({ customerId, version: facts.version });
});
