import type { ContentIssue } from '#shared/contract/contentIssues.ts';
import type { Result } from '#shared/lib/result.ts';
import { bankProfileContent } from './bank/bankProfile.ts';
import { customerProfileContent, meterProfileContent, parseProfileContent } from './mappingProfile.ts';

const SCHEMAS = {
  meter: meterProfileContent,
  bank: bankProfileContent,
  customer: customerProfileContent,
} as const;

/** Checks the content of a layout by the kind of file it is for, and fills in what it leaves to defaults. */
export function checkProfile(
  fileKind: keyof typeof SCHEMAS,
  content: unknown,
): Result<object, readonly ContentIssue[]> {
  return parseProfileContent<(typeof SCHEMAS)[keyof typeof SCHEMAS]>(SCHEMAS[fileKind], content);
}
