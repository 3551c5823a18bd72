import { Button, type ButtonProps } from 'antd';
import { useEffect, useRef } from 'react';

type Props = ButtonProps & {
  readonly hotkey: string;
  readonly onPress: () => void;
  /** Something else comes in the place of what was decided: the second click of a double click is not for that. */
  readonly isDecision?: boolean;
};

/** A button that a function key presses too; the key is written on it. */
export function HotkeyButton(props: Props) {
  const { hotkey, onPress, isDecision = false, children, disabled, loading, ...rest } = props;
  const isDeaf = Boolean(disabled || loading);
  const press = useRef(onPress);
  press.current = onPress;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      // A key that is held down is pressed once.
      if (event.key !== hotkey || event.repeat || isDeaf || isCovered(button.current)) return;
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
      onClick={({ detail }) => (isDecision && detail > 1) || onPress()}
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
