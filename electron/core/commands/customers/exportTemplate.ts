import { customerExportTemplate } from '#shared/contract/customers.ts';
import { ok } from '#shared/lib/result.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const exportTemplate = handleCommand<typeof customerExportTemplate>(customerExportTemplate, {
  async prepare(context, { path, kind }) {
    const { actor, now } = context;
    const written = await context.files.writeTemplate(path, kind, {
      author: actor.displayName,
      createdAt: now,
    });
    return written.ok ? ok(undefined) : context.refuse('not_writable', written.error.detail);
  },
  async execute(_context, { path }) {
    return ok({ path });
  },
});
