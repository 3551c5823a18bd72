const nowrap = () => ({ style: { whiteSpace: 'nowrap' } }) as const;

/** For columns of days, numbers and names: a long text in another column must not break them over two lines. */
export const oneLine = { onCell: nowrap, onHeaderCell: nowrap } as const;
