type Version = {
  readonly versionNo: number;
  readonly startOn: string;
  readonly isActive: boolean;
};

/**
 * The versions of one tariff that wait for a second person: of each first day the latest, and none where a version of that
 * day is in force already. What was written anew for the same day before that is past.
 */
export function waitingDrafts<Of extends Version>(versions: readonly Of[]): readonly Of[] {
  const taken = new Set(versions.filter(({ isActive }) => isActive).map(({ startOn }) => startOn));
  const latest = new Map<string, Of>();
  for (const version of versions) {
    if (taken.has(version.startOn)) continue;
    const known = latest.get(version.startOn);
    if (known === undefined || known.versionNo < version.versionNo) latest.set(version.startOn, version);
  }
  return [...latest.values()];
}
