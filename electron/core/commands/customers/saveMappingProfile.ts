import { mappingProfileSave } from '#shared/contract/mappingProfile.ts';
import { ok } from '#shared/lib/result.ts';
import {
  insertMappingProfile,
  loadMappingProfile,
  updateMappingProfile,
} from '../../db/repositories/customers/mappingProfiles.ts';
import { handleCommand } from '../../rpc/handlers.ts';

type Prepared = { readonly contentJson: string | null; readonly issues: readonly unknown[] };

export const saveMappingProfile = handleCommand<typeof mappingProfileSave, Prepared>(mappingProfileSave, {
  async prepare(context, input) {
    const checked = context.files.checkProfile(input.fileKind, input.content);
    return ok(
      checked.ok
        ? { contentJson: JSON.stringify(checked.value), issues: [] }
        : { contentJson: null, issues: checked.error },
    );
  },

  async execute(context, input, { contentJson, issues }) {
    const { tx } = context;
    const { profileCode, name, fileKind, expectedVersion } = input;
    const known = await loadMappingProfile(tx, profileCode);
    if (expectedVersion !== null && known?.file_kind !== fileKind) {
      return context.refuse('not_found', { profileCode, fileKind });
    }
    if (expectedVersion === null && known) return context.refuse('profile_code_taken', { profileCode });
    if (known && known.version !== expectedVersion) {
      return context.refuse('stale_version', { version: known.version });
    }
    if (contentJson === null) return context.refuse('content_invalid', { issues });
    const version = (known?.version ?? 0) + 1;
    const facts = { name, content_json: contentJson, version };
    if (known) await updateMappingProfile(tx, profileCode, facts);
    else await insertMappingProfile(tx, { profile_code: profileCode, file_kind: fileKind, ...facts });
    context.audit({ subjectType: 'mapping_profile', subjectId: profileCode, detail: { name, version } });
    context.publish('customers');
    return ok({ profileCode, version });
  },
});
