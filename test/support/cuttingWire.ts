import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to the server that breaks when it is told to. */
export type CuttingWire = {
  readonly port: number;
  /** The next commit reaches the server; its answer does not come back, and the connection is gone. */
  readonly loseNextAnswerToCommit: () => void;
  /** The next commit does not reach the server, and the connection is gone. */
  readonly loseNextCommit: () => void;
  /** Nothing gets through any more, from now on until the wire is mended. */
  readonly cut: () => void;
  /** From the next cut on nothing gets through any more, until the wire is mended. */
  readonly stayCut: () => void;
  readonly mend: () => void;
  readonly cuts: () => number;
  readonly close: () => void;
};

/** What the protocol sends for a commit: a simple query, or the text of a statement to parse. */
const COMMIT = 'commit\0';

export async function layWire(serverPort: number): Promise<CuttingWire> {
  let plan: 'none' | 'before' | 'after' = 'none';
  let cuts = 0;
  let staysCut = false;
  let isDown = false;
  const sockets = new Set<Socket>();
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((desk) => {
    if (isDown) {
      desk.destroy();
      return;
    }
    const far = connect(serverPort, '127.0.0.1');
    let loseAnswer = false;
    const cut = () => {
      cuts += 1;
      isDown = staysCut;
      if (isDown) return cutAll();
      for (const socket of [desk, far]) socket.destroy();
    };
    for (const [one, other] of [
      [desk, far],
      [far, desk],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    desk.on('data', (data) => {
      if (plan !== 'none' && data.includes(COMMIT)) {
        const isBefore = plan === 'before';
        plan = 'none';
        if (isBefore) return cut();
        loseAnswer = true;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      if (loseAnswer) return cut();
      desk.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return {
    port: bound.port,
    loseNextAnswerToCommit() {
      plan = 'after';
    },
    loseNextCommit() {
      plan = 'before';
    },
    cut() {
      isDown = true;
      cutAll();
    },
    stayCut() {
      staysCut = true;
    },
    mend() {
      staysCut = false;
      isDown = false;
    },
    cuts: () => cuts,
    close() {
      server.close();
      cutAll();
    },
  };
}
