/** The two ways between a page and main. Only the bridge and the relay know them. */
export const INVOKE_CHANNEL = 'meterbook:invoke';
export const EVENT_CHANNEL = 'meterbook:event';
