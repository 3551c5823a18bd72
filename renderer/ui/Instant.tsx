import dayjs from 'dayjs';

/** An instant on the clock of this computer, to the second and the same in every language. */
export function instantText(at: string): string {
  return dayjs(at).format('YYYY-MM-DD HH:mm:ss');
}

/** The same, to stand in tables. */
export function Instant({ at }: { readonly at: string }) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{instantText(at)}</span>;
}
