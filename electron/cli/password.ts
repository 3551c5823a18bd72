import { refuse } from './failure.ts';

/**
 * The password of the person who runs the command: from METERBOOK_PASSWORD, else typed on the
 * terminal without being shown. It is never an argument, which other users of the computer could see.
 */
export async function readPassword(userName: string): Promise<string> {
  const given = process.env.METERBOOK_PASSWORD;
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) refuse('password_needed', { variable: 'METERBOOK_PASSWORD', userName });
  process.stderr.write(`${userName}: `);
  return readHidden();
}

function readHidden(): Promise<string> {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  return new Promise((resolve) => {
    const onData = (keys: string) => {
      for (const key of keys) {
        if (key === '\u0003') process.exit(130);
        if (key === '\r' || key === '\n') {
          stdin.off('data', onData);
          stdin.setRawMode(false);
          stdin.pause();
          process.stderr.write('\n');
          resolve(typed);
          return;
        }
        typed = key === '\u007f' ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', onData);
    stdin.resume();
  });
}
