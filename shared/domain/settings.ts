/** One stage's part of the office's settings; empty where it is absent or not an object. */
export function settingsPart(settings: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof settings !== 'object' || settings === null) return {};
  const part: unknown = (settings as Record<string, unknown>)[name];
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {};
}
