/** Readers and writers of files, handed to the `prepare` part of commands. */
export type Files = Record<never, never>;

export function createFiles(): Files {
  return {};
}
