export type ServerPlace = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tls: 'disable' | 'require' | 'verify-full';
};

/** The address of a ledger on a server, without its password: it may be shown and remembered. */
export function serverAddress({ host, port, database, user, tls }: ServerPlace): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const path = `${encodeURIComponent(user)}@${name}:${port}/${encodeURIComponent(database)}`;
  return `postgres://${path}?sslmode=${tls}`;
}

/** The same address with the password in it, for the one call that opens it. */
export function withPassword(address: string, password: string): string {
  return address.replace(/@(?=[^@]*$)/, `:${encodeURIComponent(password)}@`);
}
