import { askWindow } from '../api/client.ts';
import { PathField } from './PathField.tsx';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (path: string) => void;
};

/** A folder of the computer. */
export function FolderField({ id, value, onChange }: Props) {
  const choose = async () => (await askWindow('window.chooseFolder', {})).path;
  return <PathField id={id} value={value} onChange={onChange} isFirst choose={choose} />;
}
