import { askWindow } from '../api/client.ts';
import { PathField } from './PathField.tsx';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (path: string) => void;
  /** Shown in the file dialog. */
  readonly kindName: string;
  readonly extensions: readonly string[];
};

/** A file of the computer. */
export function FileField({ id, value, onChange, kindName, extensions }: Props) {
  const choose = async () => {
    const filters = [{ name: kindName, extensions: [...extensions] }];
    return (await askWindow('window.chooseFile', { filters })).path;
  };
  return <PathField id={id} value={value} onChange={onChange} isFirst choose={choose} />;
}
