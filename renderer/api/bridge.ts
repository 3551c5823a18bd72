import type { CoreEvent, Reply, RequestBody } from '#shared/contract/wire.ts';

declare global {
  interface Window {
    /** The two functions that the preload script gives to the page. */
    readonly meterbook: {
      readonly invoke: (body: RequestBody) => Promise<Reply>;
      readonly subscribe: (listener: (event: CoreEvent) => void) => () => void;
    };
  }
}

export const bridge = {
  invoke: (body: RequestBody): Promise<Reply> => window.meterbook.invoke(body),
  subscribe: (listener: (event: CoreEvent) => void): (() => void) => window.meterbook.subscribe(listener),
};
