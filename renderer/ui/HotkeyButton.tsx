import { Button, type ButtonProps } from 'antd';
import { useEffect, useRef } from 'react';

type Props = ButtonProps & { readonly hotkey: string; readonly onPress: () => void };

/** A button that a function key presses too; the key is written on it. */
export function HotkeyButton({ hotkey, onPress, children, disabled, ...rest }: Props) {
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key !== hotkey || disabled) return;
      event.preventDefault();
      press.current();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [hotkey, disabled]);
  return (
    <Button {...rest} disabled={disabled ?? false} onClick={onPress} aria-keyshortcuts={hotkey}>
      {children}
      <kbd style={{ opacity: 0.55, fontSize: 11 }}>{hotkey}</kbd>
    </Button>
  );
}
