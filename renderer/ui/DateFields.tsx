import { DatePicker } from 'antd';
import dayjs from 'dayjs';

type Props = {
  readonly id?: string;
  readonly label?: string;
  readonly value?: string | null;
  readonly onChange?: (text: string | null) => void;
  readonly allowClear?: boolean;
  readonly disabled?: boolean;
};

/** The picker's own date is only for drawing; the form holds text. */
function PickedText(props: Props & { readonly picker: 'date' | 'month'; readonly format: string }) {
  const { id, label, value, onChange, allowClear = false, disabled = false, picker, format } = props;
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      picker={picker}
      format={format}
      allowClear={allowClear}
      disabled={disabled}
      value={value ? dayjs(value) : null}
      onChange={(chosen) => onChange?.(chosen ? chosen.format(format) : null)}
    />
  );
}

/** A day as `yyyy-mm-dd`. */
export function DayField(props: Props) {
  return <PickedText {...props} picker="date" format="YYYY-MM-DD" />;
}

/** A billing period as `yyyy-mm`. */
export function PeriodField(props: Props) {
  return <PickedText {...props} picker="month" format="YYYY-MM" />;
}
