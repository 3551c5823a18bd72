import { afterEach } from 'vitest';
import { screenshotFailure } from './support.ts';

/** Before the test closes its application: what a person would have seen when it failed. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await screenshotFailure(task.name);
});
