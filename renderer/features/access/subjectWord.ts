import type { TFunction } from 'i18next';
import { access } from '../../locales/zh/access.ts';

type SubjectType = keyof typeof access.subjects;

/** What an entry of the audit trail may be about. */
export const SUBJECT_TYPES = Object.keys(access.subjects) as SubjectType[];

/** The kind of thing in words; as it stands where an older or newer program gave it. */
export function subjectWord(type: string, t: TFunction): string {
  const known = SUBJECT_TYPES.find((one) => one === type);
  return known === undefined ? type : t(`access.subjects.${known}`);
}
