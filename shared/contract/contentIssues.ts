import type { z } from 'zod';

/** Where in a document something is wrong (`billing.highRatio`), and what: a code that the screen has words for. */
export type ContentIssue = { readonly path: string; readonly message: string };

/** What a check of a document found, place by place; each name that nobody knows on its own. */
export function contentIssues(error: z.ZodError): readonly ContentIssue[] {
  return error.issues.flatMap((issue) => {
    const message = issue.code === 'custom' ? issue.message : issue.code;
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    return unknown.map((key) => ({
      path: [...issue.path, ...(key === null ? [] : [key])].join('.'),
      message,
    }));
  });
}
