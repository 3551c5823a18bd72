import { mappingProfileList as mappingProfileListContract } from '#shared/contract/mappingProfile.ts';
import { ok } from '#shared/lib/result.ts';
import { listMappingProfiles } from '../../db/repositories/customers/mappingProfiles.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const mappingProfileList = handleQuery(mappingProfileListContract, async (context, input) => {
  const profiles = await listMappingProfiles(context.db, input.fileKind);
  return ok({
    rows: profiles.map((profile) => ({
      profileCode: profile.profile_code,
      name: profile.name,
      fileKind: profile.file_kind,
      content: JSON.parse(profile.content_json) as Record<string, unknown>,
      version: profile.version,
    })),
  });
});
