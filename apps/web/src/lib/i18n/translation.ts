/** Plural categories that English does not tell apart and other languages do. */
type FurtherPlural = 'zero' | 'two' | 'few' | 'many';
type PluralOf<Key> = Key extends `${infer Base}_other` ? Base : never;

/**
 * The texts of another language: the keys of the English ones, each with any text. A missing or misspelt key does not
 * compile; where a language has more plural forms than two, their keys stand beside `_one` and `_other`.
 */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translation<English[Key]>;
} & { readonly [Key in PluralOf<keyof English> as `${Key}_${FurtherPlural}`]?: string };
