import { Typography } from 'antd';

/** A line of a file as it stands there; the whole of it where the pointer rests. */
export function RawText({ text }: { readonly text: string }) {
  return (
    <Typography.Text code ellipsis={{ tooltip: text }}>
      {text}
    </Typography.Text>
  );
}
