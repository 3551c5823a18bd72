import { Input } from 'antd';

type Props = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  readonly rows: number;
};

/** A document as text, in letters of one width. */
export function JsonField({ id, value, onChange, rows }: Props) {
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      rows={rows}
      spellCheck={false}
      style={{ fontFamily: 'ui-monospace, monospace', fontSize: 12 }}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

/** The object in a text; `null` when it is none. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    // Half-typed text is no document yet; the field says so.
    return null;
  }
}

/** A rule for forms: the text must be one object. */
export function jsonRule(message: string) {
  return {
    validator: (_rule: unknown, text: string | undefined) =>
      parseObject(text ?? '') ? Promise.resolve() : Promise.reject(new Error(message)),
  };
}
