import { askWindow } from '../api/client.ts';
import { PathField } from './PathField.tsx';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (path: string) => void;
  readonly kindName: string;
  readonly extensions: readonly string[];
  readonly suggestedName: string;
};

/** A file that is to be made. */
export function SaveField({ id, value, onChange, kindName, extensions, suggestedName }: Props) {
  const choose = async () => {
    const filters = [{ name: kindName, extensions: [...extensions] }];
    return (await askWindow('window.chooseSaveFile', { filters, suggestedName })).path;
  };
  return <PathField id={id} value={value} onChange={onChange} choose={choose} />;
}
