import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { detailLines } from './detailLines.ts';

/** The figures that came along with a refusal, one in a line. */
export function ErrorDetail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const lines = detailLines(detail, t);
  if (lines.length === 0) return null;
  return (
    <Typography.Text type="secondary" style={{ wordBreak: 'break-word', fontVariantNumeric: 'tabular-nums' }}>
      {lines.map(({ key, word, text }) => (
        <div key={key}>
          {word}: {text}
        </div>
      ))}
    </Typography.Text>
  );
}
