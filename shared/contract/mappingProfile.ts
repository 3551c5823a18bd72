import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { text } from './fields.ts';

const version = z.int().min(1);

const profileFacts = {
  profileCode: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/),
  name: text(80).min(1),
  fileKind: z.enum(['meter', 'bank', 'customer']),
};

/** Layouts of files (mapping profiles), the shipped ones and the office's own. */
export const mappingProfileList = defineQuery({
  name: 'mappingProfile.list',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({ fileKind: profileFacts.fileKind.optional() }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ ...profileFacts, content: z.record(z.string(), z.unknown()), version: z.int() }),
    ),
  }),
});

/** Stores a layout. `expectedVersion` null adds a new one. */
export const mappingProfileSave = defineCommand({
  name: 'mappingProfile.save',
  stage: 'customers',
  permission: 'mappingProfile.edit',
  input: z.strictObject({
    ...profileFacts,
    expectedVersion: version.nullable(),
    content: z.record(z.string(), z.unknown()),
  }),
  output: z.strictObject({ profileCode: z.string(), version }),
  /** `content_invalid` lists in `detail.issues` what the layout lacks. */
  refusals: ['not_found', 'profile_code_taken', 'stale_version', 'content_invalid'],
});
