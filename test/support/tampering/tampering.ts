/** Statements past the program, by the invariant that has to notice them. */
export type Tampering = Readonly<Record<string, readonly string[]>>;
