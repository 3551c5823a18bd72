import { Button, type ButtonProps } from 'antd';
import { useEffect, useRef } from 'react';

type Props = ButtonProps & { readonly hotkey: string; readonly onPress: () => void };

/** A button that a function key presses too; the key is written on it. */
export function HotkeyButton({ hotkey, onPress, children, disabled, loading, ...rest }: Props) {
  const isDeaf = Boolean(disabled || loading);
  const press = useRef(onPress);
  press.current = onPress;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key !== hotkey || isDeaf || isCovered(button.current)) return;
      event.preventDefault();
      press.current();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [hotkey, isDeaf]);
  return (
    <Button
      {...rest}
      ref={button}
      disabled={disabled ?? false}
      loading={loading ?? false}
      onClick={onPress}
      aria-keyshortcuts={hotkey}
    >
      {children}
      <kbd style={{ opacity: 0.55, fontSize: 11 }}>{hotkey}</kbd>
    </Button>
  );
}

/**
 * Whether the button is not to be seen: on a tab that is not open, or with a dialog or drawer over it. Its key then belongs
 * to what is in front.
 */
function isCovered(button: HTMLButtonElement | null): boolean {
  if (!button?.getClientRects().length) return true;
  const open = [...document.querySelectorAll('[role="dialog"]')].filter(
    (dialog) => dialog.getClientRects().length > 0,
  );
  const front = open.at(-1);
  return front !== undefined && !front.contains(button);
}
