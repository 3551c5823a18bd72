import { contentIssues } from '#shared/contract/contentIssues.ts';
import { officeParameters, PARAMETER_PARTS, parameterSave } from '#shared/contract/parameters.ts';
import { settingsPart } from '#shared/domain/settings.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOffice, updateOffice } from '../../db/repositories/access/office.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const saveParameters = handleCommand(
  parameterSave,
  async (context, { parameters, expectedVersion }) => {
    const office = await loadOffice(context.tx);
    if (office.version !== expectedVersion) {
      return context.refuse('stale_version', { version: office.version });
    }
    const stated = officeParameters.safeParse(parameters);
    if (!stated.success) return context.refuse('content_invalid', { issues: contentIssues(stated.error) });
    const settings = JSON.parse(office.settings_json) as Record<string, unknown>;
    const before = Object.fromEntries(PARAMETER_PARTS.map((part) => [part, settingsPart(settings, part)]));
    const after = Object.fromEntries(PARAMETER_PARTS.map((part) => [part, stated.data[part] ?? {}]));
    const version = await updateOffice(context.tx, office, {
      settings_json: JSON.stringify({ ...settings, ...after }),
    });
    context.audit({ subjectType: 'office', subjectId: office.office_id, detail: { before, after } });
    context.publish('access');
    context.publish('ledger');
    return ok({ version });
  },
);
