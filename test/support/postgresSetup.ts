import type { TestProject } from 'vitest/node';
import { EMPTY_OFFICE_DATABASE } from './emptyOffice.ts';
import { makeEmptyOffice } from './makeEmptyOffice.ts';
import { startPostgres } from './postgresServer.ts';

/** Starts the server of the run, makes the empty office that the tests copy, and stops the server at the end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await makeEmptyOffice(server.address(EMPTY_OFFICE_DATABASE));
  project.provide('postgresServer', server.address('').replace(/\/$/, ''));
  return server.stop;
}
