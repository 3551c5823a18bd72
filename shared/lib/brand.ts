declare const brand: unique symbol;

/** A primitive that the compiler keeps apart from others of the same shape. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
