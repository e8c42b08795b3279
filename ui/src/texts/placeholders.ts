/**
 * The values that a message needs, read by the compiler from the message itself:
 * `Placeholders<"{name} has {count, plural, one {# try} other {# tries}}">` is `"name" | "count"`.
 *
 * Braces alternate: the first opens an argument, one inside an argument opens a text, and so on.
 */

type Trim<S extends string> = S extends ` ${infer R}`
  ? Trim<R>
  : S extends `${infer R} `
    ? Trim<R>
    : S;

type NameAt<S extends string> = S extends `${infer A}}${string}`
  ? A extends `${infer N},${string}`
    ? Trim<N>
    : Trim<A>
  : never;

type Scan<
  S extends string,
  Open extends ("argument" | "text")[],
  Found,
> = S extends `${infer Head}{${infer Tail}`
  ? Head extends `${string}}${string}`
    ? S extends `${string}}${infer Rest}`
      ? Open extends [unknown, ...infer Outer extends ("argument" | "text")[]]
        ? Scan<Rest, Outer, Found>
        : Found
      : Found
    : Open extends ["argument", ...unknown[]]
      ? Scan<Tail, ["text", ...Open], Found>
      : Scan<Tail, ["argument", ...Open], Found | NameAt<Tail>>
  : Found;

export type Placeholders<Message extends string> = Message extends string
  ? Scan<Message, [], never>
  : never;
