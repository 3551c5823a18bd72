import dayjs from 'dayjs';

/** An instant on the clock of this computer, to the second and the same in every language. */
export function Instant({ at }: { readonly at: string }) {
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>{dayjs(at).format('YYYY-MM-DD HH:mm:ss')}</span>
  );
}
