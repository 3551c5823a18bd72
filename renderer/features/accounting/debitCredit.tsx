import { Money } from '../../ui/Amount.tsx';

/** The two columns of books: an amount stands in the one of its side, the other stays empty. */
export function debitCreditColumns<Row extends { readonly amountMinor: number }>(titles: {
  readonly debit: string;
  readonly credit: string;
}) {
  return [
    {
      key: 'debit',
      title: titles.debit,
      width: 140,
      align: 'right' as const,
      render: (_value: unknown, { amountMinor }: Row) => amountMinor > 0 && <Money minor={amountMinor} />,
    },
    {
      key: 'credit',
      title: titles.credit,
      width: 140,
      align: 'right' as const,
      render: (_value: unknown, { amountMinor }: Row) => amountMinor < 0 && <Money minor={-amountMinor} />,
    },
  ];
}
